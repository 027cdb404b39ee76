// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/cell_text.h"

#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

QString cellTextProblem(const QString& columnTitle, std::string_view text) {
    if (text.size() > kLongestCell) {
        return Database::tr("%1 has %2 bytes, more than the %3 of any catalog text. Shorten it.")
            .arg(columnTitle, QString::number(text.size()), QString::number(kLongestCell));
    }
    if (text.find('\0') != std::string_view::npos) {
        return Database::tr("%1 holds a NUL, which no text has. Remove it.").arg(columnTitle);
    }
    return {};
}

bool steersReader(QChar c) {
    const char16_t code = c.unicode();
    const bool control = code < 0x20 || (code >= 0x7f && code < 0xa0);
    const bool direction = code == 0x061c || code == 0x200e || code == 0x200f ||
                           (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
    return control || direction || code == 0x2028 || code == 0x2029;
}

}  // namespace headroom
