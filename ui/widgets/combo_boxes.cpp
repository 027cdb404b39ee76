// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/combo_boxes.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QFocusEvent>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStylePainter>
#include <QWheelEvent>
#include <algorithm>

#include "ui/theme/theme.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

ChoiceComboBox::ChoiceComboBox(QWidget* parent) : QComboBox(parent) {
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(8);
    setMaxVisibleItems(16);
    connect(this, &QComboBox::activated, this,
            [this](int index) { emit idChosen(itemData(index).toString()); });
}

void ChoiceComboBox::setItems(const std::vector<ComboItem>& items) {
    const bool same =
        count() == static_cast<int>(items.size()) &&
        std::all_of(items.begin(), items.end(), [this, i = 0](const ComboItem& item) mutable {
            const int index = i++;
            return itemData(index).toString() == item.id && itemText(index) == item.label;
        });
    if (same) return;
    const QSignalBlocker blocker(this);
    const QString current = currentId();
    clear();
    for (const ComboItem& item : items) addItem(item.label, item.id);
    setCurrentId(current);
}

void ChoiceComboBox::setCurrentId(const QString& id) {
    const int index = findData(id);
    setCurrentIndex(index);
    // An id that the catalog lacks stays visible, so that the finding has something to point at.
    if (index < 0) isEditable() ? setEditText(id) : setPlaceholderText(id);
}

QSize ChoiceComboBox::sizeHint() const {
    return {fontMetrics().horizontalAdvance(u"00,000,000"_s) + 2 * theme::spacing(3),
            QComboBox::sizeHint().height()};
}

void ChoiceComboBox::showPopup() {
    // The list may be wider than the box: long names are read in it.
    view()->setMinimumWidth(view()->sizeHintForColumn(0) + theme::spacing(4) +
                            view()->verticalScrollBar()->sizeHint().width());
    QComboBox::showPopup();
}

void ChoiceComboBox::paintEvent(QPaintEvent* event) {
    if (isEditable()) {
        QComboBox::paintEvent(event);
        return;
    }
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const QRect room =
        style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    option.currentText = fontMetrics().elidedText(option.currentText, Qt::ElideRight,
                                                  room.width() - theme::spacing(0));
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

void ChoiceComboBox::wheelEvent(QWheelEvent* event) {
    event->ignore();
}

SearchableComboBox::SearchableComboBox(QWidget* parent) : ChoiceComboBox(parent) {
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    auto* const completer = new QCompleter(model(), this);
    completer->setCompletionMode(QCompleter::PopupCompletion);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setMaxVisibleItems(16);
    setCompleter(completer);
    connect(lineEdit(), &QLineEdit::returnPressed, this, &SearchableComboBox::commitText);
}

void SearchableComboBox::focusOutEvent(QFocusEvent* event) {
    ChoiceComboBox::focusOutEvent(event);
    // Who only passes by has chosen nothing, not even an empty text.
    if (event->reason() != Qt::PopupFocusReason && lineEdit()->isModified()) commitText();
    lineEdit()->setCursorPosition(0);
}

void SearchableComboBox::commitText() {
    const QString typed = currentText().trimmed();
    if (currentIndex() >= 0 && itemText(currentIndex()) == typed) {
        emit idChosen(currentId());
        return;
    }
    int match = findText(typed, Qt::MatchFixedString);
    if (match < 0) match = findData(typed);
    if (match < 0) {
        std::vector<int> partial;
        for (int i = 0; i < count(); ++i) {
            if (itemText(i).contains(typed, Qt::CaseInsensitive)) partial.push_back(i);
        }
        if (partial.size() != 1) {
            emit refused(partial.empty()
                             ? tr("“%1” is not in the catalog. Choose from the list, or add it in "
                                  "the catalog first.")
                                   .arg(typed)
                             : tr("“%1” matches %n entries. Type more of the name or choose from "
                                  "the list.",
                                  nullptr, static_cast<int>(partial.size()))
                                   .arg(typed));
            return;
        }
        match = partial.front();
    }
    setCurrentIndex(match);
    emit idChosen(currentId());
}

}  // namespace headroom
