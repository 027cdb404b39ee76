// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/figures.h"
#include "app/cli/placement.h"
#include "core/decision/constraints.h"
#include "core/units/format.h"
#include "database/spreadsheet_text.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Part {
    QString label;
    QString key;
    Bytes (*of)(const DeviceLedger&);
    bool needsDevice{};
};

const std::vector<Part>& parts() {
    static const std::vector<Part> all{
        {u"weights"_s, u"weights_bytes"_s, [](const DeviceLedger& d) { return d.weights; }},
        {u"KV cache"_s, u"kv_bytes"_s, [](const DeviceLedger& d) { return d.kv; }},
        {u"sliding-window cache"_s, u"kv_window_bytes"_s,
         [](const DeviceLedger& d) { return d.kvWindow; }},
        {u"recurrent state"_s, u"state_bytes"_s, [](const DeviceLedger& d) { return d.state; }},
        {u"compute buffer"_s, u"compute_bytes"_s, [](const DeviceLedger& d) { return d.compute; }},
        {u"output buffer"_s, u"output_bytes"_s, [](const DeviceLedger& d) { return d.output; }},
        {u"engine"_s, u"engine_bytes"_s, [](const DeviceLedger& d) { return d.engine; }},
        {u"companions"_s, u"companions_bytes"_s,
         [](const DeviceLedger& d) { return d.companions; }},
        {u"vector index"_s, u"index_bytes"_s, [](const DeviceLedger& d) { return d.index; }},
        {u"reserve"_s, u"reserve_bytes"_s, [](const DeviceLedger& d) { return d.reserve; }},
        {u"used"_s, u"used_bytes"_s, [](const DeviceLedger& d) { return d.used(); }},
        {u"as sold"_s, u"capacity_bytes"_s, [](const DeviceLedger& d) { return d.capacity; }, true},
        {u"screen"_s, u"display_bytes"_s, [](const DeviceLedger& d) { return d.display; }, true},
        {u"usable"_s, u"usable_bytes"_s, [](const DeviceLedger& d) { return d.usable; }, true},
        {u"free"_s, u"free_bytes"_s, [](const DeviceLedger& d) { return d.free(); }, true},
    };
    return all;
}

/// One device at a time, and the sum when there are several.
std::vector<DeviceLedger> columnsOf(const Ledger& ledger) {
    std::vector<DeviceLedger> columns = ledger.devices;
    if (columns.size() > 1) columns.push_back(ledger.total());
    return columns;
}

/// What host memory would make of a model that does not fit; empty when it fits or cannot spill.
QString consequenceOf(const Placement& placement, const Ledger& ledger) {
    const MemoryRequest& memory = placement.request;
    if (placement.deviceName.empty() || memory.devices.accelerator == nullptr) return {};
    const WeightBytes weights = weightBytes(*memory.model, *memory.weights, memory.engine);
    const std::optional<HostSpill> spill = hostSpill(memory, weights, ledger);
    if (!spill) return {};
    std::optional<SpillSpeed> speed;
    const Catalog& catalog = *placement.catalog;
    if (const SpeedClass* parameters =
            speedClass(*memory.devices.accelerator, memory.engine, catalog)) {
        SpeedRequest request;
        request.model = memory.model;
        request.weights = memory.weights;
        request.kv = memory.kv;
        request.engine = memory.engine;
        request.devices = memory.devices;
        request.decodeShare = placement.decodeShare;
        speed = spillSpeed(request, weights, *parameters, *spill);
    }
    return toQString(spillConsequence(*spill, speed));
}

/// What else fits, or the single changes that are enough when it does not.
struct Room {
    std::vector<MemoryRemedy> remedies;
    Tokens longest;
    int slotCount{};
    const WeightFormat* format{};
    const Machine* machine{};  ///< only where no device was named
};

Room roomOf(const Placement& placement, const Ledger& ledger) {
    Room room;
    if (placement.deviceName.empty()) {
        room.machine = smallestMachine(placement, *placement.catalog);
        return room;
    }
    if (!ledger.fits()) room.remedies = memoryRemedies(placement, *placement.catalog);
    room.longest = longestContext(placement.request, placement.workload, placement.companions,
                                  *placement.catalog);
    room.slotCount = mostSlots(placement, *placement.catalog);
    room.format = bestFormat(placement, *placement.catalog);
    return room;
}

void printRoom(const Placement& placement, const Ledger& ledger) {
    const Room room = roomOf(placement, ledger);
    if (room.machine) {
        write(u"Smallest machine that holds it: %1."_s.arg(toQString(room.machine->name)));
    }
    if (placement.deviceName.empty()) return;
    for (const MemoryRemedy& remedy : room.remedies) {
        write(u"Would fit: %1 (%2 to spare)."_s.arg(toQString(remedy.change),
                                                    toQString(formatGib(remedy.headroom))));
    }
    if (!ledger.fits()) {
        if (room.remedies.empty()) write(u"No single change makes it fit."_s);
        return;
    }
    write(u"Everything else as asked, it fits up to %1, or %2 at a time, or weights in %3."_s.arg(
        toQString(formatTokens(room.longest)),
        room.slotCount == kMostSlots ? u"%1 or more"_s.arg(room.slotCount)
                                     : QString::number(room.slotCount),
        room.format ? toQString(weightFormatName(*room.format)) : u"no other format"_s));
}

QJsonObject roomJson(const Placement& placement, const Ledger& ledger) {
    const Room room = roomOf(placement, ledger);
    QJsonArray remedies;
    for (const MemoryRemedy& remedy : room.remedies) {
        remedies << QJsonObject{{u"change"_s, toQString(remedy.change)},
                                {u"headroom_bytes"_s, remedy.headroom.value}};
    }
    const auto idOrNull = [](const auto* entry) {
        return entry ? QJsonValue(toQString(entry->id)) : QJsonValue(QJsonValue::Null);
    };
    const bool placed = !placement.deviceName.empty();
    return {{u"remedies"_s, remedies},
            {u"longest_context_tokens"_s,
             placed ? QJsonValue(room.longest.value) : QJsonValue(QJsonValue::Null)},
            {u"most_slots"_s, placed ? QJsonValue(room.slotCount) : QJsonValue(QJsonValue::Null)},
            {u"best_weights"_s, idOrNull(room.format)},
            {u"smallest_machine"_s, idOrNull(room.machine)}};
}

void printText(const Placement& placement, const Ledger& ledger) {
    const bool placed = !placement.deviceName.empty();
    const std::vector<DeviceLedger> columns = columnsOf(ledger);
    write(placementTitle(placement));
    write();
    std::vector<TextTable::Column> headings{{u"Memory"_s}};
    for (const DeviceLedger& device : columns) {
        headings.push_back({placed ? toQString(device.name) : u"Any device"_s, true});
    }
    TextTable table(std::move(headings));
    for (const Part& part : parts()) {
        if (part.needsDevice && !placed) continue;
        if (part.key == u"display_bytes" && ledger.total().display == Bytes{0}) continue;
        QStringList cells{part.label};
        for (const DeviceLedger& device : columns) cells << toQString(formatGib(part.of(device)));
        table.add(cells);
    }
    table.print();
    write();
    if (ledger.hostUsed() > Bytes{0}) {
        write(u"Host memory: %1"_s.arg(toQString(formatGib(ledger.hostUsed()))));
    }
    if (placed) {
        const Bytes room = ledger.headroom();
        write(ledger.fits()
                  ? u"Fits: %1 to spare on the fullest device."_s.arg(toQString(formatGib(room)))
              : room < Bytes{0} ? u"Does not fit: short by %1; the largest part is the %2."_s.arg(
                                      toQString(formatGib(-room)), toQString(ledger.bindingTerm()))
                                : u"Does not fit: the host memory is too small."_s);
    }
    printRoom(placement, ledger);
    const QString consequence = consequenceOf(placement, ledger);
    if (!consequence.isEmpty()) write(consequence);
    for (const std::string& note : ledger.notes) write(u"Note: "_s + toQString(note));
}

QJsonObject asJson(const Placement& placement, const Ledger& ledger) {
    const MemoryRequest& request = placement.request;
    QJsonObject json = ledgerJson(ledger);
    json[u"model"_s] = toQString(request.model->id);
    json[u"weights"_s] = toQString(request.weights->id);
    json[u"kv_format"_s] = toQString(request.kv->id);
    json[u"slots"_s] = request.cache.slotCount;
    json[u"ubatch_tokens"_s] = request.ubatch;
    json[u"device"_s] = toQString(placement.deviceName);
    json[u"device_count"_s] = request.devices.count;
    json[u"room"_s] = roomJson(placement, ledger);
    if (placement.deviceName.empty()) {
        json[u"device"_s] = QJsonValue::Null;
        json[u"fits"_s] = QJsonValue::Null;
        json[u"headroom_bytes"_s] = QJsonValue::Null;
    }
    return json;
}

void printCsv(const Placement& placement, const Ledger& ledger) {
    QStringList headings{u"device"_s};
    for (const Part& part : parts()) headings << part.key;
    QString text = csvLine(headings);
    for (const DeviceLedger& device : columnsOf(ledger)) {
        QStringList cells{toQString(device.name)};
        for (const Part& part : parts()) {
            const bool known = !part.needsDevice || !placement.deviceName.empty();
            cells << (known ? QString::number(part.of(device).value, 'f', 0) : QString());
        }
        text += csvLine(cells);
    }
    writeRaw(text.toUtf8());
}

}  // namespace

ExitCode runMemory(const QStringList& words) {
    Arguments arguments(
        u"memory"_s,
        u"Shows what a model needs on a device: weights, KV cache, state, compute buffer, engine. "
        "Without a device it shows the need alone."_s,
        {}, pipelineOptions());
    if (!arguments.parse(words)) return ExitCode::Ok;
    const Format format = arguments.format();
    const Placement placement = readPlacement(arguments);
    for (const QString& note : placement.supportNotes) writeError(u"warning: "_s + note);
    const Ledger ledger = memoryLedger(placement.request, placement.companions, *placement.catalog);
    switch (format) {
        case Format::Text:
            printText(placement, ledger);
            break;
        case Format::Json:
            writeJson(asJson(placement, ledger));
            break;
        case Format::Csv:
            printCsv(placement, ledger);
            break;
    }
    return ExitCode::Ok;
}

}  // namespace headroom::cli
