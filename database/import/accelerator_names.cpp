// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/import/accelerator_names.h"

#include <QRegularExpression>
#include <QStringList>
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "database/import/import_text.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

using Word = AcceleratorNames::Word;
using Device = AcceleratorNames::Device;

/// Tools show less than what is sold: 45.0 of 48 GiB with ECC, 22.5 of 24 (docs/imports.md 2).
constexpr double kSameMemory = 0.1;
constexpr std::size_t kNearShown = 4;

/// Words for the kind of thing, in any vendor's names.
constexpr std::array<std::string_view, 13> kGeneric{
    "gpu",    "gpus", "graphics", "accelerator", "card",   "generation", "edition",
    "nvlink", "core", "cores",    "per",         "tensor", "only"};
/// How a board is attached, in any vendor's names.
constexpr std::array<std::string_view, 6> kSockets{"pcie", "pci", "sxm", "oam", "mxm", "hgx"};

template <std::size_t N>
bool isOneOf(const std::string& word, const std::array<std::string_view, N>& list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

struct Run {
    std::string text;
    bool digits{};
    bool startsWord{};
};

std::vector<Run> runsOf(const QString& text) {
    std::vector<Run> runs;
    QString current;
    bool digits = false;
    bool starts = true;
    const auto end = [&](bool nextStarts) {
        if (!current.isEmpty()) {
            runs.push_back({current.toStdString(), digits, starts});
            starts = false;
        }
        current.clear();
        if (nextStarts) starts = true;
    };
    for (const QChar c : text) {
        if (!c.isLetterOrNumber()) {
            end(true);
            continue;
        }
        const bool digit = c >= u'0' && c <= u'9';
        if (digit != digits) end(false);
        digits = digit;
        current += c.toLower();
    }
    end(true);
    return runs;
}

bool isMemoryUnit(const std::string& text) {
    return text == "gb" || text == "gib" || text == "g";
}

/// Takes "80GB" and the generation of an SXM socket out of the runs.
std::vector<Run> withoutSizes(const std::vector<Run>& runs, std::vector<double>* memory) {
    std::vector<Run> kept;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const Run& run = runs[i];
        // "A10G" is a name, "80G" a size.
        const bool size = run.digits && run.startsWord && i + 1 < runs.size() &&
                          isMemoryUnit(runs[i + 1].text) && run.text.size() <= 5;
        if (size) {
            if (memory) memory->push_back(std::stod(run.text));
            ++i;
            continue;
        }
        const bool socketVersion =
            run.digits && !run.startsWord && !kept.empty() && kept.back().text == "sxm";
        if (!socketVersion) kept.push_back(run);
    }
    return kept;
}

/// The words of one of the catalog's own spellings.
std::vector<Word> wordsOf(const QString& text) {
    std::vector<Word> words;
    for (const Run& run : withoutSizes(runsOf(text), nullptr)) {
        if (run.startsWord || words.empty()) words.emplace_back();
        words.back().push_back(run.text);
    }
    std::erase_if(words, [](const Word& word) {
        return word.empty() || (word.size() == 1 && isOneOf(word.front(), kGeneric));
    });
    return words;
}

bool hasDigit(const Word& word) {
    return std::any_of(word.begin(), word.end(), [](const std::string& run) {
        return run.front() >= '0' && run.front() <= '9';
    });
}

bool contains(const std::vector<std::string>& tokens, const Word& word) {
    return std::search(tokens.begin(), tokens.end(), word.begin(), word.end()) != tokens.end();
}

bool isSocket(const Word& word) {
    return word.size() == 1 && isOneOf(word.front(), kSockets);
}

/// Words of the spelling that the name or the hint has; nothing when one that counts is missing.
std::optional<int> wordsFound(const std::vector<Word>& spelling,
                              const std::vector<std::string>& name,
                              const std::vector<std::string>& hint, bool exact) {
    int inName = 0;
    int found = 0;
    for (const Word& word : spelling) {
        if (contains(name, word)) {
            ++inName;
            ++found;
        } else if (contains(hint, word)) {
            ++found;
        } else {
            const bool leading = found == 0 && !hasDigit(word);
            if (exact || (!leading && !isSocket(word))) return std::nullopt;
        }
    }
    if (inName == 0) return std::nullopt;
    return found;
}

bool fits(double told, double memory) {
    return std::fabs(told - memory) <= kSameMemory * memory;
}

bool memoryFits(const Device& device, const std::vector<double>& inName,
                const std::vector<double>& told) {
    const auto fitting = [&](double value) { return fits(value, device.memoryGib); };
    if (!std::all_of(inName.begin(), inName.end(), fitting)) return false;
    return told.empty() || std::any_of(told.begin(), told.end(), fitting);
}

bool tokensBelong(const Device& device, const std::vector<std::string>& name) {
    return std::all_of(name.begin(), name.end(), [&](const std::string& token) {
        return device.allowed.count(token) > 0 || (isOneOf(token, kSockets) && !device.namesSocket);
    });
}

int bestSpelling(const Device& device, const std::vector<std::string>& name,
                 const std::vector<std::string>& hint) {
    int best = 0;
    for (const auto& spelling : device.spellings) {
        best = std::max(best, wordsFound(spelling, name, hint, false).value_or(0));
    }
    for (const auto& spelling : device.exact) {
        best = std::max(best, wordsFound(spelling, name, hint, true).value_or(0));
    }
    return best;
}

/// Shares a model number with the name.
bool comesClose(const Device& device, const std::vector<std::string>& name) {
    return std::any_of(name.begin(), name.end(), [&](const std::string& token) {
        const bool number = token.size() >= 2 && token.front() >= '0' && token.front() <= '9';
        return number && device.allowed.count(token) > 0;
    });
}

}  // namespace

AcceleratorNames::AcceleratorNames(const std::vector<Row>& accelerators) {
    for (const Row& row : accelerators) {
        for (const Run& run : runsOf(QString::fromStdString(row.text("vendor")))) {
            m_vendors.insert(run.text);
        }
    }
    for (const Row& row : accelerators) {
        Device device;
        device.id = row.text("id");
        device.name = QString::fromStdString(row.text("name"));
        device.memoryGib = row.number("memory_gib").value_or(0);
        const QString id = QString::fromStdString(device.id);
        const QString inBrackets = device.name.section(u'(', 1).section(u')', 0, 0);
        for (const QString& text : {id, device.name.section(u'(', 0, 0)}) {
            std::vector<Word> words = wordsOf(text);
            std::erase_if(words, [&](const Word& word) {
                return word.size() == 1 && m_vendors.count(word.front()) > 0;
            });
            if (!words.empty()) device.spellings.push_back(std::move(words));
        }
        for (const QString& part : inBrackets.split(u',')) {
            std::vector<Word> words = wordsOf(part);
            const bool named = part.contains(QRegularExpression(u"[a-zA-Z]{2,}.*\\d"_s));
            if (named && !words.empty()) device.exact.push_back(std::move(words));
        }
        const QString described = id + u' ' + device.name + u' ' +
                                  QString::fromStdString(row.text("memory_type")) + u' ' +
                                  QString::fromStdString(row.text("architecture"));
        for (const Run& run : withoutSizes(runsOf(described), nullptr)) {
            device.allowed.insert(run.text);
            m_vocabulary.insert(run.text);
            device.namesSocket = device.namesSocket || isOneOf(run.text, kSockets);
        }
        m_rows.emplace(device.id, row);
        m_devices.push_back(std::move(device));
    }
    m_vocabulary.insert(m_vendors.begin(), m_vendors.end());
    m_vocabulary.insert(kGeneric.begin(), kGeneric.end());
    m_vocabulary.insert(kSockets.begin(), kSockets.end());
}

std::vector<std::string> AcceleratorNames::tokens(const QString& text,
                                                  std::vector<double>* memory) const {
    std::vector<std::string> result;
    const auto add = [&](const std::string& token) {
        if (m_vendors.count(token) == 0 && !isOneOf(token, kGeneric)) result.push_back(token);
    };
    for (const Run& run : withoutSizes(runsOf(text), memory)) {
        std::size_t cut = run.text.size();
        if (!run.digits && m_vocabulary.count(run.text) == 0) {
            // "RTXPRO6000", "4070TiSUPER": known words without a gap.
            for (cut = run.text.size() - 1; cut > 0; --cut) {
                if (m_vocabulary.count(run.text.substr(0, cut)) > 0 &&
                    m_vocabulary.count(run.text.substr(cut)) > 0) {
                    break;
                }
            }
        }
        add(cut == 0 ? run.text : run.text.substr(0, cut));
        if (cut > 0 && cut < run.text.size()) add(run.text.substr(cut));
    }
    return result;
}

AcceleratorMatch AcceleratorNames::find(const QString& name, const std::vector<double>& memoryGib,
                                        const QString& hint) const {
    AcceleratorMatch match;
    std::vector<double> inName;
    const std::vector<std::string> words = tokens(name, &inName);
    if (words.empty()) return match;
    const std::vector<std::string> helping = tokens(hint, nullptr);
    int most = 0;
    for (const Device& device : m_devices) {
        if (!tokensBelong(device, words)) continue;
        const int found = bestSpelling(device, words, helping);
        if (found == 0) continue;
        if (!memoryFits(device, inName, memoryGib)) {
            match.wrongMemory = true;
            continue;
        }
        if (found > most) match.ids.clear();
        most = std::max(most, found);
        if (found == most) match.ids.push_back(device.id);
    }
    if (!match.ids.empty()) return match;
    for (const Device& device : m_devices) {
        if (match.near.size() == kNearShown) break;
        if (comesClose(device, words)) match.near.push_back(device.name);
    }
    return match;
}

const Row* AcceleratorNames::row(const std::string& id) const {
    const auto found = m_rows.find(id);
    return found == m_rows.end() ? nullptr : &found->second;
}

QString AcceleratorNames::hintKey(const QString& hint) const {
    QStringList known;
    for (const std::string& token : tokens(hint, nullptr)) {
        // Runs that no device has only keep others apart.
        known << (m_vocabulary.count(token) > 0 ? QString::fromStdString(token) : u"-"_s);
    }
    return known.join(u' ');
}

QString AcceleratorNames::nameKey(const QString& name) const {
    QStringList known;
    for (const std::string& token : tokens(name, nullptr)) known << QString::fromStdString(token);
    return known.join(u' ');
}

QString acceleratorRefusal(const QString& name, const AcceleratorMatch& match,
                           const AcceleratorNames& names) {
    if (match.ids.size() > 1) {
        QStringList candidates;
        for (const std::string& id : match.ids) {
            candidates << QString::fromStdString(names.row(id)->text("name"));
        }
        return Database::tr(
                   "the accelerator “%1” can be each of these: %2. Write in the file which "
                   "one it is, such as “%3”.")
            .arg(shortened(name), candidates.join(u", "_s), candidates.front());
    }
    QString text = match.wrongMemory ? Database::tr(
                                           "the catalog knows no accelerator “%1” with that much "
                                           "memory.")
                                     : Database::tr("the catalog knows no accelerator “%1”.");
    text = text.arg(shortened(name));
    if (!match.near.empty()) {
        QStringList near;
        for (const QString& other : match.near) near << other;
        text += u' ' + Database::tr("It has %1.").arg(near.join(u", "_s));
    }
    return text + u' ' + Database::tr("Add it under Accelerators first, or correct the name.");
}

}  // namespace headroom
