// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/memory/solvers.h"
#include "ui/widgets/card.h"

class QLabel;
class QVBoxLayout;

namespace headroom {

/// The single changes that make a model fit, least harm first, each with a button that makes it.
class RemedyCard : public Card {
    Q_OBJECT
public:
    explicit RemedyCard(QWidget* parent = nullptr);
    /// Names of options and formats are shown as they are.
    void setRemedies(const QString& optionName, std::vector<MemoryRemedy> remedies);

signals:
    void chosen(const headroom::MemoryRemedy& remedy);

private:
    QWidget* rowOf(const MemoryRemedy& remedy);
    QLabel* m_title{};
    QVBoxLayout* m_rows{};
};

}  // namespace headroom
