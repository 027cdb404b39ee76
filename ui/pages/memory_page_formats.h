// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/decision/format_choice.h"
#include "ui/widgets/card.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace headroom {

class TextTableView;

/// Weight formats of one option side by side: size, room, published quality, speed. The chosen row
/// is taken with a button, so that reading changes nothing.
class FormatCard : public Card {
    Q_OBJECT
public:
    explicit FormatCard(QWidget* parent = nullptr);
    void setChoices(const QString& optionName, std::vector<FormatChoice> choices);

signals:
    void formatChosen(const std::string& formatId);

private:
    void select(int row);
    void refreshTable();
    void refreshButton();
    const FormatChoice* selected() const;

    QLabel* m_title{};
    TextTableView* m_table{};
    QLabel* m_source{};
    QPushButton* m_use{};
    QToolButton* m_all{};
    std::vector<FormatChoice> m_choices;
    std::vector<std::size_t> m_shown;  ///< indices of `m_choices` in the order of the rows
    int m_row{-1};
};

}  // namespace headroom
