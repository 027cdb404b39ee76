// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <cstdlib>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace headroom::tests {

/// The administrator may write everywhere; where the tests run as one, what is tested runs as a
/// user without rights, so that read-only means read-only.
class Unprivileged {
public:
    Unprivileged() {
#ifdef Q_OS_UNIX
        constexpr uid_t kNobody = 65534;
        m_lowered = geteuid() == 0 && seteuid(kNobody) == 0;
#endif
    }
    ~Unprivileged() {
#ifdef Q_OS_UNIX
        if (m_lowered && seteuid(0) != 0) std::abort();
#endif
    }
    Unprivileged(const Unprivileged&) = delete;
    Unprivileged& operator=(const Unprivileged&) = delete;

private:
    bool m_lowered{};
};

}  // namespace headroom::tests
