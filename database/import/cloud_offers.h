// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "database/import/accelerator_names.h"
#include "database/import/import_source.h"
#include "database/import/provider_names.h"

namespace headroom {

/// One line of a foreign list of rented machines, in the units of the catalog.
struct CloudListing {
    QString provider;
    QString instance;
    QString region;
    QString accelerator;            ///< as the list names it
    QString hint;                   ///< what else is said of it, for AcceleratorNames::find
    double count{};                 ///< accelerators of the instance
    std::vector<double> memoryGib;  ///< readings of the memory of one accelerator
    std::optional<double> vcpus;
    std::optional<double> ramGib;
    std::optional<double> onDemandUsdPerHour;  ///< of the whole instance
    std::optional<double> spotUsdPerHour;
    int line{};
    QString refusal{};  ///< the line alone is bad
};

/// Gathers the lines of one instance in one region (zones, spot and on-demand lines) into one row
/// of cloud_prices each: the median where prices differ, which a note tells (docs/imports.md 3).
class CloudOffers {
public:
    explicit CloudOffers(const ImportContext& context);

    void add(CloudListing listing);
    /// The rows in the order of their first lines, and the remarks of the file.
    void finish(ImportSource& source, const QString& sourceText);

private:
    struct Offer {
        CloudListing first;
        std::vector<double> onDemand;
        std::vector<double> spot;
        int lines{1};
        int lastLine{};
    };
    /// A device, or why there is none.
    struct Decision {
        std::string id;
        QString refusal;
    };

    ProposedRow rowOf(const Offer& offer, const Row& provenance);
    void complete(ProposedRow& proposed, const Offer& offer, const QString& provider);
    QString providerOf(const CloudListing& listing);
    const Decision& decide(const CloudListing& listing, const QString& provider);
    AcceleratorMatch narrowed(AcceleratorMatch match, const CloudListing& listing,
                              const QString& provider);
    std::string freeId(const QString& wanted);
    /// plainKey, which lists ask again and again for a few hundred texts.
    QString plain(const QString& text);
    QString hintKey(const QString& hint);
    QString name(const QString& accelerator);  ///< its AcceleratorNames::nameKey

    const ImportContext& m_context;
    AcceleratorNames m_names;
    ProviderNames m_providers;
    std::deque<Offer> m_offers;  ///< grows to 100,000 without moving
    std::unordered_map<std::string, std::size_t> m_places;
    /// Rows of the catalog by provider, instance, region and count.
    std::unordered_map<std::string, const Row*> m_known;
    std::unordered_map<std::string, const Row*> m_regions;  ///< by provider and region
    std::unordered_map<std::string, std::string> m_kinds;   ///< kind of a provider
    /// Devices that the catalog's rows of a provider call by a name, or that an instance has.
    std::unordered_map<std::string, std::vector<std::string>> m_aliases;
    std::unordered_set<std::string> m_ids;
    std::unordered_map<std::string, Decision> m_decisions;
    QHash<QString, QString> m_providerCache;  ///< empty: the instance decides
    QHash<QString, QString> m_plain;
    QHash<QString, QString> m_nameKeys;
    QHash<QString, QString> m_hintKeys;
};

}  // namespace headroom
