// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <vector>

#include "ui/widgets/combo_boxes.h"

class QToolButton;

namespace headroom {

/// A line of text with a "+" at its end that offers what can be added; Alt+Down opens it too.
class MenuLineEdit : public QLineEdit {
    Q_OBJECT
public:
    explicit MenuLineEdit(QWidget* parent = nullptr);
    void setItems(const std::vector<ComboItem>& items) { m_items = items; }

signals:
    void idPicked(const QString& id);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void openMenu();

    QToolButton* m_button;
    std::vector<ComboItem> m_items;
};

}  // namespace headroom
