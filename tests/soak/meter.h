// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace headroom::soak {

/// What the program holds at one moment. What the system does not tell is -1.
struct Holdings {
    double residentMib{-1};  ///< memory in RAM
    double heapMib{-1};      ///< memory in use by allocations
    int widgets{};
    int objects{};  ///< the QObjects below the windows and the application
    int windows{};  ///< top-level widgets, shown or not
    int files{-1};  ///< open file descriptors
};

/// Empties the cache of pictures and gives memory that is free back to the system first, so that
/// the figure is what is in use.
Holdings holdings();

/// Milliseconds of processor time of the calling thread; others on the machine do not count.
double threadMilliseconds();

/// Median processor milliseconds of a sort that is always the same and allocates nothing: what
/// others on the machine do to its speed, which the program cannot help.
double yardstick();

}  // namespace headroom::soak
