// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/number_locale.h"

#include <QSettings>
#include <algorithm>
#include <array>

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto kLocaleKey = "numberLocale";
constexpr std::array kLocales{"en_US", "de_DE", "fr_FR", "de_CH"};

}  // namespace

NumberStyle numberStyleOf(const QLocale& locale) {
    // The C locale of Qt puts a currency last, as no country of the program's texts does.
    if (locale.language() == QLocale::C || locale.zeroDigit() != u"0"_s) return {};
    NumberStyle style;
    style.decimalMark = locale.decimalPoint().toStdString();
    style.groupMark = locale.groupSeparator().toStdString();
    // Spanish, Polish and others write 1234 without a mark and 12 345 with one.
    style.ungroupedDigits = locale.toString(1234).size() == 4 ? 4 : 3;
    const QString price = locale.toCurrencyString(5, u"$"_s);
    style.currencyLast = price.indexOf(u'$') > price.indexOf(u'5');
    return style;
}

std::span<const char* const> numberLocales() {
    return kLocales;
}

QString numberExample(const QLocale& locale) {
    return u"%1 · %2"_s.arg(locale.toString(1234.5, 'f', 1),
                            locale.toCurrencyString(12'345.0, u"$"_s, 0));
}

QString savedNumberLocale() {
    const QString saved = QSettings().value(QLatin1String(kLocaleKey)).toString();
    const bool known = std::any_of(kLocales.begin(), kLocales.end(),
                                   [&](const char* name) { return saved == QLatin1String(name); });
    return known ? saved : QString();
}

void saveNumberLocale(const QString& name) {
    QSettings settings;
    if (name.isEmpty()) {  // a default is not written
        settings.remove(QLatin1String(kLocaleKey));
    } else {
        settings.setValue(QLatin1String(kLocaleKey), name);
    }
}

void applyNumberLocale(const QString& name) {
    QLocale::setDefault(name.isEmpty() ? QLocale::system() : QLocale(name));
    setNumberStyle(numberStyleOf(QLocale()));
}

}  // namespace headroom
