// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include "core/evaluate.h"

namespace headroom::cli {

/// Results as JSON. Every key ends in its unit (`_bytes`, `_tokens_per_second`, `_watts`, `_usd`);
/// numbers are the core's to the last digit; what is unknown is null.
QJsonObject ledgerJson(const Ledger& ledger);
QJsonObject speedJson(const SpeedEstimate& speed);
QJsonObject powerJson(const PowerEstimate& power);
QJsonObject evaluationJson(const Scenario& scenario, const Evaluation& evaluation,
                           const Catalog& catalog, std::size_t limit);

/// "present_value" -> "present_value_usd": the currency of a key, in lower case.
QString moneyKey(const QString& name, const Currency& currency);
QString engineId(EngineChoice engine);        ///< "llama.cpp", "vllm", "sglang" ...
QString tierId(RentTier tier);                ///< "on-demand", "spot", "reserved-1y", "reserved-3y"
QString adviceId(Advice advice);              ///< "buy", "rent", "call-api", "nothing-fits"
QString clarityId(Clarity clarity);           ///< "clear", "leaning", "open"
QString constraintId(Constraint constraint);  ///< "memory", "privacy", ...
QString toQString(std::string_view text);

}  // namespace headroom::cli
