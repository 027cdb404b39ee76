// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_content.h"
#include "ui/widgets/card.h"

class QLabel;
class QToolButton;

namespace headroom {

class ChartPlot;
class ElidedLabel;
class LegendRow;
class TextTableView;

/// A chart on a card: the question, the setting, a legend, the picture or its table, and what one
/// can do with it. A click on a series reports its option.
class ChartFrame : public Card {
    Q_OBJECT
public:
    explicit ChartFrame(QWidget* parent = nullptr);
    ~ChartFrame() override;
    /// An empty content shows `emptyText` instead: what is missing and the next step.
    void setContent(ChartContent content, const QString& emptyText);
    const ChartContent& content() const { return m_content; }
    void showTable(bool table);
    bool showingTable() const;
    QCustomPlot& plot() const;
    /// Writes PNG (twice the size on screen), PDF or CSV by the suffix. Throws FileError.
    void exportTo(const QString& path) const;

signals:
    void optionClicked(const QString& optionId);

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildHeader();
    void nameButtons();
    void copy() const;
    void exportWithDialog();
    ChartContent m_content;
    ElidedLabel* m_title{};
    QLabel* m_subtitle{};
    QToolButton* m_tableButton{};
    QToolButton* m_copyButton{};
    QToolButton* m_exportButton{};
    LegendRow* m_legend{};
    QLabel* m_empty{};
    ChartPlot* m_plot{};
    TextTableView* m_table{};
};

}  // namespace headroom
