// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_frame.h"

#include <QClipboard>
#include <QEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/charts/chart_export.h"
#include "ui/charts/chart_plot.h"
#include "ui/charts/text_table_view.h"
#include "ui/dialogs/dialogs.h"
#include "ui/dialogs/run_guarded.h"
#include "ui/widgets/labels.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

ChartFrame::ChartFrame(QWidget* parent) : Card(parent) {
    auto* const column = new QVBoxLayout(this);
    const int margin = theme::spacing(3);
    column->setContentsMargins(margin, theme::spacing(2), margin, theme::spacing(2));
    column->setSpacing(theme::spacing(1));
    buildHeader();
    m_legend = new LegendRow;
    m_empty = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Muted);
    m_plot = new ChartPlot;
    m_plot->setObjectName(u"chartPlot"_s);
    m_table = new TextTableView;
    m_table->setObjectName(u"chartTable"_s);
    for (QWidget* part : {static_cast<QWidget*>(m_legend), static_cast<QWidget*>(m_empty),
                          static_cast<QWidget*>(m_plot), static_cast<QWidget*>(m_table)}) {
        column->addWidget(part);
    }
    connect(m_plot, &ChartPlot::optionClicked, this, &ChartFrame::optionClicked);
    connect(m_table, &TextTableView::rowChosen, this, [this](int row) {
        const auto index = static_cast<std::size_t>(row);
        if (index >= m_content.rowOptions.size()) return;
        const QString option = m_content.rowOptions[index];  // the answer may replace the content
        emit optionClicked(option);
    });
    setContent({}, {});
}

ChartFrame::~ChartFrame() = default;

void ChartFrame::buildHeader() {
    auto* const row = new QHBoxLayout;
    row->setSpacing(theme::spacing(1));
    m_title = new ElidedLabel;
    m_title->setFont(theme::font(theme::TextStyle::CardTitle, true));
    m_title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_subtitle = makeWrappedLabel({}, theme::TextStyle::Caption, false, Tone::Muted);
    row->addWidget(m_title, 1);
    const auto addButton = [&](const QString& text, const QString& name) {
        auto* const button = new QToolButton;
        button->setText(text);
        button->setObjectName(name);
        button->setProperty("quiet", true);
        button->setFocusPolicy(Qt::StrongFocus);
        row->addWidget(button);
        return button;
    };
    m_tableButton = addButton(tr("Show as Table"), u"showTableButton"_s);
    m_tableButton->setCheckable(true);
    m_copyButton = addButton(tr("Copy"), u"copyChartButton"_s);
    m_copyButton->setToolTip(tr("Copies the picture and the table."));
    m_exportButton = addButton(tr("Export…"), u"exportChartButton"_s);
    connect(m_tableButton, &QToolButton::toggled, this, &ChartFrame::showTable);
    connect(m_copyButton, &QToolButton::clicked, this, &ChartFrame::copy);
    connect(m_exportButton, &QToolButton::clicked, this, &ChartFrame::exportWithDialog);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    layout()->addWidget(m_subtitle);
}

void ChartFrame::setContent(ChartContent content, const QString& emptyText) {
    m_content = std::move(content);
    m_title->setText(m_content.title);
    m_subtitle->setText(m_content.subtitle);
    m_subtitle->setVisible(!m_content.subtitle.isEmpty());
    m_empty->setText(emptyText);
    m_legend->setEntries(m_content.legend);
    m_table->setTable(m_content.table);
    m_table->setAccessibleName(m_content.title);
    if (!m_content.empty()) m_plot->setContent(m_content);
    for (QToolButton* button : {m_tableButton, m_copyButton, m_exportButton}) {
        button->setVisible(!m_content.empty());
    }
    showTable(m_tableButton->isChecked());
}

void ChartFrame::nameButtons() {
    // A page has several charts with the same buttons.
    for (QToolButton* const button : {m_tableButton, m_copyButton, m_exportButton}) {
        button->setAccessibleName(tr("%1: %2").arg(button->text(), m_content.title));
    }
}

void ChartFrame::showTable(bool table) {
    m_tableButton->setChecked(table);
    m_tableButton->setText(table ? tr("Show as Chart") : tr("Show as Table"));
    nameButtons();
    const bool any = !m_content.empty();
    m_empty->setVisible(!any);
    m_plot->setVisible(any && !table);
    m_table->setVisible(any && table);
    m_legend->setVisible(any && !table && !m_content.legend.empty());
}

bool ChartFrame::showingTable() const {
    return m_tableButton->isChecked();
}

QCustomPlot& ChartFrame::plot() const {
    return *m_plot;
}

void ChartFrame::copy() const {
    auto* const mime = new QMimeData;  // the clipboard owns it
    mime->setImageData(chartImage(m_content, m_plot->size(), chartStyle(false)));
    mime->setText(toTsv(m_content.tableToExport()));
    QGuiApplication::clipboard()->setMimeData(mime);
}

void ChartFrame::exportTo(const QString& path) const {
    exportChart(path, m_content, m_plot->size());
}

void ChartFrame::exportWithDialog() {
    const QString filter =
        tr("PNG picture (*.png);;SVG drawing (*.svg);;PDF document (*.pdf);;Table as CSV (*.csv)");
    QString path =
        dialogs().saveFileName(this, tr("Export Chart"), m_content.fileName + u".png"_s, filter);
    if (path.isEmpty()) return;
    if (QFileInfo(path).suffix().isEmpty()) path += u".png"_s;
    runGuarded(this, tr("Cannot Export Chart"), [&] { exportTo(path); });
}

void ChartFrame::changeEvent(QEvent* event) {
    Card::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_plot != nullptr) m_plot->redraw();
}

}  // namespace headroom
