// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace headroom::cli {

/// The candidate with the fewest edits from `text`, ignoring case; "" when none is near (more than
/// a third of its letters differ and neither holds the other).
QString nearest(const QString& text, const QStringList& candidates);
/// " Did you mean “x”?", or "" when nothing is near.
QString didYouMean(const QString& text, const QStringList& candidates);

}  // namespace headroom::cli
