// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Contrast of texts, measured on what is really painted.
#include <qcustomplot.h>

#include <QAbstractButton>
#include <QComboBox>
#include <QHash>
#include <QHeaderView>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QTabBar>
#include <QTableView>
#include <QTextEdit>
#include <cmath>

#include "tests/support/ui_audit.h"

namespace headroom::tests {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double kLeast = 4.5;
constexpr double kLeastDisabled = 3.0;
/// Stems of letters must be wider than a pixel to be painted in their own colour; a large picture
/// takes too much memory.
double zoomFor(const QWidget& root) {
    constexpr int kLarge = 1600;
    return root.width() > kLarge ? 2.0 : 3.0;
}
/// Cells of one table that are looked at.
constexpr int kMostCells = 60;

double luminance(QRgb colour) {
    const auto linear = [](int channel) {
        const double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(qRed(colour)) + 0.7152 * linear(qGreen(colour)) +
           0.0722 * linear(qBlue(colour));
}

QRgb commonest(const QHash<QRgb, int>& counts) {
    QRgb best{};
    int most = -1;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (it.value() <= most) continue;
        most = it.value();
        best = it.key();
    }
    return best;
}

QHash<QRgb, int> coloursIn(const QImage& image, const QRect& part) {
    QHash<QRgb, int> counts;
    const QRect area = part.intersected(image.rect());
    for (int y = area.top(); y <= area.bottom(); ++y) {
        const auto* const line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        for (int x = area.left(); x <= area.right(); ++x) ++counts[line[x]];
    }
    return counts;
}

/// One picture of a window, and what was seen on it.
class Look {
public:
    Look(QWidget& root, QSet<QString>& seen, QStringList& faults)
        : m_root(root), m_zoom(zoomFor(root)), m_seen(seen), m_faults(faults) {
        m_image = QImage(root.size() * m_zoom, QImage::Format_RGB32);
        m_image.setDevicePixelRatio(m_zoom);
        root.render(&m_image);
        m_image.setDevicePixelRatio(1);
    }
    void check() {
        for (QWidget* const widget : m_root.findChildren<QWidget*>()) {
            if (widget->isVisible() && widget->window() == m_root.window()) checkWidget(*widget);
        }
    }

private:
    QRect inImage(const QWidget& widget, const QRect& part) const {
        const QRect at(widget.mapTo(&m_root, part.topLeft()), part.size());
        return QRectF(QPointF(at.topLeft()) * m_zoom, QSizeF(at.size()) * m_zoom).toRect();
    }
    bool inSight(const QWidget& widget, const QRect& part) const {
        return part.isValid() && widget.visibleRegion().contains(part.center()) &&
               QRegion(part).subtracted(widget.visibleRegion()).isEmpty();
    }
    void judge(const QWidget& widget, const QString& text, double found, bool enabled) {
        const double least = enabled ? kLeast : kLeastDisabled;
        if (found >= least) return;
        m_faults << u"contrast %1 of “%2”: "_s.arg(found, 0, 'f', 2).arg(text.left(50)) +
                        placeOf(widget);
    }
    void checkPart(const QWidget& widget, const QRect& part, const QString& text) {
        if (text.trimmed().isEmpty() || !inSight(widget, part)) return;
        const QString key = u"%1/%2/%3"_s.arg(quintptr(&widget)).arg(part.x()).arg(text);
        if (m_seen.contains(key)) return;
        m_seen.insert(key);
        judge(widget, text, contrastIn(m_image, inImage(widget, part)), widget.isEnabled());
    }
    void checkChart(const QCustomPlot& plot);
    void checkCells(const QAbstractItemView& view);
    void checkWidget(QWidget& widget);

    QWidget& m_root;
    double m_zoom;
    QImage m_image;
    QSet<QString>& m_seen;
    QStringList& m_faults;
};

void Look::checkChart(const QCustomPlot& plot) {
    const auto groundOf = [&](const QRect& part) {
        return commonest(coloursIn(m_image, inImage(plot, part)));
    };
    for (int i = 0; i < plot.itemCount(); ++i) {
        const auto* const text = qobject_cast<QCPItemText*>(plot.item(i));
        if (text == nullptr || !text->visible() || text->text().isEmpty()) continue;
        const QRect box =
            QRectF(text->topLeft->pixelPosition(), text->bottomRight->pixelPosition()).toRect();
        if (!inSight(plot, box)) continue;
        judge(plot, text->text(), contrast(text->color().rgb(), groundOf(box)), true);
    }
    for (const QCPAxis* const axis : {plot.xAxis, plot.yAxis}) {
        if (!axis->visible()) continue;
        const QRect corner(1, 1, 4, 4);
        if (!inSight(plot, corner)) continue;
        if (axis->tickLabels()) {
            judge(plot, u"tick labels"_s, contrast(axis->tickLabelColor().rgb(), groundOf(corner)),
                  true);
        }
        judge(plot, axis->label(), contrast(axis->labelColor().rgb(), groundOf(corner)), true);
    }
}

void Look::checkCells(const QAbstractItemView& view) {
    const QAbstractItemModel* const model = view.model();
    if (model == nullptr) return;
    int looked = 0;
    for (int row = 0; row < model->rowCount() && looked < kMostCells; ++row) {
        for (int column = 0; column < model->columnCount(); ++column) {
            const QModelIndex index = model->index(row, column);
            const QRect cell = view.visualRect(index);
            if (cell.isEmpty() || index.data().toString().isEmpty()) continue;
            checkPart(*view.viewport(), cell.adjusted(2, 2, -2, -2), index.data().toString());
            ++looked;
        }
    }
}

void Look::checkWidget(QWidget& widget) {
    const QRect inside = widget.rect().adjusted(3, 3, -3, -3);
    if (const auto* label = qobject_cast<QLabel*>(&widget)) {
        checkPart(widget, label->contentsRect(), label->text());
    } else if (const auto* button = qobject_cast<QAbstractButton*>(&widget)) {
        checkPart(widget, inside, button->text());
    } else if (const auto* edit = qobject_cast<QLineEdit*>(&widget)) {
        checkPart(widget, inside, edit->text() + edit->placeholderText());
    } else if (const auto* combo = qobject_cast<QComboBox*>(&widget)) {
        if (!combo->isEditable()) checkPart(widget, inside, combo->currentText());
    } else if (const auto* tabs = qobject_cast<QTabBar*>(&widget)) {
        for (int i = 0; i < tabs->count(); ++i) {
            checkPart(widget, tabs->tabRect(i).adjusted(3, 3, -3, -3), tabs->tabText(i));
        }
    } else if (const auto* header = qobject_cast<QHeaderView*>(&widget)) {
        for (int i = 0; header->model() != nullptr && i < header->count(); ++i) {
            const QRect section(header->sectionViewportPosition(i), 0, header->sectionSize(i),
                                header->height());
            checkPart(*header->viewport(), section.adjusted(2, 2, -2, -2),
                      header->model()->headerData(i, header->orientation()).toString());
        }
    } else if (const auto* view = qobject_cast<QAbstractItemView*>(&widget)) {
        checkCells(*view);
    } else if (const auto* plot = qobject_cast<QCustomPlot*>(&widget)) {
        checkChart(*plot);
    }
}

}  // namespace

double contrast(QRgb a, QRgb b) {
    const double one = luminance(a) + 0.05;
    const double other = luminance(b) + 0.05;
    return one > other ? one / other : other / one;
}

double contrastIn(const QImage& image, const QRect& part) {
    const QHash<QRgb, int> counts = coloursIn(image, part);
    const QRgb ground = commonest(counts);
    double best = 1.0;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        best = std::max(best, contrast(it.key(), ground));
    }
    return best;
}

QStringList faintTexts(QWidget& root) {
    QStringList faults;
    QSet<QString> seen;
    Look(root, seen, faults).check();
    for (QScrollArea* const area : root.findChildren<QScrollArea*>()) {
        if (!area->isVisible()) continue;
        QScrollBar& bar = *area->verticalScrollBar();
        const int start = bar.value();
        // Half a screen a time, so that everything is once seen whole.
        for (int at = bar.minimum(); at < bar.maximum();) {
            at = std::min(bar.maximum(), at + std::max(1, area->viewport()->height() / 2));
            bar.setValue(at);
            Look(root, seen, faults).check();
        }
        bar.setValue(start);
    }
    faults.removeDuplicates();
    return faults;
}

}  // namespace headroom::tests
