// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

#include "ui/charts/chart_content.h"

namespace headroom {

/// The drawing area of a ChartFrame: lays the chart out at its size, shows what is under the
/// pointer, reports clicks on a series.
class ChartPlot : public QCustomPlot {
    Q_OBJECT
public:
    explicit ChartPlot(QWidget* parent = nullptr);
    void setContent(const ChartContent& content);
    /// Again with the theme in force.
    void redraw();

signals:
    void optionClicked(const QString& optionId);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void setHover(std::optional<ChartHit> hit);
    ChartContent m_content;
    std::optional<ChartHit> m_hover;
};

/// Swatches with words, wrapped to the width.
class LegendRow : public QWidget {
    Q_OBJECT
public:
    explicit LegendRow(QWidget* parent = nullptr);
    void setEntries(std::vector<LegendEntry> entries);
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<LegendEntry> m_entries;
};

}  // namespace headroom
