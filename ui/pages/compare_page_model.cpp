// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare_page_model.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/charts/chart_style.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

void CompareModel::setRows(std::vector<CompareRow> rows, const QString& currency) {
    beginResetModel();
    m_rows = std::move(rows);
    m_currency = currency;
    endResetModel();
}

void CompareModel::setFocused(const QString& optionId) {
    for (int i = 0; i < rowCount(); ++i) {
        CompareRow& candidate = m_rows[static_cast<std::size_t>(i)];
        const bool focused = candidate.optionId == optionId;
        if (candidate.focused == focused) continue;
        candidate.focused = focused;
        emit dataChanged(index(i, 0), index(i, kCompareColumns - 1), {Qt::FontRole});
    }
}

int CompareModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CompareModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kCompareColumns;
}

TableColumn CompareModel::column(CompareColumn column) const {
    switch (column) {
        case CompareColumn::Name:
            return {tr("Option"), {}, false};
        case CompareColumn::Kind:
            return {tr("Way"), {}, false};
        case CompareColumn::Free:
            return {tr("Free"), u"GiB"_s, true};
        case CompareColumn::DecodePerUser:
            return {tr("Per user"), u"tok/s"_s, true};
        case CompareColumn::DecodeTotal:
            return {tr("In total"), u"tok/s"_s, true};
        case CompareColumn::FirstToken:
            return {tr("First token"), u"s"_s, true};
        case CompareColumn::WattsBusy:
            return {tr("Busy"), u"W"_s, true};
        case CompareColumn::WattsIdle:
            return {tr("Idle"), u"W"_s, true};
        case CompareColumn::Upfront:
            return {tr("Upfront"), m_currency, true};
        case CompareColumn::Total:
            return {tr("In all"), m_currency, true};
        case CompareColumn::PresentValue:
            return {tr("Present value"), m_currency, true};
        case CompareColumn::PerMillion:
            return {tr("Per M tokens"), m_currency, true};
        case CompareColumn::PriceDate:
            return {tr("Price of"), {}, false};
        case CompareColumn::WhyOut:
            return {tr("Why not"), {}, false};
    }
    return {};
}

namespace {

struct ColumnWorking {
    CompareColumn column;
    WorkingPart part;
    const char* line;
};

constexpr std::array kWorkings{
    ColumnWorking{CompareColumn::PresentValue, WorkingPart::Cost, "Present value"},
    ColumnWorking{CompareColumn::PerMillion, WorkingPart::Cost, "Levelised cost"},
    ColumnWorking{CompareColumn::Free, WorkingPart::Memory, "Free"},
    ColumnWorking{CompareColumn::DecodePerUser, WorkingPart::Speed, "Each user, everybody busy"},
    ColumnWorking{CompareColumn::DecodeTotal, WorkingPart::Speed, "All users together"},
    ColumnWorking{CompareColumn::FirstToken, WorkingPart::Speed, "First token, everybody busy"},
    ColumnWorking{CompareColumn::WattsBusy, WorkingPart::Power, "Decode"},
    ColumnWorking{CompareColumn::WattsIdle, WorkingPart::Power, "Idle"},
    ColumnWorking{CompareColumn::Upfront, WorkingPart::Cost, ""},
    ColumnWorking{CompareColumn::Total, WorkingPart::Cost, "Total"},
};

/// Known numbers have a working.
std::optional<WhyTarget> whyOf(const CompareRow& row, CompareColumn column) {
    if (!row.numbers[static_cast<std::size_t>(column)]) return std::nullopt;
    for (const ColumnWorking& known : kWorkings) {
        if (known.column != column) continue;
        const QString line = QString::fromLatin1(known.line);
        return WhyTarget{
            known.part, line, row.optionId,
            line.isEmpty() ? QCoreApplication::translate("ComparePage", "Upfront") : line};
    }
    return std::nullopt;
}

}  // namespace

QVariant CompareModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const CompareRow& row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<CompareColumn>(index.column());
    switch (role) {
        case Qt::DisplayRole: {
            const QString text = row.text(column);
            return text.isEmpty() ? unknownText() : text;
        }
        case Qt::ToolTipRole: {
            const bool why = column == CompareColumn::WhyOut;
            const QString shown = why && !row.details.isEmpty() ? row.details : row.text(column);
            return toolTipText(shown.isEmpty() ? unknownText() : shown);
        }
        case Qt::TextAlignmentRole: {
            const bool numeric = this->column(column).numeric;
            return static_cast<int>((numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        }
        case Qt::ForegroundRole:
            if (column == CompareColumn::Kind) return theme::optionColor(row.kind);
            if (!row.feasible || !row.known(column)) return theme::color(theme::Role::Muted);
            return {};
        case kWhyRole:
            if (const auto target = whyOf(row, static_cast<CompareColumn>(index.column()))) {
                return QVariant::fromValue(*target);
            }
            return {};
        case Qt::FontRole:
            return row.focused ? QVariant(theme::font(theme::TextStyle::Body, true)) : QVariant();
        default:
            return {};
    }
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= kCompareColumns) return {};
    const TableColumn column = this->column(static_cast<CompareColumn>(section));
    if (role == Qt::DisplayRole) {
        return column.unit.isEmpty() ? column.title : column.title + u"\n"_s + column.unit;
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((column.numeric ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    }
    return {};
}

void CompareFilter::setText(const QString& text) {
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void CompareFilter::setKind(std::optional<OptionKind> kind) {
    m_kind = kind;
    invalidateFilter();
}

void CompareFilter::setFeasibleOnly(bool only) {
    m_feasibleOnly = only;
    invalidateFilter();
}

const CompareModel& CompareFilter::compareModel() const {
    return *static_cast<const CompareModel*>(sourceModel());
}

bool CompareFilter::filterAcceptsRow(int row, const QModelIndex&) const {
    const CompareRow& candidate = compareModel().row(row);
    if (m_feasibleOnly && !candidate.feasible) return false;
    if (m_kind && candidate.kind != *m_kind) return false;
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) {
        return candidate.texts[static_cast<std::size_t>(CompareColumn::Name)].contains(
                   word, Qt::CaseInsensitive) ||
               candidate.details.contains(word, Qt::CaseInsensitive);
    });
}

bool CompareFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const CompareRow& a = compareModel().row(left.row());
    const CompareRow& b = compareModel().row(right.row());
    // Qt turns the comparison round to sort downwards; what must stay on top is turned back here.
    const bool upwards = sortOrder() == Qt::AscendingOrder;
    if (a.feasible != b.feasible) return a.feasible == upwards;
    const auto column = static_cast<std::size_t>(left.column());
    if (compareModel().column(static_cast<CompareColumn>(left.column())).numeric) {
        const auto& x = a.numbers[column];
        const auto& y = b.numbers[column];
        if (x.has_value() != y.has_value()) return x.has_value() == upwards;
        return x && y && *x < *y;
    }
    if (a.texts[column].isEmpty() != b.texts[column].isEmpty()) {
        return b.texts[column].isEmpty() == upwards;
    }
    return QString::localeAwareCompare(a.texts[column], b.texts[column]) < 0;
}

TextTable CompareFilter::table(const std::vector<int>& rows) const {
    TextTable table;
    for (int column = 0; column < kCompareColumns; ++column) {
        table.columns.push_back(compareModel().column(static_cast<CompareColumn>(column)));
    }
    const auto add = [&](int row) {
        QStringList cells;
        for (int column = 0; column < kCompareColumns; ++column) {
            cells.append(index(row, column).data().toString());
        }
        table.rows.push_back(cells);
    };
    if (rows.empty()) {
        for (int row = 0; row < rowCount(); ++row) add(row);
    } else {
        for (const int row : rows) add(row);
    }
    return table;
}

}  // namespace headroom
