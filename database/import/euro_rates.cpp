// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Elements and their meaning: docs/imports.md 5.4.
#include <QFileInfo>
#include <QXmlStreamReader>
#include <cmath>

#include "database/errors.h"
#include "database/import/import_text.h"
#include "database/import/readers.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

constexpr const char* kTable = "exchange_rates";
constexpr int kMostRates = 300;  // there are some 180 currencies
constexpr int kDigits = 6;       // the bank prints five

struct Rate {
    QString currency;
    QString perEuro;
    qint64 line{};
};

struct Rates {
    QDate day;
    std::vector<Rate> all;
};

Rates readRates(const QByteArray& bytes, const QString& fileName) {
    Rates rates;
    QXmlStreamReader xml(bytes);
    while (!xml.atEnd() && rates.all.size() <= kMostRates) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != u"Cube") continue;
        const QXmlStreamAttributes attributes = xml.attributes();
        if (attributes.hasAttribute(u"time"_s)) {
            // The first day of a longer file is the newest.
            if (rates.day.isValid()) return rates;
            rates.day = QDate::fromString(attributes.value(u"time"_s).toString(), Qt::ISODate);
        }
        if (!attributes.hasAttribute(u"currency"_s)) continue;
        rates.all.push_back({attributes.value(u"currency"_s).toString(),
                             attributes.value(u"rate"_s).toString(), xml.lineNumber()});
    }
    if (xml.hasError() || rates.all.size() > kMostRates) {
        throw FileError(Database::tr("“%1” is not the complete list of euro rates: it goes wrong "
                                     "on line %2. Fetch it again.")
                            .arg(shortened(fileName), QString::number(xml.lineNumber())),
                        xml.errorString());
    }
    return rates;
}

/// Units of the currency for one euro; nothing when the text is no positive number.
std::optional<double> rateOf(const Rate& rate) {
    bool ok = false;
    const double value = rate.perEuro.toDouble(&ok);
    return ok && std::isfinite(value) && value > 0 ? std::optional(value) : std::nullopt;
}

std::string rounded(double usdPerUnit) {
    return numberText(QString::number(usdPerUnit, 'g', kDigits).toDouble());
}

}  // namespace

ImportSource readEuroRates(const QByteArray& bytes, const QString& fileName,
                           const ImportContext& context) {
    requireText(bytes, fileName, kLargestJson);
    const Rates rates = readRates(bytes, fileName);
    std::optional<double> dollars;
    for (const Rate& rate : rates.all) {
        if (rate.currency == u"USD") dollars = rateOf(rate);
    }
    if (!dollars || !rates.day.isValid()) {
        throw FileError(Database::tr("“%1” does not tell the day or the rate of the US dollar, "
                                     "which the catalog counts in. Fetch it again.")
                            .arg(shortened(fileName)));
    }
    ImportSource source;
    source.kind = Database::tr("euro reference rates");
    source.file = QFileInfo(fileName).fileName();
    ImportContext dated = context;
    dated.asOf = rates.day;
    const Row provenance = priceProvenance(
        dated, kTable, sourceText(context, source.file, Database::tr("European Central Bank")));
    const auto propose = [&](const QString& currency, qint64 line) -> ProposedRow& {
        ProposedRow row;
        row.table = kTable;
        row.origin = Database::tr("line %1").arg(line);
        row.row.set("currency", currency.toStdString());
        row.withPrice = provenance;
        return source.rows.emplace_back(std::move(row));
    };
    propose(u"EUR"_s, 1).row.set("usd_per_unit", rounded(*dollars));
    for (const Rate& rate : rates.all) {
        if (rate.currency == u"USD") continue;
        ProposedRow& row = propose(rate.currency, rate.line);
        if (const auto perEuro = rateOf(rate)) {
            row.row.set("usd_per_unit", rounded(*dollars / *perEuro));
        } else {
            row.refusal = Database::tr("the rate “%1” is no positive number. Correct the file.")
                              .arg(shortened(rate.perEuro));
        }
    }
    return source;
}

}  // namespace headroom
