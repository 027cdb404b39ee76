// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string>
#include <vector>

namespace headroom::tests {

using namespace Qt::Literals::StringLiterals;

/// What others may put into a cell in the hope that a program obeys it.
inline const std::vector<std::string>& hostileTexts() {
    static const std::vector<std::string> texts{
        "<img src=\"file:///etc/passwd\"><a href='file:///etc/shadow'>x</a>",
        "=cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "+1+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "\t=1+1",
        "\r=1+1",
        "a\x1b[2J\x1b[1;1H\x1b]8;;file:///etc/passwd\x1b\\link\x1b]8;;\x1b\\",
        "a\x07\x08\x7f\xc2\x9b"  // BEL, BS, DEL, and CSI of eight bits (U+009B)
        "2J",
        "abc\xe2\x80\xae"                     // right-to-left override U+202E
        "gpj.exe\xe2\x81\xa6 x\xe2\x81\xa9",  // isolate U+2066, its end U+2069
        "first line\nsecond, \"quoted\"\tline\r\nthird",
        "\xed\xa0\x80 half a pair, \xff\xfe no UTF-8",
    };
    return texts;
}
/// What no cell can hold.
inline const std::vector<std::string>& refusedTexts() {
    static const std::vector<std::string> texts{std::string("a\0b", 3),
                                                std::string(1'048'576, 'x')};
    return texts;
}

/// The first character of an output that a terminal or reader obeys; empty when there is none.
/// Lines are part of every output; `tabs` where they are, too.
inline QString steering(const QByteArray& output, bool tabs = false) {
    const QString text = QString::fromUtf8(output);
    for (const QChar c : text) {
        const char16_t code = c.unicode();
        if (code == u'\n' || (tabs && (code == u'\t' || code == u'\r'))) continue;
        const bool control = code < 0x20 || (code >= 0x7f && code < 0xa0);
        const bool direction = code == 0x061c || (code >= 0x200e && code <= 0x200f) ||
                               (code >= 0x202a && code <= 0x202e) ||
                               (code >= 0x2066 && code <= 0x2069);
        if (control || direction) return u"U+%1"_s.arg(code, 4, 16, QChar(u'0'));
    }
    return {};
}

}  // namespace headroom::tests
