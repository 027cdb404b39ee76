// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>

namespace headroom {

/// Work on fewer items is done before a thread has started.
inline constexpr std::size_t kWorthAThread = 2'000;

/// Calls `work` with ranges [begin, end) that cover [0, count) once, on as many threads as there
/// are processors; returns when all are done. `work` must bear being called at the same time for
/// different ranges. An exception of the earliest range that throws is passed on.
void inParts(std::size_t count, const std::function<void(std::size_t, std::size_t)>& work);

}  // namespace headroom
