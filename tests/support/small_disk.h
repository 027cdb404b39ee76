// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QStorageInfo>
#include <QTemporaryDir>

#ifdef Q_OS_LINUX
#include <sys/mount.h>
#endif

#include "tests/support/catch.h"

namespace headroom::tests {

/// A disk of its own in memory, which can be filled to the last byte or made read-only for
/// everybody, also for the administrator. Only an administrator may mount it.
class SmallDisk {
public:
    explicit SmallDisk(int megabytes) {
#ifdef Q_OS_LINUX
        const QByteArray options = "size=" + QByteArray::number(megabytes) + "m,mode=0777";
        m_mounted = mount("tmpfs", root(), "tmpfs", 0, options.constData()) == 0;
#else
        Q_UNUSED(megabytes)
#endif
        if (!m_mounted) WARN("no disk may be mounted here; nothing was tested");
    }
    ~SmallDisk() {
#ifdef Q_OS_LINUX
        if (m_mounted) umount2(root(), MNT_DETACH);
#endif
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    bool mounted() const {
        return m_mounted;
    }
    QString path(const QString& name = {}) const {
        return m_folder.filePath(name);
    }
    qint64 free() const {
        return QStorageInfo(m_folder.path()).bytesAvailable();
    }

    /// Leaves this many bytes free, in whole pages of 4096.
    void fill(qint64 left = 0) const {
        empty();
        QFile ballast(path(kBallast));
        REQUIRE(ballast.open(QIODevice::WriteOnly));
        const QByteArray block(4096, 'x');
        for (qint64 space = free() - left; space >= block.size(); space -= block.size()) {
            if (ballast.write(block) != block.size() || !ballast.flush()) break;
        }
    }
    void empty() const {
        QFile::remove(path(kBallast));
    }

    void setReadOnly(bool readOnly) const {
#ifdef Q_OS_LINUX
        REQUIRE(mount("tmpfs", root(), "tmpfs", MS_REMOUNT | (readOnly ? MS_RDONLY : 0), nullptr) ==
                0);
#else
        Q_UNUSED(readOnly)
#endif
    }

private:
    const char* root() const {
        return m_root.constData();
    }

    const QString kBallast = QStringLiteral("ballast");
    QTemporaryDir m_folder;
    QByteArray m_root = QFile::encodeName(m_folder.path());
    bool m_mounted{};
};

}  // namespace headroom::tests
