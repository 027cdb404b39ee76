// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace headroom {

/// A page of the user guide. Its text is Markdown; pages made from tables are HTML.
struct GuidePage {
    enum class Part { Guide, Reference, Formulas };
    QString id;  ///< "tour", "inputs", "memory-formulas"
    QString title;
    Part part{};
    QString text;
    bool html{};
};

/// All pages in the order of the contents: the guide's files, the tables of inputs and of keys, the
/// formulas with their sources.
const std::vector<GuidePage>& guidePages();
/// nullptr for an unknown id.
const GuidePage* guidePage(const QString& id);
/// Where a link of a page leads: the id of a page ("cost.md", "page:inputs"), empty for none.
QString guideTarget(const GuidePage& from, const QString& link);

}  // namespace headroom
