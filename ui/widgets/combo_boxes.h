// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <vector>

namespace headroom {

struct ComboItem {
    QString id;
    QString label;
};

/// A choice that leaves the mouse wheel to the page, so that scrolling never changes an input, and
/// that does not grow with its longest item.
class ChoiceComboBox : public QComboBox {
    Q_OBJECT
public:
    explicit ChoiceComboBox(QWidget* parent = nullptr);
    void setItems(const std::vector<ComboItem>& items);
    void setCurrentId(const QString& id);
    QString currentId() const { return currentData().toString(); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    void showPopup() override;

signals:
    void idChosen(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
};

/// The same for long lists: typing filters by any part of the label.
class SearchableComboBox : public ChoiceComboBox {
    Q_OBJECT
public:
    explicit SearchableComboBox(QWidget* parent = nullptr);

signals:
    /// What was typed matches no item, or several; a sentence with the remedy.
    void refused(const QString& sentence);

protected:
    void focusOutEvent(QFocusEvent* event) override;

private:
    void commitText();
};

}  // namespace headroom
