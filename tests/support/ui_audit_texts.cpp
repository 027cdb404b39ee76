// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whether texts have the room that they need.
#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QTableView>
#include <QTextDocument>
#include <QTextDocumentFragment>
#include <QTextEdit>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "tests/support/ui_audit.h"
#include "ui/charts/chart_plot.h"
#include "ui/widgets/combo_boxes.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/quantity_edit.h"

namespace headroom::tests {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Rounding of a width or height in device pixels.
constexpr int kSlack = 1;
/// Rows of a long table that are looked at.
constexpr int kMostRows = 40;

bool fits(QSize needed, QSize given) {
    return needed.width() <= given.width() + kSlack && needed.height() <= given.height() + kSlack;
}

QString misfit(const QWidget& widget, QSize needed, QSize given) {
    return u"needs %1 x %2, has %3 x %4: "_s.arg(needed.width())
               .arg(needed.height())
               .arg(given.width())
               .arg(given.height()) +
           placeOf(widget);
}

/// Whether a tool tip, which may be markup, says the whole text.
bool tells(const QString& toolTip, const QString& text) {
    QTextDocument document;
    document.setHtml(toolTip);
    return document.toPlainText().simplified().contains(text.simplified());
}

QSize neededBy(const QLabel& label, int width) {
    const bool rich = label.textFormat() == Qt::RichText ||
                      (label.textFormat() == Qt::AutoText && Qt::mightBeRichText(label.text()));
    if (rich) {
        QTextDocument document;
        document.setDefaultFont(label.font());
        document.setDocumentMargin(0);
        document.setHtml(label.text());
        if (label.wordWrap()) document.setTextWidth(width);
        return document.size().toSize();
    }
    int flags = label.wordWrap() ? Qt::TextWordWrap : 0;
    if (label.buddy() != nullptr) flags |= Qt::TextShowMnemonic;
    constexpr int kUnlimited = 1'000'000;
    const QRect room(0, 0, label.wordWrap() ? width : kUnlimited, kUnlimited);
    return label.fontMetrics().boundingRect(room, flags, label.text()).size();
}

void checkLabel(const QLabel& label, QStringList& faults) {
    if (label.text().isEmpty()) return;
    QRect room = label.contentsRect().adjusted(label.margin(), label.margin(), -label.margin(),
                                               -label.margin());
    if (label.indent() > 0) room.setWidth(room.width() - label.indent());
    const QSize needed = neededBy(label, room.width());
    if (fits(needed, room.size())) return;
    const bool elided = qobject_cast<const ElidedLabel*>(&label) != nullptr;
    if (elided && tells(label.toolTip(), label.text())) return;
    faults << misfit(label, needed, room.size());
}

void checkButton(const QAbstractButton& button, QStringList& faults) {
    if (button.text().isEmpty() && button.icon().isNull()) return;
    if (!fits(button.sizeHint(), button.size())) {
        faults << misfit(button, button.sizeHint(), button.size());
    }
}

void checkTabs(const QTabBar& tabs, QStringList& faults) {
    QFont selected = tabs.font();
    selected.setWeight(QFont::DemiBold);
    for (int i = 0; i < tabs.count(); ++i) {
        const QFontMetrics metrics(i == tabs.currentIndex() ? selected : tabs.font());
        const QSize needed = metrics.size(Qt::TextShowMnemonic, tabs.tabText(i));
        if (!fits(needed, tabs.tabRect(i).size())) {
            faults << u"tab “%1”: "_s.arg(tabs.tabText(i)) +
                          misfit(tabs, needed, tabs.tabRect(i).size());
        }
    }
}

void checkHeader(const QHeaderView& header, QStringList& faults) {
    if (header.model() == nullptr || header.orientation() != Qt::Horizontal) return;
    for (int i = 0; i < header.count(); ++i) {
        if (header.isSectionHidden(i)) continue;
        const QString text = header.model()->headerData(i, Qt::Horizontal).toString();
        const bool shortened = text.contains(u'…');
        const int needed = header.sectionSizeHint(i);
        if (needed <= header.sectionSize(i) + kSlack && !shortened) continue;
        const QString tip =
            header.model()->headerData(i, Qt::Horizontal, Qt::ToolTipRole).toString();
        constexpr qsizetype kShort = 18;
        const bool isLong = QTextDocumentFragment::fromHtml(tip).toPlainText().size() > kShort;
        if (shortened && isLong && tip.size() > text.size() &&
            needed <= header.sectionSize(i) + kSlack) {
            continue;
        }
        faults << u"heading “%1” needs %2, has %3: "_s.arg(text).arg(needed).arg(
                      header.sectionSize(i)) +
                      placeOf(header);
    }
}

void checkCells(const QTableView& view, QStringList& faults) {
    if (view.model() == nullptr) return;
    const int rows = std::min(view.model()->rowCount(), kMostRows);
    for (int column = 0; column < view.model()->columnCount(); ++column) {
        if (view.isColumnHidden(column)) continue;
        for (int row = 0; row < rows; ++row) {
            const QModelIndex index = view.model()->index(row, column);
            const QString text = index.data().toString();
            if (text.isEmpty()) continue;
            const QSize given(view.columnWidth(column), view.rowHeight(row));
            const QSize needed(view.sizeHintForIndex(index).width(), view.fontMetrics().height());
            if (fits(needed, given)) continue;
            if (tells(index.data(Qt::ToolTipRole).toString(), text)) continue;
            faults << u"cell “%1”: "_s.arg(text) + misfit(view, needed, given);
        }
    }
}

void checkCombo(const QComboBox& combo, QStringList& faults) {
    // A choice of the form ends its text with an ellipsis, and its list shows the whole.
    if (qobject_cast<const ChoiceComboBox*>(&combo) != nullptr || combo.isEditable()) return;
    QStyleOptionComboBox option;
    option.initFrom(&combo);
    option.subControls = QStyle::SC_All;
    const QRect room = combo.style()->subControlRect(QStyle::CC_ComboBox, &option,
                                                     QStyle::SC_ComboBoxEditField, &combo);
    const QSize needed = combo.fontMetrics().size(0, combo.currentText());
    if (!fits(needed, room.size())) faults << misfit(combo, needed, room.size());
}

void checkQuantity(const QuantityEdit& edit, QStringList& faults) {
    const int text = edit.fontMetrics().horizontalAdvance(edit.text());
    const int unit = edit.fontMetrics().horizontalAdvance(edit.unit());
    const QSize needed(text + unit, edit.fontMetrics().height());
    if (!fits(needed, edit.contentsRect().size())) {
        faults << misfit(edit, needed, edit.contentsRect().size());
    }
}

void checkWorking(const QTextEdit& text, QStringList& faults) {
    if (text.verticalScrollBarPolicy() != Qt::ScrollBarAlwaysOff) return;
    const QSizeF size = text.document()->size();
    const QSize needed(static_cast<int>(std::floor(size.width())),
                       static_cast<int>(std::floor(size.height())));
    if (!fits(needed, text.viewport()->size())) {
        faults << misfit(text, needed, text.viewport()->size());
    }
}

void checkText(const QWidget& widget, QStringList& faults) {
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        checkLabel(*label, faults);
    } else if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) {
        checkButton(*button, faults);
    } else if (const auto* tabs = qobject_cast<const QTabBar*>(&widget)) {
        checkTabs(*tabs, faults);
    } else if (const auto* header = qobject_cast<const QHeaderView*>(&widget)) {
        checkHeader(*header, faults);
    } else if (const auto* table = qobject_cast<const QTableView*>(&widget)) {
        checkCells(*table, faults);
    } else if (const auto* combo = qobject_cast<const QComboBox*>(&widget)) {
        checkCombo(*combo, faults);
    } else if (const auto* quantity = qobject_cast<const QuantityEdit*>(&widget)) {
        checkQuantity(*quantity, faults);
    } else if (const auto* working = qobject_cast<const QTextEdit*>(&widget)) {
        checkWorking(*working, faults);
    } else if (const auto* legend = qobject_cast<const LegendRow*>(&widget)) {
        const QSize needed(0, legend->heightForWidth(legend->width()));
        if (!fits(needed, legend->size())) faults << misfit(*legend, needed, legend->size());
    }
}

}  // namespace

QStringList clippedTexts(QWidget& root) {
    QStringList faults;
    for (const QWidget* const widget : root.findChildren<QWidget*>()) {
        if (widget->isVisible() && widget->window() == root.window()) checkText(*widget, faults);
    }
    return faults;
}

}  // namespace headroom::tests
