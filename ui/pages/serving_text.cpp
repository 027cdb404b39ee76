// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/serving_text.h"

#include <QCoreApplication>

#include "core/units/format.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double kSecondsPerHour = 3600;

QString tr(const char* text) {
    return QCoreApplication::translate("ServingPanel", text);
}

QString time(Seconds duration) {
    return QString::fromStdString(formatDuration(duration));
}
QString share(double value) {
    return QString::fromStdString(formatPercent(value, value < 0.1 ? 1 : 0));
}
QString figure(double value) {
    return QString::fromStdString(formatSignificant(value));
}
QString count(double value) {
    return QString::fromStdString(formatNumber(value));
}
/// Requests a second below one are hard to picture.
QString rate(double perSecond) {
    return perSecond < 1 ? tr("%1 requests an hour").arg(figure(perSecond * kSecondsPerHour))
                         : tr("%1 requests a second").arg(figure(perSecond));
}

QString limitsSentence(const ServingStudy& study, const ServingSlo& slo) {
    const Range<double>& day = study.largest->requestsPerDay;
    const QString kept = share(slo.share);
    if (!(day.likely > 0)) {
        return tr("No load keeps %1 of the requests within what is asked: some are too slow alone.")
            .arg(kept);
    }
    if (study.largest->fullHouse) {
        return tr("What is asked is kept up to a full house, %1 requests a day with the same "
                  "busiest hour; beyond it people would wait without end.")
            .arg(count(day.likely));
    }
    return tr("The largest load that keeps %1 of the requests within what is asked is %2 requests "
              "a day (%3 to %4), with the same busiest hour.")
        .arg(kept, count(day.likely), count(day.low), count(day.high));
}

QString replicasSentence(const ReplicasNeeded& needed) {
    if (!needed.replicas) {
        return tr("No number of machines up to 64 keeps the load within what is asked.");
    }
    return *needed.replicas == 1 ? tr("One machine is enough for the load.")
                                 : tr("%1 machines are needed for the load.").arg(*needed.replicas);
}

QString overflowSentence(const OverflowPrice& overflow) {
    if (overflow.requestsPerMonth <= 0) {
        return tr("Nobody waits too long, so nothing would overflow to a hosted API.");
    }
    const QString amount =
        tr("Requests that wait longer could go to a hosted API: %1 of them, %2 a month")
            .arg(share(overflow.share), count(overflow.requestsPerMonth));
    if (!overflow.perMonth) {
        return tr("%1; what you ask for allows no API.").arg(amount);
    }
    return tr("%1, for %2 a month at %3.")
        .arg(amount, QString::fromStdString(formatMoney(*overflow.perMonth)),
             QString::fromStdString(overflow.name));
}

CurveChartData byLoad() {
    CurveChartData data;
    data.subtitle = tr("simulated · random arrivals and lengths");
    data.xTitle = tr("Load");
    data.xUnit = tr("% of a full house");
    data.yUnit = u"s"_s;
    data.names = {tr("P50"), tr("P95"), tr("P99")};
    return data;
}

void addPoints(const ServingStudy& study, const LatencySummary ServingResult::*latency,
               double scale, CurveChartData& data) {
    for (const SweepPoint& point : study.sweep) {
        const LatencySummary& figures = point.result.*latency;
        data.points.push_back({point.houseShare * 100, figures.p50.value * scale,
                               figures.p95.value * scale, figures.p99.value * scale});
    }
}

/// The busiest hour on the P95 line, where it is not beyond the chart.
void markLoad(const ServingStudy& study, CurveChartData& data) {
    const double load = study.outline.load() * 100;
    for (std::size_t i = 1; i < data.points.size(); ++i) {
        const CurvePoint& before = data.points[i - 1];
        const CurvePoint& next = data.points[i];
        if (load < before.x || load > next.x) continue;
        const double part = (load - before.x) / (next.x - before.x);
        data.marks.push_back(
            {load, before.likely + part * (next.likely - before.likely), tr("your busiest hour")});
        return;
    }
}

}  // namespace

QString outlineText(const ServingOutline& outline) {
    return tr("The busiest hour brings %1. A full house finishes %2, with at most %3 at a time on "
              "each machine: the load is %4 of that.")
        .arg(rate(outline.peakPerSecond), rate(outline.housePerSecond), count(outline.running),
             share(outline.load()));
}

TextTable latencyTable(const ServingResult& peak) {
    TextTable table;
    table.columns = {{tr("In the busiest hour"), {}, false},
                     {tr("Mean"), {}, true},
                     {tr("P50"), {}, true},
                     {tr("P95"), {}, true},
                     {tr("P99"), {}, true}};
    const auto add = [&](const QString& name, const LatencySummary& latency) {
        table.rows.push_back(
            {name, time(latency.mean), time(latency.p50), time(latency.p95), time(latency.p99)});
    };
    add(tr("Wait before a request starts"), peak.wait);
    add(tr("First token"), peak.firstToken);
    add(tr("Between tokens"), peak.perToken);
    add(tr("Whole answer"), peak.endToEnd);
    table.why = [](int row, int column) -> std::optional<WhyTarget> {
        if (column == 0) return std::nullopt;
        const QStringList lines{u"Wait before a request starts"_s, u"First token"_s,
                                u"Between tokens"_s, u"Whole answer"_s};
        return WhyTarget{WorkingPart::Serving, lines.value(row), {}, lines.value(row)};
    };
    return table;
}

QStringList servingSentences(const ServingStudy& study, const ServingSlo& slo,
                             const std::optional<OverflowPrice>& overflow) {
    const ServingResult& peak = study.peak;
    QStringList lines;
    lines << tr("Somebody waits %1 of the time, %2 requests on average and %3 at most; places are "
                "taken %4, the cache %5, and the machine is busy %6 of the time.")
                 .arg(share(peak.queue.nonEmptyShare),
                      QString::fromStdString(formatNumber(peak.queue.mean, 2)),
                      count(peak.queue.longest), share(peak.utilisation.allocated),
                      share(peak.utilisation.cache), share(peak.utilisation.busy));
    if (peak.refused > 0) {
        lines << tr("%1 of %2 requests are refused: their prompts leave no room for an answer.")
                     .arg(count(static_cast<double>(peak.refused)),
                          count(static_cast<double>(peak.arrived)));
    }
    if (!slo.firstToken && !slo.speed) {
        lines << tr(
            "Ask for a time to the first token or a speed, and the largest load that keeps "
            "it is found.");
        return lines;
    }
    lines << tr("%1 of the requests are within what is asked, %2.")
                 .arg(share(peak.goodShare), rate(peak.goodPerSecond));
    if (study.largest) lines << limitsSentence(study, slo);
    if (study.needed) lines << replicasSentence(*study.needed);
    if (overflow) lines << overflowSentence(*overflow);
    return lines;
}

CurveChartData firstTokenByLoad(const ServingStudy& study, const ServingSlo& slo) {
    CurveChartData data = byLoad();
    data.title = tr("How long do people wait?");
    data.fileName = u"headroom-first-token-by-load"_s;
    data.yTitle = tr("First token");
    data.role = theme::Role::Kv;
    addPoints(study, &ServingResult::firstToken, 1, data);
    if (slo.firstToken) {
        data.limit = slo.firstToken->value;
        data.limitText = tr("within %1").arg(time(*slo.firstToken));
    }
    markLoad(study, data);
    if (!study.sweep.empty()) {
        data.finding = tr("95 of 100 first tokens come within %1 at a load of %2 and within %3 at "
                          "%4.")
                           .arg(time(study.sweep.front().result.firstToken.p95),
                                share(study.sweep.front().houseShare),
                                time(study.sweep.back().result.firstToken.p95),
                                share(study.sweep.back().houseShare));
    }
    return data;
}

CurveChartData perTokenByLoad(const ServingStudy& study, const ServingSlo& slo) {
    CurveChartData data = byLoad();
    data.title = tr("How slow do answers get?");
    data.fileName = u"headroom-token-time-by-load"_s;
    data.yTitle = tr("Between tokens");
    data.yUnit = u"ms"_s;
    data.role = theme::Role::Accent;
    addPoints(study, &ServingResult::perToken, 1e3, data);
    if (slo.speed) {
        data.limit = 1e3 / slo.speed->value;
        data.limitText = tr("at least %1").arg(QString::fromStdString(formatRate(*slo.speed)));
    }
    markLoad(study, data);
    if (!study.sweep.empty()) {
        data.finding =
            tr("95 of 100 answers have at most %1 between their tokens at a load of %2 and %3 at "
               "%4.")
                .arg(time(study.sweep.front().result.perToken.p95),
                     share(study.sweep.front().houseShare),
                     time(study.sweep.back().result.perToken.p95),
                     share(study.sweep.back().houseShare));
    }
    return data;
}

}  // namespace headroom
