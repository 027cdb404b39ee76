// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

#include <cmath>

#include "tests/support/qt_strings.h"
#include "ui/charts/chart_content.h"

namespace headroom::tests {

using namespace Qt::Literals::StringLiterals;

/// A chart laid out and drawn at a size, to be asked what it shows where.
class DrawnChart {
public:
    DrawnChart(const ChartContent& content, QSize size, const ChartStyle& style) : m_size(size) {
        m_plot.setViewport(QRect(QPoint(0, 0), size));
        content.draw(m_plot, style, size);
        m_plot.replot(QCustomPlot::rpImmediateRefresh);
    }
    QCustomPlot& plot() { return m_plot; }
    QSize size() const { return m_size; }

    template <class Item>
    QList<Item*> items() const {
        QList<Item*> found;
        for (int i = 0; i < m_plot.itemCount(); ++i) {
            if (auto* const item = qobject_cast<Item*>(m_plot.item(i))) found.append(item);
        }
        return found;
    }
    static QRectF box(const QCPItemText& text) {
        return QRectF(text.topLeft->pixelPosition(), text.bottomRight->pixelPosition());
    }
    /// Pairs of texts that cover each other, and texts that leave the picture.
    QStringList textTrouble() const {
        QStringList trouble;
        const QList<QCPItemText*> texts = items<QCPItemText>();
        const QRectF paper = QRectF(QPointF(0, 0), QSizeF(m_size)).adjusted(-1, -1, 1, 1);
        for (int i = 0; i < texts.size(); ++i) {
            const QRectF mine = box(*texts[i]);
            if (!paper.contains(mine)) trouble << u"outside: "_s + texts[i]->text();
            for (int j = 0; j < i; ++j) {
                const QRectF common = mine.intersected(box(*texts[j]));
                if (common.width() > 1 && common.height() > 1) {
                    trouble << texts[j]->text() + u" | "_s + texts[i]->text();
                }
            }
        }
        return trouble;
    }
    bool finite() const {
        for (const QCPAxis* const axis : {m_plot.xAxis, m_plot.yAxis}) {
            const QCPRange range = axis->range();
            if (!std::isfinite(range.lower) || !std::isfinite(range.upper)) return false;
            if (range.upper <= range.lower) return false;
        }
        return true;
    }

private:
    QCustomPlot m_plot;
    QSize m_size;
};

/// A cell of a table as a number: "1,234.50" without its thousands separators.
inline double cellNumber(QString cell) {
    bool number = false;
    const double value = cell.remove(u',').toDouble(&number);
    INFO("cell " << cell.toStdString());
    REQUIRE(number);
    return value;
}

}  // namespace headroom::tests
