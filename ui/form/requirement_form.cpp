// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/requirement_form.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QScrollBar>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

#include "ui/document/document.h"
#include "ui/form/field_editor.h"
#include "ui/form/group_summary.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_scroll.h"
#include "ui/widgets/section.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Fields that most people never change wait in a fold at the end of their group.
const std::set<std::string_view> kSeldomChanged{
    "model.ubatch_tokens",
    "model.draft_tokens",
    "model.draft_acceptance",
    "model.batched_tokens",
    "model.eager",
    "model.text_only",
    "workload.cache_plan",
    "workload.cached_prompt_share",
    "workload.active_days_per_month",
    "workload.monthly_growth",
    "workload.speed_factor",
    "place.continuous_share",
    "place.electricity_price_per_kwh",
    "place.pue",
    "place.network_round_trip_ms",
    "place.heat_limit_watts",
    "place.needed_within_weeks",
    "place.delivery_weeks",
    "place.software",
    "place.scorecard_memory_gib",
    "place.scorecard_bandwidth_gb_s",
    "place.scorecard_fp_tflops",
    "place.scorecard_decode_watts",
    "place.scorecard_noise_dba",
    "place.scorecard_accelerators",
    "place.scorecard_network_gbit_s",
    "finance.inflation_per_year",
    "finance.electricity_price_factor",
    "finance.electricity_drift_per_year",
    "finance.hours_per_month",
    "finance.start",
    "finance.shipping_per_machine",
    "finance.site_work",
    "finance.spares_share",
    "finance.warranty_share",
    "finance.spare_units",
    "finance.hardware_drift_per_year",
    "finance.network_per_month",
    "finance.software_per_gpu_year",
    "finance.support_share",
    "finance.spot_interruptions_per_hour",
    "finance.spot_restart_minutes",
    "finance.storage_gigabytes",
    "finance.egress_gigabytes_per_month",
};
/// Fields with these beginnings have folds of their own and are shown when they matter.
constexpr std::string_view kFineTuningPrefix = "workload.fine_tune_";
constexpr std::string_view kIndexPrefix = "model.index_";

constexpr std::array kGroups{FieldGroup::Model,   FieldGroup::Workload,  FieldGroup::Privacy,
                             FieldGroup::Place,   FieldGroup::Money,     FieldGroup::Ownership,
                             FieldGroup::Renting, FieldGroup::Financing, FieldGroup::Uncertainty,
                             FieldGroup::Weights, FieldGroup::Document};

/// Groups that most people leave as they are.
const std::set<FieldGroup> kClosedGroups{FieldGroup::Ownership, FieldGroup::Renting,
                                         FieldGroup::Financing, FieldGroup::Uncertainty,
                                         FieldGroup::Weights,   FieldGroup::Document};

/// Sessions of typing in one field merge into one undo step; ids of different sessions differ.
constexpr int kFieldsPerSession = 1000;

/// How long a field stays marked that one was led to.
constexpr int kMarkMilliseconds = 2'500;

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

QString titleCase(const QString& label) {
    QString result = label;
    bool start = true;
    for (QChar& c : result) {
        if (start) c = c.toUpper();
        start = c.isSpace();
    }
    return result;
}

QGridLayout* addGrid(Section* section) {
    auto* const grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme::spacing(1));
    grid->setVerticalSpacing(theme::spacing(0));
    grid->setColumnStretch(0, 41);
    grid->setColumnStretch(1, 59);
    section->body()->addLayout(grid);
    return grid;
}

QFrame* hairline() {
    auto* const line = new QFrame;
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    return line;
}

}  // namespace

RequirementForm::RequirementForm(Document& document, QWidget* parent)
    : QScrollArea(parent), m_document(document) {
    setObjectName(u"requirementForm"_s);
    setAccessibleName(tr("Requirements"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setFixedWidth(std::max(340, theme::scaled(340)));
    build();
    // The form is no place of its own on the way of the Tab key: its fields scroll into view.
    setFocusPolicy(Qt::NoFocus);
    setFocusProxy(m_groups.at(kGroups.front()));
    followFocus(*this);
    connect(&m_document, &Document::changed, this, &RequirementForm::refresh);
    connect(&m_document, &Document::loaded, this, [this] {
        for (auto& [id, row] : m_rows) row.editor->forget();
        refresh();
        openUsedFolds();
    });
    refresh();
    openUsedFolds();
}

void RequirementForm::build() {
    auto* const content = new QWidget;
    content->setBackgroundRole(QPalette::Base);
    content->setAutoFillBackground(true);
    auto* const column = new QVBoxLayout(content);
    column->setContentsMargins(theme::spacing(2), theme::spacing(2), theme::spacing(0),
                               theme::spacing(3));
    column->setSpacing(theme::spacing(1));
    for (const FieldGroup group : kGroups) {
        if (group != kGroups.front()) column->addWidget(hairline());
        addGroup(column, group);
    }
    column->addStretch(1);
    setWidget(content);
}

void RequirementForm::addGroup(QVBoxLayout* column, FieldGroup group) {
    auto* const section = new Section(text(groupTitle(group)), Section::Level::Group);
    column->addWidget(section);
    m_groups[group] = section;
    QGridLayout* const grid = addGrid(section);
    Section* tuning = nullptr;
    Section* index = nullptr;
    Section* more = nullptr;
    QGridLayout* tuningGrid = nullptr;
    QGridLayout* indexGrid = nullptr;
    QGridLayout* moreGrid = nullptr;
    const auto openFold = [section, group](const QString& title, QGridLayout*& into) {
        auto* const fold = new Section(title, Section::Level::Fold);
        fold->setContext(text(groupTitle(group)));
        into = addGrid(fold);
        fold->setOpen(false);
        section->body()->addWidget(fold);
        return fold;
    };
    for (const Field& field : fields()) {
        if (field.group != group) continue;
        if (field.id.starts_with(kFineTuningPrefix)) {
            if (!tuning) tuning = openFold(tr("Fine-tuning"), tuningGrid);
            addRow(tuningGrid, field, {section, tuning});
        } else if (field.id.starts_with(kIndexPrefix)) {
            if (!index) index = openFold(tr("Vector index"), indexGrid);
            addRow(indexGrid, field, {section, index});
        } else if (kSeldomChanged.contains(field.id)) {
            if (!more) more = openFold(tr("More"), moreGrid);
            addRow(moreGrid, field, {section, more});
        } else {
            addRow(grid, field, {section});
        }
    }
    if (tuning) m_fineTuning = tuning;
    if (index) m_index = index;
    if (kClosedGroups.contains(group)) section->setOpen(false);
}

void RequirementForm::addRow(QGridLayout* grid, const Field& field,
                             std::vector<Section*> sections) {
    Row row;
    row.sections = std::move(sections);
    row.editor = FieldEditor::create(field, widget() ? widget() : this);
    row.label = makeLabel(text(field.label).replace(u'&', u"&&"_s), theme::TextStyle::Body, false,
                          Tone::Muted);
    row.label->setWordWrap(true);
    row.label->setBuddy(row.editor->widget());
    row.label->setToolTip(row.editor->widget()->toolTip());
    row.problem = makeWrappedLabel({}, theme::TextStyle::Caption, false, Tone::Bad);
    row.problem->setObjectName(row.editor->widget()->objectName() + u"Problem"_s);
    row.problem->hide();
    const int line = grid->rowCount();
    grid->addWidget(row.label, line, 0);
    grid->addWidget(row.editor->widget(), line, 1);
    grid->addWidget(row.problem, line + 1, 0, 1, 2);
    FieldEditor* const editor = row.editor;
    connect(editor, &FieldEditor::valueEdited, this,
            [this, editor](const FieldValue& value) { editField(*editor, value); });
    connect(editor, &FieldEditor::refused, this, [this, editor](const QString& sentence) {
        m_document.setInputProblem(text(editor->field().id), sentence);
    });
    connect(editor, &FieldEditor::finished, this, [this] { ++m_typingSession; });
    m_rows.emplace(std::string(field.id), std::move(row));
}

void RequirementForm::editField(FieldEditor& editor, const FieldValue& value) {
    const Field& field = editor.field();
    Scenario next = m_document.scenario();
    try {
        field.set(next, value);
    } catch (const std::invalid_argument& error) {
        m_document.setInputProblem(text(field.id), QString::fromUtf8(error.what()));
        return;
    }
    m_document.setInputProblem(text(field.id), {});
    const auto index = static_cast<int>(&field - fields().data());
    const int mergeId = editor.merges() ? m_typingSession * kFieldsPerSession + index : -1;
    m_document.edit(next, tr("Change %1").arg(titleCase(text(field.label))), mergeId);
}

void RequirementForm::refresh() {
    const Scenario& scenario = m_document.scenario();
    for (auto& [id, row] : m_rows) {
        row.editor->show(scenario, m_document.catalog());
        const Field& field = row.editor->field();
        const bool used = matters(field, scenario);
        row.editor->widget()->setEnabled(used);
        if (field.id.starts_with(kFineTuningPrefix) || field.id.starts_with(kIndexPrefix)) {
            row.label->setVisible(used);
            row.editor->widget()->setVisible(used);
        }
        showProblem(row);
    }
    for (const auto& [group, section] : m_groups) {
        section->setSummary(groupSummary(group, m_document));
    }
    m_fineTuning->setSummary(fineTuningSummary(scenario));
    m_index->setSummary(indexSummary(scenario));
}

void RequirementForm::showProblem(Row& row) {
    const std::vector<Finding>& findings = m_document.findings();
    const Finding* worst = nullptr;
    for (const Finding& finding : findings) {
        if (finding.field != row.editor->field().id || finding.severity == Severity::Note) continue;
        if (!worst || finding.severity > worst->severity) worst = &finding;
    }
    QWidget* const input = row.editor->widget();
    const bool invalid = worst && worst->severity == Severity::Error;
    if (input->property("invalid").toBool() != invalid) {
        input->setProperty("invalid", invalid);
        input->style()->unpolish(input);
        input->style()->polish(input);
    }
    row.problem->setVisible(worst != nullptr);
    if (!worst) return;
    QString sentence = QString::fromStdString(worst->message);
    if (!worst->remedy.empty()) sentence += u' ' + QString::fromStdString(worst->remedy);
    row.problem->setText(sentence);
    setTone(row.problem, invalid ? Tone::Bad : Tone::Warn);
}

void RequirementForm::openUsedFolds() {
    if (m_document.scenario().workload.fineTuning.method != FineTuneMethod::None) {
        m_fineTuning->setOpen(true);
    }
    if (m_document.scenario().model.index.vectors > 0) m_index->setOpen(true);
}

void RequirementForm::focusField(const QString& fieldId) {
    const auto found = m_rows.find(fieldId.toStdString());
    if (found == m_rows.end()) return;
    for (Section* const section : found->second.sections) section->setOpen(true);
    QWidget* const input = found->second.editor->widget();
    widget()->layout()->activate();
    ensureWidgetVisible(input);
    input->setFocus(Qt::OtherFocusReason);
}

void RequirementForm::goToField(const QString& fieldId) {
    const auto found = m_rows.find(fieldId.toStdString());
    if (found == m_rows.end()) return;
    focusField(fieldId);
    QLabel* const label = found->second.label;
    setTone(label, Tone::Plain);
    label->setFont(theme::font(theme::TextStyle::Body, true));
    QTimer::singleShot(kMarkMilliseconds, label, [label] {
        setTone(label, Tone::Muted);
        label->setFont(theme::font(theme::TextStyle::Body));
    });
}

}  // namespace headroom
