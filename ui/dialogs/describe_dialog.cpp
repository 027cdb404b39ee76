// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/describe_dialog.h"

#include <QButtonGroup>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

#include "core/scenario/fields.h"
#include "core/scenario/validate.h"
#include "core/units/format.h"
#include "ui/form/catalog_choices.h"
#include "ui/theme/theme.h"
#include "ui/widgets/combo_boxes.h"
#include "ui/widgets/labels.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The id of the button beside the list of all models.
constexpr int kNamedModel = 100;

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

QRadioButton* choice(QButtonGroup* group, int id, std::string_view label, std::string_view help,
                     const QString& name) {
    auto* const button = new QRadioButton(text(label).replace(u'&', u"&&"_s));
    button->setObjectName(name);
    button->setToolTip(text(help).toHtmlEscaped());
    button->setAccessibleDescription(text(help));
    group->addButton(button, id);
    return button;
}

const Field& placementField() {
    return *findField("privacy.placement");
}

}  // namespace

DescribeDialog::DescribeDialog(CatalogPointer catalog, Scenario base, QWidget* parent)
    : QDialog(parent), m_catalog(std::move(catalog)), m_base(std::move(base)) {
    setObjectName(u"describeDialog"_s);
    setWindowTitle(tr("Describe What You Need"));
    auto* const outer = new QVBoxLayout(this);
    const int side = theme::spacing(3);
    outer->setContentsMargins(side, side, side, side);
    outer->setSpacing(theme::spacing(2));
    auto* const page = new QWidget;
    auto* const column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, theme::spacing(1), 0);
    column->setSpacing(theme::spacing(2));
    column->addWidget(purposeQuestion());
    column->addWidget(modelQuestion());
    column->addWidget(placeQuestion());
    column->addStretch(1);
    auto* const scroll = new QScrollArea;
    scroll->setObjectName(u"describeScroll"_s);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    outer->addWidget(scroll, 1);
    m_outcome = makeWrappedLabel({}, theme::TextStyle::Body, true);
    m_outcome->setObjectName(u"describeOutcome"_s);
    outer->addWidget(m_outcome);
    m_problem = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Bad);
    m_problem->setObjectName(u"describeProblem"_s);
    outer->addWidget(m_problem);
    addButtons(outer);
    purposeChosen();
    // All three questions in sight where the screen has room.
    const int width = theme::scaled(720);
    const int rest = sizeHint().height() - scroll->sizeHint().height();
    resize(width, std::min(page->heightForWidth(width - 4 * side) + rest + theme::spacing(4),
                           screen()->availableGeometry().height() - theme::spacing(5)));
    m_purposes->checkedButton()->setFocus();
}

QWidget* DescribeDialog::purposeQuestion() {
    auto* const box = new QGroupBox(tr("1. What is it for, and how much of it?"));
    auto* const grid = new QGridLayout(box);
    grid->setHorizontalSpacing(theme::spacing(4));
    grid->setVerticalSpacing(theme::spacing(0));
    m_purposes = new QButtonGroup(this);
    int place = 0;
    for (const PurposeSpec& spec : purposes()) {
        grid->addWidget(choice(m_purposes, static_cast<int>(spec.id), spec.label, spec.help,
                               u"describePurpose%1"_s.arg(place + 1)),
                        place / 2, place % 2);
        ++place;
    }
    m_purposes->button(static_cast<int>(Purpose::Chat))->setChecked(true);
    auto* const row = new QHBoxLayout;
    row->setSpacing(theme::spacing(2));
    m_amountLabel = makeLabel({});
    m_amount = new QSpinBox;
    m_amount->setObjectName(u"describeAmount"_s);
    m_amount->setGroupSeparatorShown(true);
    m_amount->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_amount->setToolTip(tr("Up and Down, Page Up and Page Down change it."));
    m_amount->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_amountLabel->setBuddy(m_amount);
    row->addWidget(m_amountLabel);
    row->addWidget(m_amount);
    row->addStretch(1);
    const int rows = (place + 1) / 2;
    grid->addLayout(row, rows, 0, 1, 2);
    m_assumed = makeWrappedLabel({}, theme::TextStyle::Caption, false, Tone::Muted);
    m_assumed->setObjectName(u"describeAssumed"_s);
    grid->addWidget(m_assumed, rows + 1, 0, 1, 2);
    connect(m_purposes, &QButtonGroup::idClicked, this, &DescribeDialog::purposeChosen);
    connect(m_amount, &QSpinBox::valueChanged, this, [this] {
        m_amountTyped = true;
        refresh();
    });
    return box;
}

QWidget* DescribeDialog::modelQuestion() {
    auto* const box = new QGroupBox(tr("2. How capable must the model be?"));
    auto* const grid = new QGridLayout(box);
    grid->setHorizontalSpacing(theme::spacing(4));
    grid->setVerticalSpacing(theme::spacing(0));
    grid->setColumnStretch(1, 1);
    m_sizes = new QButtonGroup(this);
    int line = 0;
    for (const ModelSizeSpec& spec : modelSizes()) {
        grid->addWidget(choice(m_sizes, static_cast<int>(spec.id), spec.label, spec.help,
                               u"describeSize%1"_s.arg(line + 1)),
                        line, 0);
        grid->addWidget(
            makeWrappedLabel(text(spec.help), theme::TextStyle::Caption, false, Tone::Muted), line,
            1);
        ++line;
    }
    m_sizes->button(static_cast<int>(ModelSize::Medium))->setChecked(true);
    grid->addWidget(choice(m_sizes, kNamedModel, tr("I know the model:").toStdString(),
                           tr("Any model of the catalog").toStdString(), u"describeNamed"_s),
                    line, 0);
    m_model = new SearchableComboBox;
    m_model->setObjectName(u"describeModel"_s);
    m_model->setAccessibleName(tr("Model"));
    m_model->setItems(catalogChoices(*findField("model.id"), m_base, *m_catalog));
    m_model->setCurrentId(QString::fromStdString(m_base.model.modelId));
    grid->addWidget(m_model, line, 1);
    connect(m_sizes, &QButtonGroup::idClicked, this, &DescribeDialog::refresh);
    const auto named = [this] {
        m_sizes->button(kNamedModel)->setChecked(true);
        refresh();
    };
    connect(m_model, &ChoiceComboBox::idChosen, this, named);
    connect(m_model, &SearchableComboBox::refused, this, [this](const QString& sentence) {
        m_sizes->button(kNamedModel)->setChecked(true);
        refresh();
        m_problem->setText(sentence);
        m_problem->show();
        m_start->setEnabled(false);
    });
    return box;
}

QWidget* DescribeDialog::placeQuestion() {
    auto* const box = new QGroupBox(tr("3. Where may the data go?"));
    auto* const column = new QVBoxLayout(box);
    column->setSpacing(theme::spacing(0));
    m_places = new QButtonGroup(this);
    int place = 0;
    for (const Choice& spec : placementField().choices) {
        column->addWidget(choice(m_places, place, spec.label, placementField().help,
                                 u"describePlace%1"_s.arg(place + 1)));
        ++place;
    }
    // The freest: privacy is a hard rule, so only a person may set it.
    m_places->button(place - 1)->setChecked(true);
    connect(m_places, &QButtonGroup::idClicked, this, &DescribeDialog::refresh);
    return box;
}

void DescribeDialog::addButtons(QBoxLayout* column) {
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_start = buttons->addButton(tr("&Show the Answer"), QDialogButtonBox::AcceptRole);
    m_start->setObjectName(u"describeStartButton"_s);
    m_start->setProperty("primary", true);
    m_start->setDefault(true);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        // A name that is still being entered counts.
        if (QWidget* const focus = focusWidget()) focus->clearFocus();
        if (!m_start->isEnabled()) return;
        const Scenario chosen = scenario();
        accept();
        emit scenarioWanted(chosen);
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void DescribeDialog::purposeChosen() {
    const PurposeSpec& spec = purposeSpec(static_cast<Purpose>(m_purposes->checkedId()));
    m_amountLabel->setText(text(spec.countOf));
    m_amount->setAccessibleName(text(spec.countOf));
    m_assumed->setText(tr("Assumed: %1").arg(text(spec.help)));
    // What a person entered stays, as far as it means the same.
    const bool otherCount = m_amount->property("countOf").toString() != text(spec.countOf);
    m_amount->setProperty("countOf", text(spec.countOf));
    const QSignalBlocker blocker(m_amount);
    m_amount->setRange(1, spec.largestAmount);
    if (!m_amountTyped || otherCount) {
        m_amount->setValue(spec.usualAmount);
        m_amountTyped = false;
    }
    refresh();
}

Description DescribeDialog::description() const {
    Description result;
    result.purpose = static_cast<Purpose>(m_purposes->checkedId());
    result.amount = m_amount->value();
    if (m_sizes->checkedId() == kNamedModel) {
        result.modelId = m_model->currentId().toStdString();
    } else {
        result.size = static_cast<ModelSize>(m_sizes->checkedId());
    }
    Scenario asked;
    const auto place = static_cast<std::size_t>(m_places->checkedId());
    placementField().set(asked, std::string(placementField().choices[place].id));
    result.placement = asked.privacy.placement;
    return result;
}

Scenario DescribeDialog::scenario() const {
    return describedScenario(description(), *m_catalog, m_base);
}

void DescribeDialog::refresh() {
    const Scenario next = scenario();
    const ModelSpec* const model = m_catalog->model(next.model.modelId);
    m_outcome->setText(
        tr("Starts with %1, %2 requests a day, %3 at once in the busiest moment, %4 of context. "
           "Every value can be changed.")
            .arg(QString::fromStdString(model ? model->name : next.model.modelId),
                 QString::fromStdString(formatNumber(next.workload.requestsPerDay)),
                 QString::number(next.workload.concurrentUsers),
                 QString::fromStdString(formatTokens(next.workload.context))));
    const std::vector<Finding> findings = validate(next, *m_catalog);
    QString problem;
    for (const Finding& finding : findings) {
        if (finding.severity != Severity::Error) continue;
        problem = QString::fromStdString(finding.message + ' ' + finding.remedy);
        break;
    }
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    if (m_start) m_start->setEnabled(problem.isEmpty());
}

}  // namespace headroom
