// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/scenario_defaults.h"

#include <QSettings>
#include <array>
#include <stdexcept>

#include "core/scenario/fields.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array<std::string_view, 9> kPersonal{
    "place.circuit_volts",       "place.circuit_amperes",
    "place.tariff_region",       "place.customer",
    "finance.currency",          "finance.discount_rate_per_year",
    "finance.admin_hourly_rate", "document.author",
    "document.company",
};

QString key(std::string_view fieldId) {
    return u"newScenario/"_s +
           QString::fromLatin1(fieldId.data(), static_cast<qsizetype>(fieldId.size()));
}

}  // namespace

std::span<const std::string_view> personalFields() {
    return kPersonal;
}

Scenario newScenario() {
    const QSettings settings;
    Scenario scenario;
    for (const std::string_view id : kPersonal) {
        const QVariant saved = settings.value(key(id));
        if (!saved.isValid()) continue;
        const Field& field = *findField(id);
        try {
            const std::string text = saved.toString().toStdString();
            // An empty text means no limit, where there may be none.
            field.set(scenario,
                      text.empty() && field.optional ? FieldValue{} : parseField(field, text));
        } catch (const std::invalid_argument&) {
            continue;
        }
    }
    return scenario;
}

void savePersonalFields(const Scenario& scenario) {
    const Scenario usual;
    QSettings settings;
    for (const std::string_view id : kPersonal) {
        const Field& field = *findField(id);
        const FieldValue value = field.get(scenario);
        if (value == field.get(usual)) {
            settings.remove(key(id));
        } else {
            settings.setValue(key(id), QString::fromStdString(fieldText(field, value)));
        }
    }
}

}  // namespace headroom
