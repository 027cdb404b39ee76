// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/catalog/row.h"

namespace headroom {

/// What a foreign name may mean: one id = found; none or several = the name does not decide.
struct AcceleratorMatch {
    std::vector<std::string> ids;
    std::vector<QString> near;  ///< names of devices that come close, when there is no id
    bool wrongMemory{};         ///< a device of that name is known, with another memory size
};

/// Finds devices of the catalog by the names that other lists give them ("A100-80GB", "RTX4090",
/// "NVIDIA H100 80GB HBM3"), by tokens alone (docs/imports.md 2): names are cut into runs of
/// letters and runs of digits; every run must belong to the device; every word of one of the
/// device's own spellings must be in the name, but for words of its socket, words without a digit
/// in front ("GeForce") and its memory size; a size that is told must fit.
class AcceleratorNames {
public:
    explicit AcceleratorNames(const std::vector<Row>& accelerators);

    /// `memoryGib`: readings of the size that is told, any may fit; empty = none is told. `hint`:
    /// further text about the same device, such as the instance type; it may supply words that the
    /// name lacks ("1x-H100_NVL"), never forbid any.
    AcceleratorMatch find(const QString& name, const std::vector<double>& memoryGib = {},
                          const QString& hint = {}) const;

    /// The row of an id; nullptr when there is none.
    const Row* row(const std::string& id) const;
    /// The words of `hint` that any device's spelling has: equal keys give equal matches.
    QString hintKey(const QString& hint) const;
    /// The name as tokens without vendor, socket and memory size: equal for spellings that differ
    /// in these alone.
    QString nameKey(const QString& name) const;

    using Word = std::vector<std::string>;  ///< runs, "h100" = {"h", "100"}
    struct Device {
        std::string id;
        QString name;
        double memoryGib{};
        std::set<std::string> allowed;
        std::vector<std::vector<Word>> spellings;
        std::vector<std::vector<Word>> exact;  ///< spellings in which nothing may be missing
        bool namesSocket{};
    };

private:
    std::vector<std::string> tokens(const QString& text, std::vector<double>* memory) const;

    std::map<std::string, Row> m_rows;
    std::vector<Device> m_devices;
    std::set<std::string> m_vendors;
    std::set<std::string> m_vocabulary;
};

/// Why a name does not decide, with the remedy.
QString acceleratorRefusal(const QString& name, const AcceleratorMatch& match,
                           const AcceleratorNames& names);

}  // namespace headroom
