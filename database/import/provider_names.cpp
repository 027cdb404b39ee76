// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/import/provider_names.h"

#include <algorithm>
#include <utility>

#include "database/import/import_text.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

/// Abbreviations of the lists that no rule can undo (docs/imports.md 3).
constexpr std::pair<QStringView, QStringView> kAbbreviations[] = {
    {u"gcp", u"googlecloud"},
    {u"oci", u"oraclecloud"},
    {u"do", u"digitalocean"},
    {u"lambdalabs", u"lambda"},
};
/// Words that lists add to a provider's name or leave out.
constexpr QStringView kCompanyWords[] = {u"ai", u"cloud", u"labs", u"inc", u"api", u"platform"};

/// Letters and digits alone: "vast.ai" and "vastai" are one.
QString joined(const QString& name) {
    return plainKey(name).remove(u'-');
}

bool isCompanyWord(const QString& word) {
    return std::any_of(std::begin(kCompanyWords), std::end(kCompanyWords),
                       [&](QStringView known) { return known == word; });
}

/// Words of `all` that `some` lacks; nothing in common gives all of them.
QStringList without(const QStringList& all, const QStringList& some) {
    QStringList rest;
    for (const QString& word : all) {
        if (!some.contains(word)) rest << word;
    }
    return rest;
}

/// Every word of the given name is in the known one, or the given one adds company words alone.
bool describes(const QStringList& given, const QStringList& known) {
    if (given.isEmpty() || known.isEmpty()) return false;
    if (without(given, known).isEmpty()) return true;
    const QStringList added = without(given, known);
    return without(known, given).isEmpty() &&
           std::all_of(added.begin(), added.end(), isCompanyWord);
}

}  // namespace

ProviderNames::ProviderNames(const std::vector<Row>& rows) {
    QSet<QString> seen;
    for (const Row& row : rows) {
        const QString name = QString::fromStdString(row.text("provider"));
        if (name.isEmpty() || seen.contains(name)) continue;
        seen.insert(name);
        m_names << name;
    }
}

QString ProviderNames::match(const QString& name, const QString& hint) const {
    QString wanted = joined(name);
    for (const auto& [abbreviation, full] : kAbbreviations) {
        if (abbreviation == wanted) wanted = full.toString();
    }
    for (const QString& known : m_names) {
        if (joined(known) == wanted) return known;
    }
    const QStringList words = plainWords(name);
    QStringList candidates;
    for (const QString& known : m_names) {
        if (describes(words, plainWords(known))) candidates << known;
    }
    if (candidates.size() > 1) {
        const QStringList hints = plainWords(hint);
        QStringList fitting;
        for (const QString& known : candidates) {
            if (without(without(plainWords(known), words), hints).isEmpty()) fitting << known;
        }
        candidates = fitting;
    }
    return candidates.size() == 1 ? candidates.front() : name;
}

}  // namespace headroom
