// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <span>
#include <type_traits>
#include <vector>

#include "core/scenario/fields.h"

namespace headroom {

/// The parts of `fields()`, one per file; private to core/scenario.
std::span<const Field> documentFields();
std::span<const Field> modelFields();
std::span<const Field> indexFields();
std::span<const Field> workloadFields();
std::span<const Field> trainingFields();
std::span<const Field> privacyFields();
std::span<const Field> placeFields();
std::span<const Field> financeFields();
std::span<const Field> ownershipFields();
std::span<const Field> rentFields();
std::span<const Field> financingFields();
std::span<const Field> uncertaintyFields();
std::span<const Field> weightFields();

/// One table from several, in order.
std::vector<Field> joined(std::initializer_list<std::span<const Field>> parts);

/// The choices of an enumeration, in the order of its enumerators.
std::span<const Choice> choicesOf(EngineChoice);
std::span<const Choice> choicesOf(CachePlan);
std::span<const Choice> choicesOf(CompanionRole);
std::span<const Choice> choicesOf(VectorType);
std::span<const Choice> choicesOf(IndexPlace);
std::span<const Choice> choicesOf(FineTuneMethod);
std::span<const Choice> choicesOf(AdapterTargets);
std::span<const Choice> choicesOf(AdapterType);
std::span<const Choice> choicesOf(Optimiser);
std::span<const Choice> choicesOf(TrainingPrecision);
std::span<const Choice> choicesOf(Sharding);
std::span<const Choice> choicesOf(TrainingAttention);
std::span<const Choice> choicesOf(DataPlacement);
std::span<const Choice> choicesOf(CustomerClass);
std::span<const Choice> choicesOf(DisplayUse);
std::span<const Choice> choicesOf(ApiComparison);
std::span<const Choice> choicesOf(ProductStage);
std::span<const Choice> choicesOf(FinancingChoice);
std::span<const Choice> choicesOf(DepreciationMethod);
std::span<const Choice> currencyChoices();

namespace field_access {

/// Rounds to the nearest int and saturates; NaN becomes the smallest int, which every field's
/// range rejects.
int saturatedInt(double value);
/// Position of `id` in `choices`; throws std::invalid_argument when it is none of them.
std::size_t choiceIndex(std::span<const Choice> choices, const std::string& id);

inline FieldValue toValue(double value) {
    return value;
}
inline FieldValue toValue(int value) {
    return static_cast<double>(value);
}
inline FieldValue toValue(bool value) {
    return value;
}
inline FieldValue toValue(const std::string& value) {
    return value;
}
inline FieldValue toValue(const Currency& value) {
    return value.code();
}
FieldValue toValue(const std::vector<Companion>& value);
FieldValue toValue(const std::vector<UncertainInput>& value);
FieldValue toValue(const std::vector<InputCorrelation>& value);
template <class Tag>
FieldValue toValue(Quantity<Tag> value) {
    return value.value;
}
template <class T>
FieldValue toValue(const std::optional<T>& value) {
    return value ? toValue(*value) : FieldValue{};
}
template <class Enum>
requires std::is_enum_v<Enum> FieldValue toValue(Enum value) {
    return std::string(choicesOf(value)[static_cast<std::size_t>(value)].id);
}

inline void assign(double& target, const FieldValue& value) {
    target = std::get<double>(value);
}
inline void assign(int& target, const FieldValue& value) {
    target = saturatedInt(std::get<double>(value));
}
inline void assign(bool& target, const FieldValue& value) {
    target = std::get<bool>(value);
}
inline void assign(std::string& target, const FieldValue& value) {
    target = std::get<std::string>(value);
}
inline void assign(Currency& target, const FieldValue& value) {
    target = Currency{std::get<std::string>(value)};
}
void assign(std::vector<Companion>& target, const FieldValue& value);
void assign(std::vector<UncertainInput>& target, const FieldValue& value);
void assign(std::vector<InputCorrelation>& target, const FieldValue& value);
template <class Tag>
void assign(Quantity<Tag>& target, const FieldValue& value) {
    target = Quantity<Tag>{std::get<double>(value)};
}
template <class T>
void assign(std::optional<T>& target, const FieldValue& value) {
    if (std::holds_alternative<std::monostate>(value)) {
        target.reset();
    } else {
        assign(target.emplace(), value);
    }
}
template <class Enum>
requires std::is_enum_v<Enum>
void assign(Enum& target, const FieldValue& value) {
    target = static_cast<Enum>(choiceIndex(choicesOf(Enum{}), std::get<std::string>(value)));
}

template <class T>
inline constexpr bool isOptional = false;
template <class T>
inline constexpr bool isOptional<std::optional<T>> = true;

/// Completes a descriptor with the accessors of the member at the end of `Path`, a chain of
/// pointers to members that starts in Scenario.
template <auto... Path>
Field bound(Field field) {
    using Member = std::remove_cvref_t<decltype((std::declval<Scenario&>().*....*Path))>;
    field.get = [](const Scenario& scenario) { return toValue((scenario.*....*Path)); };
    field.set = [](Scenario& scenario, const FieldValue& value) {
        assign((scenario.*....*Path), value);
    };
    field.optional = isOptional<Member>;
    if constexpr (std::is_enum_v<Member>) field.choices = choicesOf(Member{});
    return field;
}

}  // namespace field_access
}  // namespace headroom
