// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <array>
#include <optional>
#include <vector>

#include "core/evaluate.h"
#include "ui/charts/chart_table.h"

namespace headroom {

enum class CompareColumn {
    Name,
    Kind,
    PresentValue,
    PerMillion,
    Free,
    DecodePerUser,
    DecodeTotal,
    FirstToken,
    WattsBusy,
    WattsIdle,
    Upfront,
    Total,
    PriceDate,
    WhyOut,
};
inline constexpr int kCompareColumns = 14;

/// One option as the table shows and sorts it. An empty text means unknown, a missing number too;
/// "not applicable" (the memory of an API) is a dash.
struct CompareRow {
    QString optionId;
    OptionKind kind{};
    bool feasible{};
    bool focused{};
    Currency currency;
    std::array<QString, kCompareColumns> texts;  ///< of columns without a number
    std::array<std::optional<double>, kCompareColumns> numbers;
    QString details;  ///< all reasons and remedies, for the tool tip

    /// Written when it is shown: there are hundreds of rows, and a screen has room for thirty.
    QString text(CompareColumn column) const;
    bool known(CompareColumn column) const {
        const auto index = static_cast<std::size_t>(column);
        return numbers[index] || !texts[index].isEmpty();
    }
};
std::vector<CompareRow> compareRows(const Evaluation& evaluation);

/// All options of an evaluation, in its order.
class CompareModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    /// `currency`: the code all amounts are in, "EUR".
    void setRows(std::vector<CompareRow> rows, const QString& currency);
    /// Marks the option that all pages highlight.
    void setFocused(const QString& optionId);
    const CompareRow& row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    TableColumn column(CompareColumn column) const;

private:
    std::vector<CompareRow> m_rows;
    QString m_currency;
};

/// Sorts by number; feasible options stay above the others and unknown values last, whichever way
/// one sorts. Without a sort column the order is the evaluation's.
class CompareFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setText(const QString& text);
    void setKind(std::optional<OptionKind> kind);
    void setFeasibleOnly(bool only);
    const CompareModel& compareModel() const;
    /// The rows in the order shown, with headings; all of them, or those given.
    TextTable table(const std::vector<int>& rows) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    QStringList m_words;
    std::optional<OptionKind> m_kind;
    bool m_feasibleOnly{};
};

}  // namespace headroom
