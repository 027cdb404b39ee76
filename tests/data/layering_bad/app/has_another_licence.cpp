// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: MIT
#include <string>
