// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/evaluate.h"
#include "ui/widgets/card.h"

class QLabel;

namespace headroom {

class Badge;
class ElidedLabel;
class LedgerBar;

/// One option on the answer page: what it is, its price with the date, five figures, its memory as
/// a bar.
class OptionCard : public Card {
    Q_OBJECT
public:
    explicit OptionCard(QWidget* parent = nullptr);
    /// `standing` is "best", "runner-up" or "nearly fits".
    void show(const OptionResult& result, const QString& standing, const Scenario& scenario,
              const Catalog& catalog);
    QString optionId() const { return m_optionId; }

private:
    struct Line {
        QLabel* label{};
        QLabel* value{};
    };
    QString m_optionId;
    Badge* m_kind{};
    Badge* m_standing{};
    QLabel* m_name{};
    QLabel* m_price{};
    QLabel* m_reason{};
    QLabel* m_aside{};
    LedgerBar* m_bar{};
    std::vector<Line> m_lines;
};

/// The parts of a ledger as one bar up to its capacity; what does not fit fades beyond the tick.
class LedgerBar : public QWidget {
    Q_OBJECT
public:
    explicit LedgerBar(QWidget* parent = nullptr);
    void show(const Ledger& ledger);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    DeviceLedger m_total;
};

}  // namespace headroom
