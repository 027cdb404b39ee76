// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Sound (docs/memory.md 1.1). No such section (docs/memory.md 1, 1.7). Nor this range
/// (docs/memory.md 1-2). No such page (docs/nothing.md).
