// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <stdexcept>

namespace headroom {

/// The one family of I/O failures: `text` is a sentence with its remedy, fit for a dialog;
/// `details` is the technical text behind "Show Details".
class FileError : public std::runtime_error {
public:
    FileError(QString text, QString details = {})
        : std::runtime_error(text.toStdString()),
          m_text(std::move(text)),
          m_details(std::move(details)) {}
    const QString& text() const { return m_text; }
    const QString& details() const { return m_details; }

private:
    QString m_text;
    QString m_details;
};

}  // namespace headroom
