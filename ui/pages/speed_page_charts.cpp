// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/speed_page_charts.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/decision/memory_question.h"
#include "core/decision/speed_question.h"
#include "core/units/format.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using theme::Role;

namespace {

/// More streams than any server is asked to run; charts stay readable.
constexpr int kMostUsers = 512;
constexpr int kDepthSteps = 24;

QString tr(const char* text) {
    return QCoreApplication::translate("SpeedPage", text);
}

QString countText(double value) {
    return QString::fromStdString(formatNumber(value));
}

QString rateText(TokensPerSecond rate) {
    return QString::fromStdString(formatRate(rate));
}

CurveChartData loadChart(const SpeedCurves& curves) {
    CurveChartData data;
    data.xTitle = tr("Users at a time");
    data.yTitle = tr("Speed");
    data.yUnit = u"tok/s"_s;
    data.doubling = true;
    data.subtitle =
        curves.mostUsers > 0
            ? tr("band P10 to P90 · the memory holds %1").arg(countText(curves.mostUsers))
            : tr("band P10 to P90 · the memory does not hold even one");
    return data;
}

const LoadPoint* at(const SpeedCurves& curves, int users) {
    const auto found = std::find_if(curves.load.begin(), curves.load.end(),
                                    [&](const LoadPoint& point) { return point.users == users; });
    return found == curves.load.end() ? nullptr : &*found;
}

/// What is asked for, as a ring.
template <class Figure>
void markAsked(const SpeedCurves& curves, const Scenario& scenario, Figure figure,
               CurveChartData& data) {
    const LoadPoint* asked = at(curves, scenario.workload.concurrentUsers);
    if (asked == nullptr) return;
    data.marks.push_back(
        {double(asked->users), figure(*asked), tr("your %1").arg(countText(asked->users))});
}

template <class T>
QStringList rangeRow(const QString& name, const Range<T>& range, std::string (*format)(T)) {
    return {name, QString::fromStdString(format(range.likely)),
            QString::fromStdString(format(range.low)), QString::fromStdString(format(range.high))};
}

}  // namespace

std::optional<SpeedCurves> speedCurves(const OptionResult& result, const Scenario& scenario,
                                       const Catalog& catalog) {
    const std::optional<SpeedRequest> request = speedRequest(result, scenario, catalog);
    const std::optional<MemoryProblem> problem = memoryProblem(result, scenario, catalog);
    if (!request || !problem) return std::nullopt;
    const WeightBytes weights = weightBytes(*request->model, *request->weights, request->engine);
    const int asked = scenario.workload.concurrentUsers;
    SpeedCurves curves;
    curves.mostUsers = mostSlots(*problem, catalog);
    const int most = std::clamp(std::max(curves.mostUsers, asked), 1, kMostUsers);
    curves.load = loadCurve(*request, weights, loadSteps(most, asked), catalog);
    curves.knee = kneeOf(curves.load);
    curves.depth = depthCurve(*request, weights, request->model->maxContext, kDepthSteps, catalog);
    return curves;
}

CurveChartData perUserChart(const SpeedCurves& curves, const Scenario& scenario) {
    CurveChartData data = loadChart(curves);
    data.title = tr("How fast is it for each user?");
    data.fileName = u"headroom-speed-per-user"_s;
    data.yTitle = tr("Speed of each");
    for (const LoadPoint& point : curves.load) {
        data.points.push_back({double(point.users), point.perUser.low.value,
                               point.perUser.likely.value, point.perUser.high.value});
    }
    if (scenario.workload.minimumSpeed) {
        data.limit = scenario.workload.minimumSpeed->value;
        data.limitText = tr("at least %1").arg(rateText(*scenario.workload.minimumSpeed));
    }
    markAsked(
        curves, scenario, [](const LoadPoint& p) { return p.perUser.likely.value; }, data);
    data.finding =
        tr("One user alone gets %1; with %2 at a time each gets %3.")
            .arg(rateText(curves.load.front().perUser.likely), countText(curves.load.back().users),
                 rateText(curves.load.back().perUser.likely));
    return data;
}

CurveChartData totalChart(const SpeedCurves& curves, const Scenario& scenario) {
    CurveChartData data = loadChart(curves);
    data.title = tr("How fast is it for all together?");
    data.fileName = u"headroom-speed-total"_s;
    data.yTitle = tr("Speed of all");
    data.role = Role::Own;
    for (const LoadPoint& point : curves.load) {
        data.points.push_back({double(point.users), point.total.low.value, point.total.likely.value,
                               point.total.high.value});
    }
    markAsked(
        curves, scenario, [](const LoadPoint& p) { return p.total.likely.value; }, data);
    const LoadPoint& knee = curves.load[curves.knee];
    if (knee.users != scenario.workload.concurrentUsers) {
        data.marks.push_back({double(knee.users), knee.total.likely.value,
                              tr("knee: 90 % from %1 on").arg(countText(knee.users))});
    }
    data.finding = tr("%1 users at a time reach 90 % of the largest total, %2.")
                       .arg(countText(knee.users), rateText(curves.load.back().total.likely));
    return data;
}

CurveChartData firstTokenChart(const SpeedCurves& curves, const Scenario& scenario) {
    CurveChartData data = loadChart(curves);
    data.title = tr("How long does the first token take?");
    data.fileName = u"headroom-first-token"_s;
    data.yTitle = tr("First token, everybody busy");
    data.yUnit = u"s"_s;
    data.role = Role::Kv;
    for (const LoadPoint& point : curves.load) {
        data.points.push_back({double(point.users), point.firstTokenBusy.low.value,
                               point.firstTokenBusy.likely.value, point.firstTokenBusy.high.value});
    }
    if (scenario.workload.firstTokenWithin) {
        data.limit = scenario.workload.firstTokenWithin->value;
        data.limitText =
            tr("within %1")
                .arg(QString::fromStdString(formatDuration(*scenario.workload.firstTokenWithin)));
    }
    markAsked(
        curves, scenario, [](const LoadPoint& p) { return p.firstTokenBusy.likely.value; }, data);
    data.finding =
        tr("With %1 at a time the first token takes %2.")
            .arg(countText(curves.load.back().users),
                 QString::fromStdString(formatDuration(curves.load.back().firstTokenBusy.likely)));
    return data;
}

CurveChartData depthChart(const SpeedCurves& curves, const Scenario& scenario) {
    CurveChartData data;
    data.title = tr("How fast is it deep in the context?");
    data.subtitle = tr("one user alone · band P10 to P90");
    data.fileName = u"headroom-speed-depth"_s;
    data.xTitle = tr("Tokens in the cache");
    data.yTitle = tr("Speed");
    data.yUnit = u"tok/s"_s;
    data.role = Role::State;
    for (const DepthPoint& point : curves.depth) {
        data.points.push_back({point.depth.value, point.decode.low.value, point.decode.likely.value,
                               point.decode.high.value});
    }
    const double asked = scenario.workload.context.value;
    const auto next = std::find_if(data.points.begin(), data.points.end(),
                                   [&](const CurvePoint& point) { return point.x >= asked; });
    if (next != data.points.end() && next != data.points.begin()) {
        const CurvePoint& before = *(next - 1);
        const double share = (asked - before.x) / (next->x - before.x);
        data.marks.push_back(
            {asked, before.likely + share * (next->likely - before.likely), tr("your context")});
    }
    data.finding = tr("An empty cache decodes %1, a full one %2.")
                       .arg(rateText(curves.depth.front().decode.likely),
                            rateText(curves.depth.back().decode.likely));
    return data;
}

TextTable speedTable(const SpeedEstimate& speed, const Scenario& scenario) {
    const QString users = countText(scenario.workload.concurrentUsers);
    TextTable table;
    table.columns = {{tr("Figure"), {}, false},
                     {tr("Likely"), {}, true},
                     {tr("P10"), {}, true},
                     {tr("P90"), {}, true}};
    table.rows = {
        rangeRow(tr("One user alone"), speed.decodeSingle, formatRate),
        rangeRow(tr("Each of %1 users").arg(users), speed.decodePerUser, formatRate),
        rangeRow(tr("All %1 together").arg(users), speed.decodeTotal, formatRate),
        rangeRow(tr("Reading a prompt"), speed.prefill, formatRate),
        rangeRow(tr("First token, server idle"), speed.firstToken, formatDuration),
        rangeRow(tr("First token, everybody busy"), speed.firstTokenBusy, formatDuration)};
    table.why = [](int row, int column) -> std::optional<WhyTarget> {
        // In the order of the rows.
        static const QStringList lines{
            u"One user alone"_s, u"Each user, everybody busy"_s, u"All users together"_s,
            u"Prefill"_s,        u"First token, server idle"_s,  u"First token, everybody busy"_s};
        if (column == 0) return std::nullopt;
        return WhyTarget{WorkingPart::Speed, lines.value(row), {}, lines.value(row)};
    };
    return table;
}

}  // namespace headroom
