// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/run_guarded.h"

#include <QCoreApplication>
#include <exception>

#include "database/errors.h"
#include "ui/dialogs/dialogs.h"

namespace headroom {

bool runGuarded(QWidget* parent, const QString& title, const std::function<void()>& action) {
    try {
        action();
        return true;
    } catch (const FileError& error) {
        dialogs().showError(parent, title, error.text(), error.details());
    } catch (const std::exception& error) {
        dialogs().showError(
            parent, title,
            QCoreApplication::translate("Dialogs",
                                        "The program met a condition that it does not know. "
                                        "Nothing was changed; report the details."),
            QString::fromUtf8(error.what()));
    }
    return false;
}

}  // namespace headroom
