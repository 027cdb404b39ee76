// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/answer_page_text.h"

#include <QCoreApplication>
#include <QDate>
#include <QLocale>
#include <algorithm>
#include <array>

#include "core/units/format.h"
#include "ui/widgets/counted.h"

namespace headroom::answer {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("AnswerPage", text);
}

QString text(const std::string& string) {
    return QString::fromStdString(string);
}

bool fails(const OptionResult& result, Constraint constraint) {
    return std::any_of(
        result.exclusions.begin(), result.exclusions.end(),
        [=](const Exclusion& exclusion) { return exclusion.constraint == constraint; });
}

Tone toneFor(const OptionResult& result, std::initializer_list<Constraint> constraints) {
    return std::any_of(constraints.begin(), constraints.end(),
                       [&](Constraint constraint) { return fails(result, constraint); })
               ? Tone::Bad
               : Tone::Plain;
}

Figure presentValueFigure(const OptionResult& result, const Finance& finance) {
    Figure figure{counted(finance.horizonMonths, tr("1 month, present value"),
                          tr("%1 months, present value")),
                  tr("price unknown"),
                  Tone::Muted,
                  {}};
    if (result.cash) {
        figure.value = text(formatMoney(result.presentValue));
        figure.tone = toneFor(result, {Constraint::Capital, Constraint::Monthly});
        figure.tip = tr("%1 in all, not discounted").arg(text(formatMoney(result.total)));
    }
    return figure;
}

Figure unitCostFigure(const OptionResult& result) {
    Figure figure{tr("per million tokens"), tr("price unknown"), Tone::Muted, {}};
    if (result.cash && result.costPerMillionTokens > 0) {
        figure.value = text(formatUnitPrice(
            {.amount = result.costPerMillionTokens, .currency = result.cash->currency}));
        figure.tone = Tone::Plain;
        figure.tip =
            tr("Levelised: present value of the cost over present value of the tokens, "
               "prompts and answers together");
    } else if (result.cash) {
        figure.value = tr("no tokens");
    }
    return figure;
}

Figure memoryFigure(const OptionResult& result) {
    if (!result.ledger) return {tr("memory free"), tr("the provider’s"), Tone::Muted, {}};
    const Ledger& ledger = *result.ledger;
    if (!ledger.fits()) {
        return {
            tr("memory short by"), text(formatGib(-ledger.headroom())), Tone::Bad,
            tr("On the tightest device; the largest part is %1").arg(text(ledger.bindingTerm()))};
    }
    const DeviceLedger total = ledger.total();
    return {tr("memory free"), text(formatGib(total.free())), Tone::Plain,
            tr("%1 of %2 used").arg(text(formatGib(total.used())), text(formatGib(total.usable)))};
}

Figure speedFigure(const OptionResult& result, const Workload& workload) {
    Figure figure{workload.concurrentUsers == 1
                      ? tr("decode speed")
                      : tr("per user, %1 busy").arg(workload.concurrentUsers),
                  tr("not published"),
                  Tone::Muted,
                  {}};
    if (!result.speed) return figure;
    const Range<TokensPerSecond>& rate = result.speed->decodePerUser;
    figure.value = text(formatRate(rate.likely));
    figure.tone = toneFor(result, {Constraint::Speed});
    if (figure.tone == Tone::Bad && workload.minimumSpeed) {
        figure.value = tr("%1 of %2")
                           .arg(text(formatSignificant(rate.likely.value)),
                                text(formatRate(*workload.minimumSpeed)));
    }
    figure.tip = tr("Probably between %1 and %2; bound by %3")
                     .arg(text(formatRate(rate.low)), text(formatRate(rate.high)),
                          text(result.speed->bound));
    return figure;
}

Figure powerFigure(const OptionResult& result) {
    Figure figure{tr("wall power, busy / idle"), tr("the provider’s"), Tone::Muted, {}};
    if (ownsMachines(result.option.kind)) figure.value = tr("unknown");
    if (!result.power) return figure;
    const PowerStates& states = result.power->states;
    figure.value =
        tr("%1 / %2").arg(text(formatNumber(states.decode.value)), text(formatWatts(states.idle)));
    figure.tone = toneFor(result, {Constraint::Power});
    figure.tip = states.measured ? tr("From the catalog row") : tr("By rule from the TDP");
    return figure;
}

QString perHour(const OptionResult& result, const CloudOffer& offer) {
    const auto price = offer.price(result.option.tier);
    if (!price) return tr("price unknown");
    const QString hourly = text(formatUnitPrice(*price));
    switch (result.option.tier) {
        case RentTier::OnDemand:
            return tr("%1 an hour, on demand").arg(hourly);
        case RentTier::Spot:
            return tr("%1 an hour, spot").arg(hourly);
        case RentTier::Reserved1Year:
            return tr("%1 an hour, reserved 1 year").arg(hourly);
        case RentTier::Reserved3Years:
            return tr("%1 an hour, reserved 3 years").arg(hourly);
    }
    Q_UNREACHABLE();
}

QString titleOf(Constraint constraint) {
    switch (constraint) {
        case Constraint::Support:
            return tr("Not supported");
        case Constraint::Memory:
            return tr("Memory");
        case Constraint::Privacy:
            return tr("Privacy");
        case Constraint::Power:
            return tr("Power");
        case Constraint::Heat:
            return tr("Heat");
        case Constraint::Noise:
            return tr("Noise");
        case Constraint::LeadTime:
            return tr("Delivery");
        case Constraint::Software:
            return tr("Software");
        case Constraint::FirstToken:
            return tr("First token");
        case Constraint::Speed:
            return tr("Speed");
        case Constraint::Capacity:
            return tr("Capacity");
        case Constraint::Capital:
            return tr("Capital limit");
        case Constraint::Monthly:
            return tr("Monthly limit");
        case Constraint::Price:
            return tr("Price unknown");
        case Constraint::Context:
            return tr("Context");
        case Constraint::FineTuning:
            return tr("Fine-tuning");
    }
    Q_UNREACHABLE();
}

struct Group {
    Constraint constraint{};
    std::vector<const OptionResult*> members;  ///< nearest first, as ranked
};

QString countsOf(const Group& group) {
    std::array<int, kAllKinds.size()> counts{};
    for (const OptionResult* member : group.members) {
        ++counts[static_cast<std::size_t>(member->option.kind)];
    }
    QStringList parts;
    for (const OptionKind kind : kAllKinds) {
        const int count = counts[static_cast<std::size_t>(kind)];
        if (count == 0) continue;
        const std::string_view label = optionKindLabel(kind);
        parts << tr("%1 %2").arg(QLocale().toString(count),
                                 QString::fromUtf8(label.data(), static_cast<int>(label.size())));
    }
    return parts.join(u", "_s);
}

QString sentenceOf(const Group& group) {
    const Exclusion& first = group.members.front()->exclusions.front();
    const bool same =
        std::all_of(group.members.begin(), group.members.end(), [&](const OptionResult* member) {
            return member->exclusions.front().reason == first.reason;
        });
    QString sentence = text(first.reason);
    if (!first.remedy.empty()) sentence += u' ' + text(first.remedy);
    if (same && group.members.size() > 1) return sentence;
    const QString name = text(group.members.front()->option.name);
    return group.members.size() == 1 ? tr("%1: %2").arg(name, sentence)
                                     : tr("Nearest is %1: %2").arg(name, sentence);
}

/// The same with later payments counting less.
QString discounted(const BreakEven& even) {
    switch (even.kind) {
        case BreakEven::Kind::AtMonth:
            return tr("%1 discounted").arg(text(formatMonths(even.month)));
        case BreakEven::Kind::Never:
            return tr("never when discounted");
        case BreakEven::Kind::Always:
            return tr("at once when discounted");
    }
    Q_UNREACHABLE();
}

}  // namespace

std::vector<Figure> figures(const OptionResult& result, const Scenario& scenario) {
    std::vector<Figure> all{presentValueFigure(result, scenario.finance), unitCostFigure(result),
                            memoryFigure(result), speedFigure(result, scenario.workload),
                            powerFigure(result)};
    const auto explain = [&](std::size_t index, bool known, WorkingPart part, const QString& line) {
        if (!known) return;
        all[index].why =
            WhyTarget{part, line, QString::fromStdString(result.option.id), all[index].label};
    };
    explain(0, result.cash.has_value(), WorkingPart::Cost, u"Present value"_s);
    explain(1, result.cash.has_value(), WorkingPart::Cost, u"Levelised cost"_s);
    explain(2, result.ledger.has_value(), WorkingPart::Memory, u"Free"_s);
    explain(3, result.speed.has_value(), WorkingPart::Speed, u"Each user, everybody busy"_s);
    explain(4, result.power.has_value(), WorkingPart::Power, u"Decode"_s);
    return all;
}

Figure aside(const OptionResult& result) {
    Figure figure;
    if (!result.exclusions.empty() && !result.exclusions.front().consequence.empty()) {
        figure.value = text(result.exclusions.front().consequence);
        figure.tone = Tone::Muted;
        return figure;
    }
    QStringList reasons;
    QStringList sentences;
    for (const Caution& caution : result.cautions) {
        reasons << text(caution.reason);
        sentences << text(caution.sentence);
    }
    figure.value = reasons.join(u' ');
    figure.tone = Tone::Warn;
    figure.tip = sentences.join(u' ');
    return figure;
}

QString priceLine(const OptionResult& result, const Catalog& catalog) {
    QString price = tr("price unknown");
    if (const CloudOffer* const offer = catalog.cloudOffer(result.option.catalogId);
        offer && result.option.kind == OptionKind::Rented) {
        price = perHour(result, *offer);
    } else if (const ApiOffer* const api = catalog.apiOffer(result.option.catalogId);
               api && result.option.kind == OptionKind::Api) {
        price = tr("%1 in, %2 out per million tokens")
                    .arg(text(formatUnitPrice(api->input)), text(formatUnitPrice(api->output)));
    } else if (result.upfront) {
        price = tr("%1 to buy").arg(text(formatMoney(*result.upfront)));
    }
    if (result.price.date.empty()) return tr("%1 · date unknown").arg(price);
    return tr("%1 · price of %2").arg(price, dateText(result.price.date));
}

QString dateText(const std::string& iso) {
    const QString raw = text(iso);
    // Months in the language of the sentences around them.
    const QLocale locale(QLocale::English);
    if (const QDate day = QDate::fromString(raw, Qt::ISODate); day.isValid()) {
        return locale.toString(day, u"d MMM yyyy"_s);
    }
    const QDate month = QDate::fromString(raw, u"yyyy-MM"_s);
    return month.isValid() ? locale.toString(month, u"MMM yyyy"_s) : raw;
}

QString breakEvenText(const BreakEvenPair& pair, const Evaluation& evaluation) {
    const OptionResult& reference = evaluation.options.at(pair.reference);
    const QString against = baseKind(reference.option.kind) == OptionKind::Rented
                                ? tr("renting %1").arg(text(reference.option.name))
                                : tr("calling %1").arg(text(reference.option.name));
    switch (pair.result.kind) {
        case BreakEven::Kind::AtMonth:
            return tr("Even with %1 after %2, %3.")
                .arg(against, text(formatMonths(pair.result.month)), discounted(pair.discounted));
        case BreakEven::Kind::Never:
            return tr("Not cheaper than %1 within the horizon.").arg(against);
        case BreakEven::Kind::Always:
            return tr("Cheaper than %1 from the first day.").arg(against);
    }
    Q_UNREACHABLE();
}

std::vector<LeftOut> leftOut(const Evaluation& evaluation) {
    std::vector<Group> groups;
    for (const OptionResult& result : evaluation.options) {
        if (result.feasible || result.exclusions.empty()) continue;
        const Constraint constraint = result.exclusions.front().constraint;
        const auto found = std::find_if(groups.begin(), groups.end(), [=](const Group& group) {
            return group.constraint == constraint;
        });
        (found == groups.end() ? groups.emplace_back(Group{constraint, {}}) : *found)
            .members.push_back(&result);
    }
    std::vector<LeftOut> rows;
    rows.reserve(groups.size());
    for (const Group& group : groups) {
        rows.push_back({titleOf(group.constraint), countsOf(group), sentenceOf(group),
                        text(group.members.front()->option.id)});
    }
    return rows;
}

}  // namespace headroom::answer
