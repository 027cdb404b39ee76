// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>
#include <span>

#include "core/units/number_style.h"

namespace headroom {

/// How a locale writes numbers and puts the currency. A locale with digits of its own keeps the
/// form of the C locale: half of a number in other digits would be worse.
NumberStyle numberStyleOf(const QLocale& locale);

/// Names of locales that one can choose the form of numbers by, beside that of the system, which is
/// the empty name.
std::span<const char* const> numberLocales();
/// "1,234.5 · $1,234": what a form looks like.
QString numberExample(const QLocale& locale);

/// What the settings say; empty = as the system.
QString savedNumberLocale();
void saveNumberLocale(const QString& name);
/// Makes it the form of inputs, pages and reports. For the start of the program.
void applyNumberLocale(const QString& name);

}  // namespace headroom
