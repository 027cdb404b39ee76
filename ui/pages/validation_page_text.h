// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <memory>
#include <vector>

#include "core/validation/memory_check.h"
#include "ui/charts/scatter_chart.h"

namespace headroom {

/// A table of measurements that travels inside the program.
struct ShippedTable {
    MeasuredTable table{};
    QString id;        ///< for object and file names: "llamacpp"
    QString name;      ///< "llama.cpp"
    QString rows;      ///< resource path
    QString models;    ///< resource path of its models; empty when the catalog has them
    QString measured;  ///< a sentence: what was measured and from where
};
/// In the order of the page.
std::vector<ShippedTable> shippedTables();

/// What a quantity is called on screen, and in which unit the comparison has it.
struct QuantityWords {
    QString name;
    QString unit;
};
/// What memory is counted in there.
QString memoryUnit(MeasuredTable table);
QuantityWords quantityWords(MeasuredTable table, const std::string& quantity);

/// One row per quantity: rows, errors, and whether what is promised of it holds.
TextTable errorTable(MeasuredTable table, const MemoryCheck& check);
/// Why rows give no prediction: each reason with its rows, the most frequent first, at most
/// `limit` reasons.
TextTable unpredictedTable(const std::vector<Unpredicted>& rows, std::size_t limit);
/// Units of the figures in order of appearance; each gets a chart of its own.
std::vector<QString> chartUnits(MeasuredTable table, const MemoryCheck& check);
/// The figures in one unit, predicted against measured. The table shows those farthest off.
ChartContent validationChart(const ShippedTable& shipped, std::shared_ptr<const MemoryCheck> check,
                             const QString& unit);

}  // namespace headroom
