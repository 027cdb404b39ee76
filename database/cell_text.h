// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string_view>

namespace headroom {

/// Bytes of UTF-8 that a cell of the catalog may have; the longest supplied one has 809.
inline constexpr std::size_t kLongestCell = 10'000;

/// Why no column can hold the text, a sentence that begins with the column's title: it is too long
/// or holds a NUL; empty when it can. Other hostile text (markup, formulas, terminal escapes,
/// direction marks) stays text: every view and every export disarms it (docs/catalog_files.md 6).
QString cellTextProblem(const QString& columnTitle, std::string_view text);

/// Whether a terminal or a reader obeys the character instead of showing it: control characters,
/// tab and line ends among them, direction marks and the separators of Unicode.
bool steersReader(QChar c);

}  // namespace headroom
