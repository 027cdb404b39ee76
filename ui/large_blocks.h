// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace headroom {

/// Makes every large block of memory go back to the system as soon as it is freed, where the C
/// library lets a program say so. First thing of a program that runs for hours.
///
/// glibc gives blocks of 128 KiB and more a mapping of their own, but raises that limit to the size
/// of the largest one freed so far, up to 32 MiB (mallopt(3), M_MMAP_THRESHOLD): after the first
/// draws of a risk study, draws and pictures lie in the heap among small blocks that stay, and what
/// they leave is never given back (measured in docs/benchmarks.md 6).
void returnLargeBlocks();

}  // namespace headroom
