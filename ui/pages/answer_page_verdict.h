// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/card.h"

class QLabel;
class QVBoxLayout;

namespace headroom {

class Badge;
class Document;

/// The verdict: how sure it is, the sentence, its facts; on the right when owning pays off.
class VerdictCard : public Card {
    Q_OBJECT
public:
    explicit VerdictCard(QWidget* parent = nullptr);
    void show(const Document& document);
    /// One column, for a page too narrow for two.
    void setNarrow(bool narrow);

signals:
    void workingRequested();

private:
    void showBreakEvens(const Document& document);
    QBoxLayout* m_columns{};
    QFrame* m_rule{};
    Badge* m_badge{};
    QLabel* m_basis{};
    QLabel* m_warnings{};
    QLabel* m_sentence{};
    QLabel* m_facts{};
    QLabel* m_risk{};
    QWidget* m_side{};
    QLabel* m_sideTitle{};
    QLabel* m_sideText{};
};

}  // namespace headroom
