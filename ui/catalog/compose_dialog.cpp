// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/compose_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "database/import/import_text.h"
#include "ui/catalog/column_editor.h"
#include "ui/catalog/column_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_scroll.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What the composed row says, in the order a buyer reads it.
constexpr const char* kFigures[] = {
    "total_memory_gib", "memory_bandwidth_gb_s", "peak_system_power_w", "typical_load_power_w",
    "idle_power_w",     "requires_240v",         "price_usd",           "price_date"};

void clear(QLayout* layout) {
    while (QLayoutItem* const item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

QString text(const std::string& value) {
    return QString::fromStdString(value);
}

}  // namespace

ComposeDialog::ComposeDialog(CatalogSession& session, const QDate& today, Add add, QWidget* parent)
    : QDialog(parent), m_session(session), m_today(today), m_add(std::move(add)) {
    setObjectName(u"composeDialog"_s);
    setWindowTitle(tr("Compose a Machine"));
    resize(theme::scaled(980), theme::scaled(680));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(theme::spacing(4), theme::spacing(4), theme::spacing(4),
                               theme::spacing(4));
    column->setSpacing(theme::spacing(2));
    column->addWidget(makeWrappedLabel(
        tr("Memory, power and price follow from the parts. What you do not know may stay empty.")));
    auto* const sides = new QHBoxLayout;
    sides->setSpacing(theme::spacing(4));
    sides->addWidget(createInputs(), 1);
    sides->addWidget(createResult(), 1);
    column->addLayout(sides, 1);
    m_problem = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Bad);
    m_problem->setObjectName(u"composeProblemLabel"_s);
    m_problem->hide();
    column->addWidget(m_problem);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_accept = buttons->addButton(tr("&Add to the Catalog"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(u"composeAddButton"_s);
    m_accept->setProperty("primary", true);
    m_accept->setDefault(true);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &ComposeDialog::add);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    refresh();
}

QWidget* ComposeDialog::createInputs() {
    auto* const page = new QWidget;
    auto* const form = new QFormLayout(page);
    form->setContentsMargins(0, 0, theme::spacing(2), 0);
    form->setVerticalSpacing(theme::spacing(1));
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    using Kind = ColumnKind;
    addInput(form, "name", tr("Name"), Kind::Text, {}, tr("My workstation"));
    addSection(form, tr("Accelerators"));
    addInput(form, "accelerator", tr("Kind"), Kind::Reference);
    addInput(form, "count", tr("Number"), Kind::Integer, {}, u"1"_s);
    addInput(form, "further", tr("A second kind"), Kind::Reference);
    addInput(form, "further_count", tr("Number of them"), Kind::Integer, {}, u"1"_s);
    addSection(form, tr("Host: board, processor, memory and drive"));
    addChoice(form, "kind", tr("Kind of machine"),
              {tr("Tower of one's own"), tr("Workstation"), tr("Server")},
              {u"diy-tower"_s, u"workstation"_s, u"server"_s});
    addInput(form, "host_price", tr("Price"), Kind::Number, u"USD"_s);
    addInput(form, "memory", tr("Host memory"), Kind::Number, u"GiB"_s);
    addInput(form, "memory_bandwidth", tr("Host memory bandwidth"), Kind::Number, u"GB/s"_s);
    addInput(form, "host_peak", tr("Power at full load"), Kind::Number, u"W"_s);
    addInput(form, "host_idle", tr("Power at rest"), Kind::Number, u"W"_s);
    addInput(form, "slots", tr("Slots for accelerators"), Kind::Integer);
    addInput(form, "lanes", tr("PCIe lanes for them"), Kind::Integer);
    addInput(form, "noise", tr("Noise"), Kind::Number, u"dB(A)"_s);
    addSection(form, tr("Power supply"));
    addInput(form, "rated", tr("Rated power of one"), Kind::Number, u"W"_s, u"1600"_s);
    addInput(form, "supplies", tr("Number"), Kind::Integer, {}, u"1"_s);
    addChoice(form, "certificate", tr("80 PLUS"),
              {tr("Unknown"), u"White"_s, u"Bronze"_s, u"Silver"_s, u"Gold"_s, u"Platinum"_s,
               u"Titanium"_s},
              {{}, u"white"_s, u"bronze"_s, u"silver"_s, u"gold"_s, u"platinum"_s, u"titanium"_s});
    addChoice(form, "atx3", tr("ATX 3.0 or later"), {tr("No"), tr("Yes")}, {{}, u"1"_s});
    addInput(form, "supply_price", tr("Price of one"), Kind::Number, u"USD"_s);
    addSection(form, tr("Case, cooling and the rest"));
    addInput(form, "other_price", tr("Price"), Kind::Number, u"USD"_s, u"0"_s);
    addSection(form, tr("Where your prices come from"));
    addInput(form, "date", tr("Date"), Kind::Date, {}, m_today.toString(Qt::ISODate));
    addInput(form, "source", tr("Source"), Kind::Text);
    auto* const scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    scroll->setFocusPolicy(Qt::NoFocus);
    followFocus(*scroll);
    return scroll;
}

QWidget* ComposeDialog::createResult() {
    auto* const page = new QWidget;
    auto* const column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeLabel(tr("The machine"), theme::TextStyle::CardTitle, true));
    m_figures = new QVBoxLayout;
    column->addLayout(m_figures);
    column->addSpacing(theme::spacing(2));
    m_findings = new QVBoxLayout;
    m_findings->setSpacing(theme::spacing(2));
    column->addLayout(m_findings);
    column->addStretch(1);
    auto* const scroll = new QScrollArea;
    scroll->setObjectName(u"composeResult"_s);
    scroll->setAccessibleName(tr("The machine"));
    scroll->setProperty("page", true);
    scroll->setFocusPolicy(Qt::TabFocus);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    return scroll;
}

void ComposeDialog::addSection(QFormLayout* form, const QString& title) {
    QLabel* const label = makeLabel(title, theme::TextStyle::Body, true);
    label->setContentsMargins(0, theme::spacing(2), 0, 0);
    form->addRow(label);
    m_section = title;
}

QString ComposeDialog::spokenName(const QString& title) const {
    return m_section.isEmpty() ? title : tr("%1: %2").arg(m_section, title);
}

void ComposeDialog::addInput(QFormLayout* form, const char* name, const QString& title,
                             ColumnKind kind, const QString& unit, const QString& start) {
    Input input;
    input.column.name = name;
    input.column.title = title;
    input.column.kind = kind;
    input.column.unit = unit;
    if (kind == ColumnKind::Reference) input.column.references = "accelerators";
    input.editor = createColumnEditor(input.column, m_session.rows(), this);
    input.editor->setObjectName(u"part_"_s + QLatin1StringView(name));
    input.editor->setAccessibleName(spokenName(columnHeading(input.column)));
    setColumnEditorText(input.editor, start);
    onColumnEdited(input.editor, this, [this] { edited(); });
    input.error = makeWrappedLabel({}, theme::TextStyle::Caption, false, Tone::Bad);
    input.error->hide();
    auto* const cell = new QVBoxLayout;
    cell->setSpacing(2);
    cell->addWidget(input.editor);
    cell->addWidget(input.error);
    QLabel* const label = makeLabel(columnHeading(input.column));
    label->setBuddy(input.editor);
    form->addRow(label, cell);
    m_inputs.insert(QLatin1StringView(name), input);
}

void ComposeDialog::addChoice(QFormLayout* form, const char* name, const QString& title,
                              const QStringList& words, const QStringList& values) {
    auto* const box = new QComboBox;
    box->setObjectName(u"part_"_s + QLatin1StringView(name));
    box->setAccessibleName(spokenName(title));
    for (qsizetype i = 0; i < words.size(); ++i) box->addItem(words[i], values[i]);
    connect(box, &QComboBox::currentIndexChanged, this, [this] { edited(); });
    QLabel* const label = makeLabel(title);
    label->setBuddy(box);
    form->addRow(label, box);
    m_inputs.insert(QLatin1StringView(name), {{}, box, nullptr});
}

std::optional<std::string> ComposeDialog::value(const char* name) {
    const Input& input = m_inputs[QLatin1StringView(name)];
    if (input.error == nullptr) {
        const QString chosen = qobject_cast<QComboBox*>(input.editor)->currentData().toString();
        return chosen.isEmpty() ? std::nullopt : std::optional(chosen.toStdString());
    }
    const ParsedText parsed = parseText(input.column, columnEditorText(input.editor), QLocale());
    const bool negative =
        parsed.value && parsed.value->starts_with('-') && input.column.kind != ColumnKind::Text;
    const QString error =
        negative
            ? tr("%1 cannot be below zero. Correct it, or leave it empty.").arg(input.column.title)
            : parsed.error;
    input.error->setText(error);
    input.error->setVisible(!error.isEmpty());
    markRefused(input.editor, !error.isEmpty());
    m_wrong |= !error.isEmpty();
    return error.isEmpty() ? parsed.value : std::nullopt;
}

std::optional<double> ComposeDialog::number(const char* name) {
    const std::optional<std::string> typed = value(name);
    return typed ? Row({{"value", *typed}}).number("value") : std::nullopt;
}

int ComposeDialog::count(const char* name, int fallback) {
    const std::optional<std::string> typed = value(name);
    return typed ? Row({{"value", *typed}}).integer("value", fallback) : fallback;
}

PricedPart ComposeDialog::part(const char* name, const QString& title, const char* price) {
    PricedPart result;
    result.name = title.toStdString();
    result.count = *name == '\0' ? 1 : std::max(1, count(name, 1));
    result.usd = number(price);
    // A part for nothing was at hand and has no date.
    if (result.usd.value_or(0) > 0) {
        result.date = value("date").value_or(std::string());
        result.source = value("source").value_or(std::string());
    }
    return result;
}

MachineParts ComposeDialog::parts() {
    m_wrong = false;
    MachineParts result;
    result.name = value("name").value_or(std::string());
    result.id = plainKey(QString::fromStdString(result.name)).toStdString();
    if (const auto id = value("accelerator")) {
        result.accelerators.push_back({*id, std::max(1, count("count", 1))});
    }
    if (const auto id = value("further")) {
        result.accelerators.push_back({*id, std::max(1, count("further_count", 1))});
    }
    MachineHost& host = result.host;
    host.part = part("", tr("host"), "host_price");
    host.kind = value("kind").value_or("diy-tower");
    host.memoryGib = number("memory");
    host.memoryBandwidthGbPerSecond = number("memory_bandwidth");
    if (const auto peak = number("host_peak")) host.peak = watts(*peak);
    if (const auto idle = number("host_idle")) host.idle = watts(*idle);
    if (value("slots")) host.pcieSlots = count("slots", 0);
    if (value("lanes")) host.pcieLanes = count("lanes", 0);
    host.noiseDba = number("noise");
    result.supply.rated = watts(number("rated").value_or(0));
    if (const auto certificate = value("certificate")) {
        result.supply.certificate = eightyPlusNamed(*certificate);
    }
    result.supply.atx3 = value("atx3").has_value();
    result.supplyPart = part("supplies", tr("power supply"), "supply_price");
    result.others.push_back(part("", tr("case, cooling and the rest"), "other_price"));
    return result;
}

void ComposeDialog::edited() {
    m_problem->hide();
    refresh();
}

void ComposeDialog::refresh() {
    const MachineParts typed = parts();
    if (typed.accelerators.empty()) {
        clear(m_figures);
        clear(m_findings);
        m_findings->addWidget(makeWrappedLabel(tr("Choose an accelerator."), theme::TextStyle::Body,
                                               false, Tone::Muted));
        m_accept->setEnabled(false);
        return;
    }
    showResult(composeMachine(typed, *m_session.catalog()));
}

void ComposeDialog::showResult(const ComposedMachine& machine) {
    clear(m_figures);
    clear(m_findings);
    m_row = machine.row;
    const TableInfo& table = m_session.store().table("machines");
    for (const char* name : kFigures) {
        const ColumnInfo* const column = findColumn(table, name);
        if (column == nullptr) continue;
        QLabel* const line = makeWrappedLabel(
            u"%1: %2"_s.arg(columnHeading(*column), displayText(*column, m_row, QLocale())));
        line->setObjectName(u"figure_"_s + QLatin1StringView(name));
        m_figures->addWidget(line);
    }
    bool broken = m_wrong || m_row.text("id").empty();
    for (const CatalogFinding& finding : machine.findings) {
        broken |= finding.severity == CatalogSeverity::Error;
        const Tone tone = finding.severity == CatalogSeverity::Error     ? Tone::Bad
                          : finding.severity == CatalogSeverity::Warning ? Tone::Warn
                                                                         : Tone::Muted;
        m_findings->addWidget(makeWrappedLabel(text(finding.message) + u' ' + text(finding.remedy),
                                               theme::TextStyle::Body, false, tone));
    }
    m_accept->setEnabled(!broken && !m_session.store().readOnly());
}

void ComposeDialog::add() {
    const QString problem = m_add(m_row);
    if (problem.isEmpty()) {
        accept();
        return;
    }
    m_problem->setText(problem);
    m_problem->show();
}

}  // namespace headroom
