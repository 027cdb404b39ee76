// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_page.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QToolButton>
#include <QUrl>

#include "database/save_file.h"
#include "ui/charts/case_chart.h"
#include "ui/charts/chart_frame.h"
#include "ui/charts/page_card.h"
#include "ui/dialogs/dialogs.h"
#include "ui/dialogs/run_guarded.h"
#include "ui/pages/case_lines.h"
#include "ui/pages/case_table_view.h"
#include "ui/widgets/combo_boxes.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/page_scroll.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

const auto kBest = u"best"_s;
const auto kFocused = u"focused"_s;

QStringList scenarioFiles(const QMimeData* data) {
    QStringList paths;
    for (const QUrl& url : data->urls()) {
        const QString path = url.toLocalFile();
        if (path.endsWith(u".headroom"_s, Qt::CaseInsensitive)) paths << path;
    }
    return paths;
}

/// A title with Copy and Export at its right end, and the table below.
QWidget* tableHead(const QString& title, const QString& name, CaseTableView* table,
                   const std::function<void()>& save) {
    auto* const head = new QWidget;
    auto* const row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(makeLabel(title, theme::TextStyle::CardTitle, true), 1);
    auto* const copy = new QToolButton;
    copy->setText(CasePage::tr("Copy"));
    copy->setToolTip(CasePage::tr("Copies the selected rows, or all, for a spreadsheet."));
    copy->setObjectName(name + u"CopyButton"_s);
    auto* const exportButton = new QToolButton;
    exportButton->setText(CasePage::tr("Export CSV…"));
    exportButton->setObjectName(name + u"ExportButton"_s);
    for (QToolButton* button : {copy, exportButton}) {
        button->setProperty("quiet", true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(button->text() + u": "_s + title);
        row->addWidget(button);
    }
    QObject::connect(copy, &QToolButton::clicked, table, &CaseTableView::copy);
    QObject::connect(exportButton, &QToolButton::clicked, table, save);
    return head;
}

QString chartEmptyText(const CaseChartData& data) {
    return data.oneCurrency
               ? CasePage::tr("No case has an option that meets the requirements.")
               : CasePage::tr(
                     "The cases are in different currencies, so their costs do not share "
                     "an axis. Give them one currency to see the bars.");
}

}  // namespace

CasePage::CasePage(Document& document, QWidget* parent)
    : QWidget(parent), m_document(document), m_cases(document) {
    setAcceptDrops(true);
    auto* const outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    m_message = new MessageBar;
    m_message->setObjectName(u"caseMessageBar"_s);
    auto* const page = new PageScroll;
    outer->addWidget(m_message);
    outer->addWidget(page);
    QVBoxLayout& column = *page->column();
    buildTools(column);
    buildTables(column);
    m_chart = new ChartFrame;
    m_chart->setObjectName(u"caseChart"_s);
    column.addWidget(m_chart);
    column.addStretch(1);
    connect(m_chart, &ChartFrame::optionClicked, this, [this](const QString& id) {
        if (!id.isEmpty()) m_document.setFocusedOption(id);
    });
    connect(&m_cases, &CaseList::changed, this, &CasePage::refreshWhenVisible);
    connect(&m_document, &Document::focusChanged, this, &CasePage::refreshWhenVisible);
}

void CasePage::buildTools(QVBoxLayout& column) {
    auto* const buttons = new QWidget;
    auto* const row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::spacing(1));
    auto* const keepButton = new QPushButton(tr("&Keep This as a Case"));
    keepButton->setObjectName(u"keepCaseButton"_s);
    keepButton->setToolTip(
        tr("Copies the scenario as it is now; edits then change the first "
           "column alone."));
    auto* const addButton = new QPushButton(tr("Add Scenario &Files…"));
    addButton->setObjectName(u"addCaseFileButton"_s);
    addButton->setToolTip(
        tr("Judges a scenario file with the prices saved in it. Several can be "
           "dropped here at once."));
    row->addWidget(keepButton);
    row->addWidget(addButton);
    row->addStretch(1);
    connect(keepButton, &QPushButton::clicked, this, &CasePage::keep);
    connect(addButton, &QPushButton::clicked, this, &CasePage::browse);
    m_empty = makeWrappedLabel(
        tr("Keep this scenario as a case, then change an input on the left: the answer before and "
           "after stand side by side here, with what differs. Or add scenario files, by the button "
           "or by dropping them here. Up to six cases, which stay until this window closes."),
        theme::TextStyle::Body, false, Tone::Muted);
    m_empty->setObjectName(u"caseEmptyText"_s);
    m_lines = new CaseLines(m_cases);
    m_lines->setObjectName(u"caseLines"_s);
    connect(m_lines, &CaseLines::removeRequested, this, &CasePage::remove);
    Card* const card = addCard(column, {buttons, m_empty, m_lines});
    buildChoices(*static_cast<QVBoxLayout*>(card->layout()));
}

void CasePage::buildChoices(QVBoxLayout& column) {
    m_choices = new QWidget;
    auto* const row = new QHBoxLayout(m_choices);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::spacing(1));
    const auto add = [&](const QString& label, const QString& name) {
        auto* const box = new ChoiceComboBox;
        box->setObjectName(name);
        QLabel* const caption = makeLabel(label);
        caption->setBuddy(box);
        row->addWidget(caption);
        row->addWidget(box, 1);
        return box;
    };
    m_option = add(tr("&Show"), u"caseOptionComboBox"_s);
    m_option->setItems(
        {{kBest, tr("Best option of each")}, {kFocused, tr("Same option as focused")}});
    m_option->setCurrentId(kBest);
    m_option->setAccessibleName(tr("Option whose figures are shown"));
    m_reference = add(tr("Differences &to"), u"caseReferenceComboBox"_s);
    m_reference->setAccessibleName(tr("Case that the others are compared with"));
    connect(m_option, &ChoiceComboBox::idChosen, this, &CasePage::refresh);
    connect(m_reference, &ChoiceComboBox::idChosen, this, [this](const QString& index) {
        m_cases.setReference(static_cast<std::size_t>(index.toInt()));
    });
    column.addWidget(m_choices);
}

void CasePage::buildTables(QVBoxLayout& column) {
    const auto save = [this](const QString& title, const QString& fileName, auto write) {
        const QString path =
            dialogs().saveFileName(this, title, fileName, tr("Table as CSV (*.csv)"));
        if (path.isEmpty()) return;
        runGuarded(this, tr("Cannot Export Cases"), [&] { (this->*write)(path); });
    };
    const QString results = tr("Answers");
    m_results = new CaseTableView;
    m_results->setObjectName(u"caseResultsTable"_s);
    m_results->setAccessibleName(tr("Answers of the cases, with differences"));
    m_resultsCard =
        addCard(column, {tableHead(results, u"caseResults"_s, m_results,
                                   [=] {
                                       save(tr("Export Answers"), u"headroom-cases.csv"_s,
                                            &CasePage::exportResults);
                                   }),
                         m_results});
    const QString inputs = tr("Inputs that differ");
    m_inputs = new CaseTableView;
    m_inputs->setObjectName(u"caseInputsTable"_s);
    m_inputs->setAccessibleName(inputs);
    m_same = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Muted);
    m_same->setObjectName(u"caseSameInputs"_s);
    m_prices = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Muted);
    m_prices->setObjectName(u"casePrices"_s);
    m_inputsCard =
        addCard(column, {tableHead(inputs, u"caseInputs"_s, m_inputs,
                                   [=] {
                                       save(tr("Export Inputs"), u"headroom-case-inputs.csv"_s,
                                            &CasePage::exportInputs);
                                   }),
                         m_inputs, m_same, m_prices});
}

void CasePage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_outdated) refresh();
}

void CasePage::refreshWhenVisible() {
    if (isVisible()) {
        refresh();
    } else {
        m_outdated = true;
    }
}

void CasePage::refresh() {
    m_outdated = false;
    const OptionResult* const focused = m_document.focused();
    const bool same = m_option->currentId() == kFocused && focused != nullptr;
    const std::vector<ComparedCase> compared =
        m_cases.compared(same ? focused->option.id : std::string());
    const bool any = compared.size() > 1;
    m_empty->setVisible(!any);
    m_lines->setVisible(any);
    m_choices->setVisible(any);
    m_resultsCard->setVisible(any);
    m_inputsCard->setVisible(any);
    m_chart->setVisible(any);
    if (!any) return;
    m_lines->show(compared);
    std::vector<ComboItem> items;
    for (std::size_t i = 0; i < compared.size(); ++i) {
        items.push_back({QString::number(i), plainText(compared[i].name)});
    }
    m_reference->setItems(items);
    m_reference->setCurrentId(QString::number(m_cases.reference()));
    m_results->setCases(resultsTable(compared, m_cases.reference()));
    const InputDifferences inputs = inputDifferences(compared);
    m_inputs->setCases(inputsTable(inputs, compared));
    m_inputs->setVisible(!inputs.differing.empty());
    m_same->setText(plainText(sameInputsSentence(inputs)));
    m_prices->setText(plainText(pricesSentence(compared)));
    const CaseChartData bars = caseChartData(compared);
    m_chart->setContent(caseChart(bars), chartEmptyText(bars));
}

bool CasePage::hasRoom() {
    if (!m_cases.full()) return true;
    m_message->showMessage(theme::Role::Warn,
                           tr("Six cases are compared already, the most that can be read side by "
                              "side. Remove one to make room."));
    return false;
}

void CasePage::keep() {
    if (!hasRoom()) return;
    m_message->hide();
    m_cases.keep();
}

void CasePage::browse() {
    if (!hasRoom()) return;
    const QStringList paths = dialogs().openFileNames(
        this, tr("Add Scenario Files"), tr("Headroom scenarios (*.headroom);;All files (*)"));
    if (!paths.isEmpty()) addFiles(paths);
}

void CasePage::addFiles(const QStringList& paths) {
    m_message->hide();
    for (const QString& path : paths) {
        if (!hasRoom()) return;
        runGuarded(this, tr("Cannot Add Scenario"), [&] { m_cases.addFile(path); });
    }
}

void CasePage::remove(std::size_t index) {
    const QString name = plainText(m_cases.names()[index].toStdString());
    m_cases.remove(index);
    m_message->showMessage(theme::Role::Muted, tr("“%1” was removed.").arg(name), tr("Put Back"),
                           [this] {
                               if (hasRoom()) m_cases.putBack();
                           });
    m_message->findChild<QToolButton*>(u"messageActionButton"_s)->setFocus();
}

void CasePage::exportResults(const QString& path) const {
    saveFile(path, toCsv(m_results->cases().whole));
}

void CasePage::exportInputs(const QString& path) const {
    saveFile(path, toCsv(m_inputs->cases().whole));
}

void CasePage::dragEnterEvent(QDragEnterEvent* event) {
    if (!scenarioFiles(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void CasePage::dropEvent(QDropEvent* event) {
    const QStringList paths = scenarioFiles(event->mimeData());
    if (paths.isEmpty()) return;
    event->acceptProposedAction();
    addFiles(paths);
}

}  // namespace headroom
