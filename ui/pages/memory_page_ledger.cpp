// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/memory_page_ledger.h"

#include <QCoreApplication>
#include <array>

#include "core/units/format.h"
#include "ui/charts/chart_style.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("MemoryPage", text);
}

QString gib(Bytes amount) {
    return QString::fromStdString(formatNumber(inGibibytes(amount), 2));
}

struct LedgerRow {
    const char* label;
    Bytes (*of)(const DeviceLedger&);
    Bytes (*host)(const Ledger&);
    bool emphasised;
};

Bytes noBytes(const Ledger&) {
    return {};
}

const std::array<LedgerRow, 16>& ledgerRows() {
    static const std::array<LedgerRow, 16> rows{{
        {QT_TRANSLATE_NOOP("MemoryPage", "Weights"),
         [](const DeviceLedger& d) { return d.weights; },
         [](const Ledger& l) { return l.hostWeights; }, false},
        {QT_TRANSLATE_NOOP("MemoryPage", "KV cache"), [](const DeviceLedger& d) { return d.kv; },
         [](const Ledger& l) { return l.hostCache; }, false},
        {QT_TRANSLATE_NOOP("MemoryPage", "Sliding-window cache"),
         [](const DeviceLedger& d) { return d.kvWindow; }, noBytes, false},
        {QT_TRANSLATE_NOOP("MemoryPage", "Recurrent state"),
         [](const DeviceLedger& d) { return d.state; }, noBytes, false},
        {QT_TRANSLATE_NOOP("MemoryPage", "Compute buffer"),
         [](const DeviceLedger& d) { return d.compute; },
         [](const Ledger& l) { return l.hostCompute; }, false},
        {QT_TRANSLATE_NOOP("MemoryPage", "Output buffer"),
         [](const DeviceLedger& d) { return d.output; },
         [](const Ledger& l) { return l.hostOutput; }, false},
        {QT_TRANSLATE_NOOP("MemoryPage", "Engine context"),
         [](const DeviceLedger& d) { return d.engine; }, noBytes, false},
        {QT_TRANSLATE_NOOP("MemoryPage", "Companion models"),
         [](const DeviceLedger& d) { return d.companions; }, noBytes, false},
        {QT_TRANSLATE_NOOP("MemoryPage", "Vector index"),
         [](const DeviceLedger& d) { return d.index; }, [](const Ledger& l) { return l.hostIndex; },
         false},
        {QT_TRANSLATE_NOOP("MemoryPage", "Kept free on purpose"),
         [](const DeviceLedger& d) { return d.reserve; }, noBytes, false},
        {QT_TRANSLATE_NOOP("MemoryPage", "Used"), [](const DeviceLedger& d) { return d.used(); },
         [](const Ledger& l) { return l.hostUsed(); }, true},
        {QT_TRANSLATE_NOOP("MemoryPage", "As sold"),
         [](const DeviceLedger& d) { return d.capacity; }, nullptr, false},
        {QT_TRANSLATE_NOOP("MemoryPage", "Kept by driver or system"),
         [](const DeviceLedger& d) { return d.capacity - d.display - d.usable; }, nullptr, false},
        {QT_TRANSLATE_NOOP("MemoryPage", "Taken by a screen"),
         [](const DeviceLedger& d) { return d.display; }, nullptr, false},
        {QT_TRANSLATE_NOOP("MemoryPage", "Usable by the engine"),
         [](const DeviceLedger& d) { return d.usable; }, nullptr, false},
        {QT_TRANSLATE_NOOP("MemoryPage", "Free (negative = short)"),
         [](const DeviceLedger& d) { return d.free(); }, nullptr, true},
    }};
    return rows;
}

/// Lines of the working that explain the rows above, in their order.
constexpr std::array kWorkingLines{
    "Weights",        "KV cache",       "KV cache", "Recurrent state",
    "Compute buffer", "Compute buffer", "Engine",   "Free",
    "Vector index",   "Reserve",        "Free",     "As sold",
    "Usable",         "Screen",         "Usable",   "Free"};

}  // namespace

TextTable ledgerTable(const OptionResult& result) {
    TextTable table;
    if (!result.ledger) return table;
    const Ledger& ledger = *result.ledger;
    table.columns.push_back({tr("Part"), {}, false});
    const bool several = ledger.devices.size() > 1;
    for (std::size_t i = 0; i < ledger.devices.size(); ++i) {
        const QString name = plainText(ledger.devices[i].name);
        table.columns.push_back(
            {several ? tr("Device %1").arg(i + 1) : (name.isEmpty() ? tr("Device") : name),
             u"GiB"_s, true});
    }
    if (several) table.columns.push_back({tr("All devices"), u"GiB"_s, true});
    table.columns.push_back({tr("Host memory"), u"GiB"_s, true});
    for (const LedgerRow& row : ledgerRows()) {
        QStringList cells{tr(row.label)};
        for (const DeviceLedger& device : ledger.devices) cells.append(gib(row.of(device)));
        if (several) cells.append(gib(row.of(ledger.total())));
        cells.append(row.host != nullptr ? gib(row.host(ledger)) : QString());
        if (row.emphasised) table.emphasised.push_back(static_cast<int>(table.rows.size()));
        table.rows.push_back(cells);
    }
    table.why = [](int row, int column) -> std::optional<WhyTarget> {
        if (column == 0) return std::nullopt;
        const QString line = QString::fromLatin1(kWorkingLines.at(static_cast<std::size_t>(row)));
        return WhyTarget{WorkingPart::Memory, line, {}, line};
    };
    return table;
}

}  // namespace headroom
