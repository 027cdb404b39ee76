// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace headroom::tests {

/// Collects what Qt says while it lives; one at a time.
class QtWarnings {
public:
    QtWarnings() {
        said().clear();
        m_former = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext&, const QString& text) { said() << text; });
    }
    ~QtWarnings() { qInstallMessageHandler(m_former); }
    QtWarnings(const QtWarnings&) = delete;
    QtWarnings& operator=(const QtWarnings&) = delete;

    QStringList of(const QString& words) const { return said().filter(words); }

private:
    static QStringList& said() {
        static QStringList texts;
        return texts;
    }
    QtMessageHandler m_former;
};

}  // namespace headroom::tests
