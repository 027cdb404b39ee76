// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include "ui/document/what_if_session.h"
#include "ui/widgets/card.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace headroom {

class Badge;
class Document;
class MarkedSlider;

/// What would change the answer: a slider for each input that decides, with the values at which
/// another way wins marked. Moving one shows the answer there and leaves the document as it is.
class ChangeCard : public Card {
    Q_OBJECT
public:
    explicit ChangeCard(Document& document, QWidget* parent = nullptr);
    /// Whether it still looks for the marks of the sliders or judges a move.
    bool searching() const { return m_session.searching() || judging(); }
    bool judging() const { return m_judging.busy(); }

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Line {
        const Field* field{};
        QLabel* name{};
        MarkedSlider* slider{};
        QLabel* value{};
        QLabel* turns{};
    };
    void ask();
    void buildLine(const WhatIfInput& input);
    void refreshLines();
    void refreshTurns(const Line& line, const WhatIfInput& input);
    void refreshValue(const Line& line, const WhatIfInput& input);
    void move(const Field& field, double share);
    void reset();
    void use();
    void judge();
    void showJudged(const Evaluation& there);
    /// The document's scenario with the sliders' values.
    Scenario moved() const;

    Document& m_document;
    WhatIfSession m_session;
    QGridLayout* m_grid{};
    std::vector<Line> m_lines;
    std::map<std::string_view, double> m_values;  ///< by field id, of the sliders moved away
    bool m_askWhenShown{true};
    LatestJob m_judging;  ///< of the last move
    Badge* m_badge{};
    QLabel* m_sentence{};
    QPushButton* m_use{};
    QPushButton* m_reset{};
};

}  // namespace headroom
