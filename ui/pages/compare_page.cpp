// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare_page.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>
#include <algorithm>

#include "core/units/format.h"
#include "database/save_file.h"
#include "ui/dialogs/dialogs.h"
#include "ui/dialogs/run_guarded.h"
#include "ui/pages/case_page.h"
#include "ui/pages/compare_page_model.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/labels.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Rows looked at to find column widths; the table has several hundred.
constexpr int kRowsForWidths = 60;

QString emptyText(const Document& document, bool any) {
    if (any) return ComparePage::tr("No option matches the filter. Clear it to see all.");
    return hasErrors(document.findings())
               ? ComparePage::tr(
                     "Nothing to show until the marked inputs on the left are corrected.")
               : ComparePage::tr("The catalog has no option for this scenario.");
}

}  // namespace

ComparePage::ComparePage(Document& document, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_model(new CompareModel(this)),
      m_filter(new CompareFilter(this)) {
    m_filter->setSourceModel(m_model);
    auto* const outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    m_views = new QTabBar;
    m_views->setObjectName(u"compareViews"_s);
    m_views->setAccessibleName(tr("What is compared"));
    m_views->setDrawBase(false);
    m_views->setExpanding(false);
    m_stack = new QStackedWidget;
    m_views->addTab(tr("Options"));
    m_stack->addWidget(buildOptions());
    m_views->addTab(tr("Cases"));
    m_stack->addWidget(new CasePage(m_document));
    m_views->setTabToolTip(0, tr("Every way to run this scenario"));
    m_views->setTabToolTip(1, tr("This scenario beside other ones"));
    // Below the tabs of the pages, in line with them.
    auto* const strip = new QWidget;
    strip->setAutoFillBackground(true);
    strip->setBackgroundRole(QPalette::Base);
    auto* const line = new QHBoxLayout(strip);
    line->setContentsMargins(theme::spacing(3), 0, 0, 0);
    line->addWidget(m_views);
    line->addStretch(1);
    outer->addWidget(strip);
    outer->addWidget(m_stack, 1);
    connect(m_views, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_filter, &CompareFilter::rowsInserted, this, &ComparePage::showCount);
    connect(m_filter, &CompareFilter::rowsRemoved, this, &ComparePage::showCount);
    connect(m_filter, &CompareFilter::modelReset, this, &ComparePage::showCount);
    connect(&m_document, &Document::changed, this, &ComparePage::refreshWhenVisible);
    connect(&m_document, &Document::focusChanged, this, &ComparePage::showFocused);
}

QWidget* ComparePage::buildOptions() {
    auto* const part = new QWidget;
    auto* const column = new QVBoxLayout(part);
    const int margin = theme::spacing(3);
    column->setContentsMargins(margin, theme::spacing(2), margin, margin);
    column->setSpacing(theme::spacing(1));
    // Two lines, so that a small window has room for what is typed in the first.
    auto* const tools = new QHBoxLayout;
    auto* const results = new QHBoxLayout;
    tools->setSpacing(theme::spacing(1));
    results->setSpacing(theme::spacing(1));
    buildTools(*tools, *results);
    buildTable();
    m_empty = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Muted);
    m_empty->setObjectName(u"compareEmptyText"_s);
    column->addLayout(tools);
    column->addLayout(results);
    column->addWidget(m_empty);
    column->addWidget(m_table, 1);
    return part;
}

void ComparePage::buildTools(QHBoxLayout& row, QHBoxLayout& results) {
    m_search = new QLineEdit;
    m_search->setObjectName(u"compareSearchEdit"_s);
    m_search->setPlaceholderText(tr("Filter by name or reason"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    nameClearButton(*m_search);
    m_search->installEventFilter(this);
    m_kind = new QComboBox;
    m_kind->setObjectName(u"compareKindCombo"_s);
    m_kind->setAccessibleName(tr("Way of running"));
    m_kind->addItem(tr("Every way"));
    m_kind->addItem(tr("Own"), static_cast<int>(OptionKind::Own));
    m_kind->addItem(tr("Rent"), static_cast<int>(OptionKind::Rented));
    m_kind->addItem(tr("API"), static_cast<int>(OptionKind::Api));
    m_kind->addItem(tr("Colocated"), static_cast<int>(OptionKind::Colocated));
    m_kind->addItem(tr("Own and API"), static_cast<int>(OptionKind::Hybrid));
    m_kind->addItem(tr("Own and cloud"), static_cast<int>(OptionKind::Burst));
    m_kind->addItem(tr("Rent, then buy"), static_cast<int>(OptionKind::Later));
    m_kind->addItem(tr("Keep"), static_cast<int>(OptionKind::Kept));
    m_feasibleOnly = new QCheckBox(tr("&Only what fits"));
    m_feasibleOnly->setObjectName(u"compareFeasibleCheckBox"_s);
    m_count = makeLabel({}, theme::TextStyle::Body, false, Tone::Muted);
    m_count->setObjectName(u"compareCountLabel"_s);
    auto* const copy = new QToolButton;
    copy->setText(tr("Copy"));
    copy->setToolTip(tr("Copies the selected rows, or all, for a spreadsheet."));
    auto* const exportButton = new QToolButton;
    exportButton->setText(tr("Export CSV…"));
    copy->setObjectName(u"compareCopyButton"_s);
    exportButton->setObjectName(u"compareExportButton"_s);
    row.addWidget(m_search, 2);
    row.addWidget(m_kind);
    row.addWidget(m_feasibleOnly);
    row.addStretch(1);
    results.addWidget(m_count, 1);
    for (QToolButton* button : {copy, exportButton}) {
        button->setProperty("quiet", true);
        button->setFocusPolicy(Qt::StrongFocus);
        results.addWidget(button);
    }
    connect(m_search, &QLineEdit::textChanged, m_filter, &CompareFilter::setText);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        const QVariant kind = m_kind->currentData();
        m_filter->setKind(kind.isValid() ? std::optional(static_cast<OptionKind>(kind.toInt()))
                                         : std::nullopt);
    });
    connect(m_feasibleOnly, &QCheckBox::toggled, m_filter, &CompareFilter::setFeasibleOnly);
    connect(copy, &QToolButton::clicked, this, &ComparePage::copySelection);
    connect(exportButton, &QToolButton::clicked, this, &ComparePage::exportWithDialog);
}

void ComparePage::buildTable() {
    m_table = new QTableView;
    m_table->setObjectName(u"compareTable"_s);
    m_table->setAccessibleName(tr("All options"));
    m_table->setModel(m_filter);
    m_table->setFont(theme::font(theme::TextStyle::Body));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setSortingEnabled(true);
    m_table->installEventFilter(this);
    QHeaderView* const header = m_table->horizontalHeader();
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setSortIndicatorClearable(true);
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    header->setResizeContentsPrecision(kRowsForWidths);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(QFontMetrics(m_table->font()).height() +
                                                     theme::spacing(1));
    connect(m_table, &QTableView::clicked, this, &ComparePage::chooseCurrent);
}

void ComparePage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_outdated) refresh();
}

void ComparePage::refreshWhenVisible() {
    if (isVisible()) {
        refresh();
    } else {
        m_outdated = true;
    }
}

void ComparePage::refresh() {
    const bool first = m_outdated && m_model->rowCount() == 0;
    m_outdated = false;
    const int scroll = m_table->verticalScrollBar()->value();
    m_model->setRows(compareRows(m_document.evaluation()),
                     QString::fromStdString(m_document.scenario().finance.currency.code()));
    if (first) {
        m_table->resizeColumnsToContents();
        const int nameWidth = QFontMetrics(m_table->font()).averageCharWidth() * 40;
        m_table->setColumnWidth(0, std::min(m_table->columnWidth(0), nameWidth));
    }
    showFocused();
    showCount();
    m_table->verticalScrollBar()->setValue(scroll);
}

void ComparePage::showFocused() {
    if (m_outdated) return;
    const OptionResult* focused = m_document.focused();
    m_model->setFocused(focused != nullptr ? QString::fromStdString(focused->option.id)
                                           : QString());
}

void ComparePage::showCount() {
    const auto countText = [](std::size_t count) {
        return QString::fromStdString(formatNumber(static_cast<double>(count)));
    };
    const int shown = m_filter->rowCount();
    const int all = m_model->rowCount();
    m_count->setText(tr("%1 of %2 options, %3 fit")
                         .arg(countText(static_cast<std::size_t>(shown)),
                              countText(static_cast<std::size_t>(all)),
                              countText(m_document.evaluation().feasibleCount)));
    m_empty->setText(emptyText(m_document, all > 0));
    m_empty->setVisible(shown == 0);
    m_table->setVisible(shown > 0);
}

void ComparePage::chooseCurrent() {
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid()) return;
    m_document.setFocusedOption(m_model->row(m_filter->mapToSource(current).row()).optionId);
}

std::vector<int> ComparePage::selectedRows() const {
    std::vector<int> rows;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) {
        rows.push_back(index.row());
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

void ComparePage::copySelection() const {
    QGuiApplication::clipboard()->setText(toTsv(m_filter->table(selectedRows())));
}

void ComparePage::exportCsv(const QString& path) const {
    saveFile(path, toCsv(m_filter->table({})));
}

void ComparePage::exportWithDialog() {
    const QString path = dialogs().saveFileName(
        this, tr("Export Options"), u"headroom-options.csv"_s, tr("Table as CSV (*.csv)"));
    if (path.isEmpty()) return;
    runGuarded(this, tr("Cannot Export Options"), [&] { exportCsv(path); });
}

bool ComparePage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const auto* const key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (watched == m_table && key->matches(QKeySequence::Copy)) {
            copySelection();
            return true;
        }
        if (watched == m_table && enter) {
            chooseCurrent();
            return true;
        }
        if (watched == m_search && key->key() == Qt::Key_Down && m_filter->rowCount() > 0) {
            m_table->setFocus();
            if (!m_table->currentIndex().isValid()) m_table->selectRow(0);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace headroom
