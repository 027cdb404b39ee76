// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which options the report compares, and the comparison itself.
#include <QCoreApplication>
#include <algorithm>

#include "core/units/format.h"
#include "ui/report/report_content.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t kMostOptions = 6;

QString tr(const char* text) {
    return QCoreApplication::translate("Report", text);
}

QString text(const std::string& value) {
    return QString::fromStdString(value);
}

QString engineText(EngineChoice engine) {
    switch (engine) {
        case EngineChoice::LlamaCpp:
            return u"llama.cpp"_s;
        case EngineChoice::Vllm:
            return u"vLLM"_s;
        case EngineChoice::Mlx:
            return u"MLX"_s;
        case EngineChoice::Ollama:
            return u"Ollama"_s;
        case EngineChoice::Sglang:
            return u"SGLang"_s;
        case EngineChoice::TensorRtLlm:
            return u"TensorRT-LLM"_s;
        case EngineChoice::Automatic:
            break;
    }
    return tr("the provider's");
}

QString rangeText(const Range<TokensPerSecond>& range) {
    return tr("%1\n(%2–%3)")
        .arg(text(formatSignificant(range.likely.value)), text(formatSignificant(range.low.value)),
             text(formatSignificant(range.high.value)));
}

using Cell = QString (*)(const OptionResult&);

struct Property {
    const char* label;
    Cell cell;
};

/// Not applicable: an API has no memory of ours, a rented machine no wall power of ours.
QString dash() {
    return u"–"_s;
}

QString memoryUsed(const OptionResult& result) {
    if (!result.ledger) return dash();
    const DeviceLedger total = result.ledger->total();
    return tr("%1 of %2")
        .arg(text(formatNumber(inGibibytes(total.used()), 1)),
             text(formatNumber(inGibibytes(total.usable), 1)));
}

QString memoryFree(const OptionResult& result) {
    if (!result.ledger) return dash();
    if (!result.ledger->fits()) {
        return tr("short by %1")
            .arg(text(formatNumber(-inGibibytes(result.ledger->headroom()), 1)));
    }
    return text(formatNumber(inGibibytes(result.ledger->total().free()), 1));
}

QString memorySold(const OptionResult& result) {
    if (!result.ledger) return dash();
    const DeviceLedger total = result.ledger->total();
    return tr("%1 of %2")
        .arg(text(formatNumber(inGibibytes(total.usable), 1)),
             text(formatNumber(inGibibytes(total.capacity), 1)));
}

QString kernels(const OptionResult& result) {
    return result.option.kind == OptionKind::Api ? dash() : text(kernelsText(result.cautions));
}

QString firstToken(const OptionResult& result) {
    return result.speed ? text(formatDuration(result.speed->firstTokenBusy.likely)) : unknownText();
}

QString wallPower(const OptionResult& result) {
    if (!ownsMachines(result.option.kind)) return dash();
    if (!result.power) return unknownText();
    return tr("%1 / %2").arg(text(formatNumber(result.power->states.decode.value)),
                             text(formatNumber(result.power->states.idle.value)));
}

QString energy(const OptionResult& result) {
    if (!ownsMachines(result.option.kind)) return dash();
    return result.power ? text(formatNumber(result.power->perMonth.value)) : unknownText();
}

QString money(const OptionResult& result, const Money& amount) {
    return result.cash ? text(formatMoney(amount)) : unknownText();
}

QString perMillion(const OptionResult& result, double cost) {
    return result.cash && cost > 0 ? text(formatUnitPrice({cost, result.cash->currency}))
                                   : unknownText();
}

QString judgement(const OptionResult& result) {
    if (result.feasible) return tr("passes");
    if (result.exclusions.empty()) return tr("left out");
    const Exclusion& first = result.exclusions.front();
    if (first.consequence.empty()) return plainText(first.reason);
    return plainText(first.reason + " " + first.consequence);
}

constexpr Property kProperties[] = {
    {QT_TRANSLATE_NOOP("Report", "Way"),
     [](const OptionResult& r) { return QString::fromUtf8(optionKindLabel(r.option.kind)); }},
    {QT_TRANSLATE_NOOP("Report", "Machines or instances"),
     [](const OptionResult& r) {
         return r.option.kind == OptionKind::Api ? dash() : QString::number(r.option.units);
     }},
    {QT_TRANSLATE_NOOP("Report", "Engine"),
     [](const OptionResult& r) {
         return r.option.kind == OptionKind::Api ? dash() : engineText(r.option.engine);
     }},
    {QT_TRANSLATE_NOOP("Report", "Kernels"), kernels},
    {QT_TRANSLATE_NOOP("Report", "Memory usable of sold, GiB"), memorySold},
    {QT_TRANSLATE_NOOP("Report", "Memory used of usable, GiB"), memoryUsed},
    {QT_TRANSLATE_NOOP("Report", "Memory free, GiB"), memoryFree},
    {QT_TRANSLATE_NOOP("Report", "Decode per user, tok/s (P10–P90)"),
     [](const OptionResult& r) {
         return r.speed ? rangeText(r.speed->decodePerUser) : unknownText();
     }},
    {QT_TRANSLATE_NOOP("Report", "Decode in total, tok/s (P10–P90)"),
     [](const OptionResult& r) {
         return r.speed ? rangeText(r.speed->decodeTotal) : unknownText();
     }},
    {QT_TRANSLATE_NOOP("Report", "First token, everybody busy"), firstToken},
    {QT_TRANSLATE_NOOP("Report", "Wall power busy / idle, W"), wallPower},
    {QT_TRANSLATE_NOOP("Report", "Energy a month, kWh"), energy},
    {QT_TRANSLATE_NOOP("Report", "Utilisation"),
     [](const OptionResult& r) {
         return r.speed ? text(formatPercent(r.utilisation, 1)) : unknownText();
     }},
    {QT_TRANSLATE_NOOP("Report", "Upfront"),
     [](const OptionResult& r) {
         return r.upfront ? text(formatMoney(*r.upfront)) : unknownText();
     }},
    {QT_TRANSLATE_NOOP("Report", "Total, undiscounted"),
     [](const OptionResult& r) { return money(r, r.total); }},
    {QT_TRANSLATE_NOOP("Report", "Present value"),
     [](const OptionResult& r) { return money(r, r.presentValue); }},
    {QT_TRANSLATE_NOOP("Report", "Per million tokens (LCOT)"),
     [](const OptionResult& r) { return perMillion(r, r.costPerMillionTokens); }},
    {QT_TRANSLATE_NOOP("Report", "The same, free of inflation"),
     [](const OptionResult& r) { return perMillion(r, r.realCostPerMillionTokens); }},
    {QT_TRANSLATE_NOOP("Report", "Total over tokens, per million"),
     [](const OptionResult& r) { return perMillion(r, r.plainCostPerMillionTokens); }},
    {QT_TRANSLATE_NOOP("Report", "CO2 a month, kg"),
     [](const OptionResult& r) {
         return r.carbonKilogramsPerMonth ? text(formatNumber(*r.carbonKilogramsPerMonth))
                                          : unknownText();
     }},
    {QT_TRANSLATE_NOOP("Report", "Price of"),
     [](const OptionResult& r) {
         return r.price.date.empty() ? unknownText() : plainText(r.price.date);
     }},
    {QT_TRANSLATE_NOOP("Report", "Hard rules"), judgement},
};

class OptionPicker {
public:
    explicit OptionPicker(const Evaluation& evaluation) : m_evaluation(evaluation) {}
    void add(std::size_t index) {
        const bool there = std::find(m_picked.begin(), m_picked.end(), index) != m_picked.end();
        if (index < m_evaluation.options.size() && !there && m_picked.size() < kMostOptions) {
            m_picked.push_back(index);
        }
    }
    /// The same machine in another number, the same offer in another tier is not something else.
    bool repeats(std::size_t index) const {
        const std::string& id = m_evaluation.options[index].option.catalogId;
        return std::any_of(m_picked.begin(), m_picked.end(), [&](std::size_t other) {
            return m_evaluation.options[other].option.catalogId == id;
        });
    }
    std::vector<std::size_t> inOrder() {
        std::sort(m_picked.begin(), m_picked.end());
        return m_picked;
    }

private:
    const Evaluation& m_evaluation;
    std::vector<std::size_t> m_picked;
};

}  // namespace

std::vector<std::size_t> reportOptions(const Evaluation& evaluation) {
    OptionPicker picker(evaluation);
    for (const std::size_t index : evaluation.highlights) picker.add(index);
    for (const BreakEvenPair& pair : evaluation.breakEvens) {
        picker.add(pair.candidate);
        picker.add(pair.reference);
    }
    const std::vector<OptionResult>& options = evaluation.options;
    for (const OptionKind kind : kAllKinds) {
        const auto best = std::find_if(options.begin(), options.end(), [&](const auto& result) {
            return result.feasible && result.option.kind == kind;
        });
        if (best != options.end()) {
            picker.add(static_cast<std::size_t>(best - options.begin()));
        }
    }
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (!picker.repeats(i)) picker.add(i);
    }
    return picker.inOrder();
}

ReportTable comparisonTable(const ReportContext& context) {
    ReportTable table;
    table.columns.push_back({QString(), 1.35, false});
    for (const std::size_t index : context.options) {
        table.columns.push_back(
            {plainText(context.evaluation.options[index].option.name), 1, true});
    }
    for (const Property& property : kProperties) {
        QStringList row{tr(property.label)};
        for (const std::size_t index : context.options) {
            row.append(property.cell(context.evaluation.options[index]));
        }
        if (std::string_view(property.label) == "Present value") {
            table.emphasised.push_back(static_cast<int>(table.rows.size()));
        }
        table.rows.push_back(row);
    }
    return table;
}

void addComparison(ReportPart& part, const ReportContext& context) {
    part.heading = tr("The options side by side");
    if (context.options.empty()) {
        part.paragraph(tr("The catalog has no option for this scenario."));
        return;
    }
    part.muted(tr("Amounts over %1 months. A dash means that the figure does not apply: the "
                  "provider's memory and power are not yours.")
                   .arg(context.scenario.finance.horizonMonths));
    part.table(comparisonTable(context));
}

}  // namespace headroom
