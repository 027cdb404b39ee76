// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>
#include <vector>

namespace headroom {

class Connection;

/// An address that prices can be fetched from when the person asks for it (docs/imports.md 7).
struct PriceSource {
    QString id;
    QString title;
    QString address;
    QString suppliedAddress;  ///< as the program has it; empty for a source of the person's own
    bool chosen{};            ///< asked by the next refresh
    QDate fetchedOn;          ///< the last answer; null = never asked

    bool own() const { return suppliedAddress.isEmpty(); }
};

/// The sources that the program knows, as it supplies them: none is chosen.
std::vector<PriceSource> suppliedPriceSources();

// In an open catalog. Each throws FileError.

/// The supplied ones with what the person made of them, then those of their own in the order of
/// their titles.
std::vector<PriceSource> readPriceSources(const Connection& connection);
/// Stores what differs from the supplied source.
void writePriceSource(const Connection& connection, const PriceSource& source);
/// Takes away one of the person's own; a supplied one goes back to how it was supplied.
void removePriceSource(const Connection& connection, const QString& id);

/// An id that no source has, from a title.
QString freeSourceId(const QString& title, const std::vector<PriceSource>& sources);

}  // namespace headroom
