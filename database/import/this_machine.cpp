// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/import/this_machine.h"

#include <QStringList>
#include <algorithm>

#include "database/import/accelerator_names.h"
#include "database/import/import_text.h"
#include "database/table_words.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

/// A 15 A circuit of 120 V carries 80 % of 1,800 W for long (docs/hardware.md 3).
constexpr double kLargestLowVoltageWatts = 1440;
/// What macOS lends its GPU (docs/hardware.md 0).
constexpr double kMacShare = 0.75;

/// Devices that are alike.
struct Group {
    DetectedDevice device;
    int count{1};
    const Row* row{};  ///< of the catalog
};

std::vector<Group> groupsOf(const std::vector<DetectedDevice>& devices) {
    std::vector<Group> groups;
    for (const DetectedDevice& device : devices) {
        const auto same = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
            return group.device.name == device.name && group.device.memoryGib == device.memoryGib;
        });
        if (same == groups.end()) {
            groups.push_back({device});
        } else {
            ++same->count;
        }
    }
    std::stable_sort(groups.begin(), groups.end(),
                     [](const Group& a, const Group& b) { return a.count > b.count; });
    return groups;
}

/// A row for a device that the catalog does not know, refused for what no tool tells.
ProposedRow unknownDevice(const Group& group, const QString& tool, const QString& why) {
    ProposedRow proposed;
    proposed.table = "accelerators";
    proposed.origin = shortened(group.device.name);
    proposed.row.set("id", plainKey(group.device.name).toStdString());
    proposed.row.set("name", group.device.name.toStdString());
    proposed.row.set("vendor", group.device.vendor.toStdString());
    if (group.device.memoryGib) {
        proposed.row.set("memory_gib", numberText(*group.device.memoryGib));
    }
    if (group.device.powerWatts) proposed.row.set("tdp_w", numberText(*group.device.powerWatts));
    proposed.refusal =
        Database::tr("%1 %2 does not tell %3 and %4, which the table needs.")
            .arg(why, tool, columnTitle("class"), columnTitle("memory_bandwidth_gb_s"));
    return proposed;
}

bool sharesMemory(const Row& accelerator) {
    const std::string deviceClass = accelerator.text("class");
    return deviceClass == "apu" || deviceClass == "apple-soc";
}

double memoryOf(const Row& accelerator) {
    return accelerator.number("memory_gib").value_or(0);
}

/// Whether the devices alone draw more than a low-voltage circuit gives; nothing when unknown.
std::optional<bool> needs240V(const std::vector<Group>& groups) {
    double watts = 0;
    for (const Group& group : groups) {
        const auto one =
            group.device.powerWatts ? group.device.powerWatts : group.row->number("tdp_w");
        if (!one) return std::nullopt;
        watts += *one * group.count;
    }
    return watts > kLargestLowVoltageWatts;
}

class MachineRow {
public:
    MachineRow(const DetectedMachine& machine, const std::vector<Group>& groups,
               const ImportContext& context)
        : m_machine(machine), m_groups(groups), m_machines(rowsOf(context, "machines")) {
        m_proposed.table = "machines";
        m_proposed.origin = m_machine.tool;
    }

    ProposedRow make(ImportSource& source) {
        if (useKnown(source)) return m_proposed;
        identify();
        measure();
        const auto high = highVoltage();
        if (high) {
            m_proposed.whenNew.set("requires_240v", *high ? "1" : "0");
        } else {
            need("requires_240v");
        }
        if (!m_missing.isEmpty()) {
            m_proposed.refusal =
                Database::tr(
                    "%1 does not tell %2, which the table needs. Add the machine by hand "
                    "under Machines.")
                    .arg(m_machine.tool, m_missing.join(u", "_s));
        }
        return m_proposed;
    }

private:
    const Row& device() const { return *m_groups.front().row; }
    bool shared() const { return sharesMemory(device()); }
    void need(const char* column) { m_missing << columnTitle(column); }

    double totalMemory() const {
        if (shared() && m_machine.sharedMemoryGib) return *m_machine.sharedMemoryGib;
        double total = 0;
        for (const Group& group : m_groups) total += memoryOf(*group.row) * group.count;
        return total;
    }

    /// A machine of the catalog that is this one as far as the tool tells; storage is not told.
    bool useKnown(ImportSource& source) {
        if (m_machine.model.isEmpty()) return false;
        QStringList names;
        for (const Row& row : m_machines) {
            const QString name = QString::fromStdString(row.text("name"));
            const bool same = row.text("accelerator_id") == device().text("id") &&
                              row.number("total_memory_gib") == totalMemory() &&
                              name.startsWith(m_machine.model);
            if (!same) continue;
            if (names.isEmpty()) m_proposed.row.set("id", row.text("id"));
            names << name;
        }
        if (names.isEmpty()) return false;
        source.remarks.push_back(
            Database::tr("The catalog has this machine: %1.").arg(names.join(u", "_s)));
        return true;
    }

    void identify() {
        QString id = u"this-machine"_s;
        QStringList parts;
        QStringList others;
        for (const Group& group : m_groups) {
            const QString deviceId = QString::fromStdString(group.row->text("id"));
            id += u"-%1x-%2"_s.arg(QString::number(group.count), deviceId);
            parts << u"%1 x %2"_s.arg(QString::number(group.count),
                                      QString::fromStdString(group.row->text("name")));
            if (&group != &m_groups.front()) {
                others << u"%1*%2"_s.arg(deviceId, QString::number(group.count));
            }
        }
        if (shared()) id += u"-%1gib"_s.arg(totalMemory());
        m_proposed.row.set("id", id.toStdString());
        m_proposed.row.set("accelerator_id", device().text("id"));
        m_proposed.row.set("accelerator_count", std::to_string(m_groups.front().count));
        if (!others.isEmpty()) {
            m_proposed.row.set("further_accelerators", others.join(u"; "_s).toStdString());
        }
        Row& fresh = m_proposed.whenNew;
        const QString model =
            m_machine.model.isEmpty() ? Database::tr("This machine") : m_machine.model;
        fresh.set("name", u"%1 (%2)"_s.arg(model, parts.join(u", "_s)).toStdString());
        // The columns are texts and must be filled; the truth is that nobody said.
        fresh.set("vendor",
                  m_machine.vendor.isEmpty() ? "unknown" : m_machine.vendor.toStdString());
        fresh.set("kind", kindOfModel());
        fresh.set("spec_source_url", m_machine.tool.toStdString());
    }

    /// The kind of the catalog's machines of that model.
    std::string kindOfModel() const {
        for (const Row& row : m_machines) {
            const QString name = QString::fromStdString(row.text("name"));
            if (!m_machine.model.isEmpty() && name.startsWith(m_machine.model)) {
                return row.text("kind");
            }
        }
        return "this-machine";
    }

    void measure() {
        Row& fresh = m_proposed.whenNew;
        const double total = totalMemory();
        fresh.set("unified_memory", shared() ? "1" : "0");
        fresh.set("total_memory_gib", numberText(total));
        fresh.set("memory_bandwidth_gb_s", device().text("memory_bandwidth_gb_s"));
        if (!shared()) {
            // What driver and screen keep is taken off later (docs/support.md 3).
            fresh.set("usable_for_gpu_gib", numberText(total));
        } else if (device().text("class") == "apple-soc") {
            fresh.set("usable_for_gpu_gib", numberText(total * kMacShare));
        } else if (const Row* const alike = machineAlike()) {
            fresh.set("usable_for_gpu_gib", alike->text("usable_for_gpu_gib"));
        } else {
            need("usable_for_gpu_gib");
        }
    }

    const Row* machineAlike() const {
        for (const Row& row : m_machines) {
            if (row.text("accelerator_id") == device().text("id") &&
                row.integer("accelerator_count") == m_groups.front().count &&
                row.number("total_memory_gib") == totalMemory()) {
                return &row;
            }
        }
        return nullptr;
    }

    std::optional<bool> highVoltage() const {
        if (const auto computed = needs240V(m_groups)) return computed;
        for (const Row& row : m_machines) {
            if (row.text("accelerator_id") == device().text("id") &&
                row.integer("accelerator_count") == m_groups.front().count) {
                return row.flag("requires_240v");
            }
        }
        return std::nullopt;
    }

    const DetectedMachine& m_machine;
    const std::vector<Group>& m_groups;
    const std::vector<Row>& m_machines;
    ProposedRow m_proposed;
    QStringList m_missing;
};

}  // namespace

void proposeMachine(ImportSource& source, const DetectedMachine& machine,
                    const ImportContext& context) {
    const AcceleratorNames names(rowsOf(context, "accelerators"));
    std::vector<Group> groups = groupsOf(machine.devices);
    QStringList unknown;
    for (Group& group : groups) {
        std::vector<double> memory;
        if (group.device.memoryGib) memory.push_back(*group.device.memoryGib);
        const AcceleratorMatch match = names.find(group.device.name, memory);
        if (match.ids.size() == 1) {
            group.row = names.row(match.ids.front());
            source.remarks.push_back(Database::tr("“%1” is the catalog's %2.")
                                         .arg(shortened(group.device.name),
                                              QString::fromStdString(group.row->text("name"))));
            continue;
        }
        unknown << shortened(group.device.name);
        QString why = acceleratorRefusal(group.device.name, match, names);
        why.replace(0, 1, why.left(1).toUpper());
        source.rows.push_back(unknownDevice(group, machine.tool, why));
    }
    if (groups.empty()) {
        source.remarks.push_back(Database::tr("%1 tells of no device.").arg(machine.tool));
        return;
    }
    if (unknown.isEmpty()) {
        source.rows.push_back(MachineRow(machine, groups, context).make(source));
        return;
    }
    ProposedRow refused;
    refused.table = "machines";
    refused.origin = machine.tool;
    refused.row.set("id", "this-machine");
    refused.refusal = Database::tr(
                          "its accelerator is not in the catalog: %1. Add it under "
                          "Accelerators first, then import again.")
                          .arg(unknown.join(u", "_s));
    source.rows.push_back(std::move(refused));
}

}  // namespace headroom
