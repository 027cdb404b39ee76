// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>

class QWidget;

namespace headroom {

/// The one place where failures of files and databases meet the person: runs `action` and shows
/// what it throws under `title` ("Cannot Save Scenario"). Returns whether it went through.
bool runGuarded(QWidget* parent, const QString& title, const std::function<void()>& action);

}  // namespace headroom
