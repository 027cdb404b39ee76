// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace headroom::tests {

/// What one run of a program left behind.
struct Run {
    int code{-1};
    QByteArray out;
    QString error;
    QJsonObject json() const;
};

/// Runs a program without a display and waits for its end.
Run runProgram(const QString& program, const QStringList& arguments, const QByteArray& input = {});

/// A folder with a catalog of its own and the files a test writes there.
class Workshop {
public:
    Run cli(const QStringList& arguments, const QByteArray& input = {}) const;
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString catalogPath() const { return path(QStringLiteral("catalog.sqlite")); }
    QString write(const QString& name, const QByteArray& bytes) const;
    /// A small scenario: Llama 3.1 8B in Q4_K_M for four people over 24 months.
    QString scenario(const QByteArray& moreFields = {}) const;

private:
    QTemporaryDir m_folder;
};

/// The committed text that a command must print to the letter.
QByteArray golden(const QString& name);

}  // namespace headroom::tests
