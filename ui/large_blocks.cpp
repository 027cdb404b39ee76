// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/large_blocks.h"

#include <cstdlib>  // says whether the C library is glibc

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace headroom {

void returnLargeBlocks() {
#ifdef __GLIBC__
    // Set by hand, the limit no longer moves; a block of this size is worth a mapping.
    constexpr int kLargeBlockBytes = 1 << 20;
    mallopt(M_MMAP_THRESHOLD, kLargeBlockBytes);
#endif
}

}  // namespace headroom
