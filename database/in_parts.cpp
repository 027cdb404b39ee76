// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/in_parts.h"

#include <algorithm>
#include <future>
#include <thread>
#include <vector>

namespace headroom {

void inParts(std::size_t count, const std::function<void(std::size_t, std::size_t)>& work) {
    const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t parts = std::clamp<std::size_t>(count / kWorthAThread, 1, processors);
    std::vector<std::future<void>> others;
    for (std::size_t part = 1; part < parts; ++part) {
        others.push_back(
            std::async(std::launch::async, work, count * part / parts, count * (part + 1) / parts));
    }
    work(0, count / parts);
    for (std::future<void>& other : others) other.get();
}

}  // namespace headroom
