// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/units/number_style.h"

namespace headroom::tests {

/// A style of numbers while this lives.
class Styled {
public:
    explicit Styled(const NumberStyle& style) { setNumberStyle(style); }
    ~Styled() { setNumberStyle({}); }
    Styled(const Styled&) = delete;
    Styled& operator=(const Styled&) = delete;
};

}  // namespace headroom::tests
