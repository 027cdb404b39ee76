// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/figures.h"
#include "app/cli/placement.h"
#include "core/speed/speed.h"
#include "core/units/format.h"
#include "database/spreadsheet_text.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Figure {
    QString label;
    QString key;
    Range<double> values;
    QString (*text)(double);
};

QString rateText(double rate) {
    return toQString(formatRate(tokensPerSecond(rate)));
}
QString timeText(double time) {
    return toQString(formatDuration(seconds(time)));
}

template <class T>
Range<double> raw(const Range<T>& range) {
    return {range.low.value, range.likely.value, range.high.value};
}

std::vector<Figure> figuresOf(const SpeedEstimate& speed, int batch) {
    std::vector<Figure> figures{{u"decode, one stream"_s, u"decode_tokens_per_second"_s,
                                 raw(speed.decodeSingle), rateText}};
    if (batch > 1) {
        figures.push_back({u"decode, each of %1"_s.arg(batch),
                           u"decode_per_user_tokens_per_second"_s, raw(speed.decodePerUser),
                           rateText});
        figures.push_back({u"decode, all together"_s, u"decode_total_tokens_per_second"_s,
                           raw(speed.decodeTotal), rateText});
    }
    figures.push_back({u"prefill"_s, u"prefill_tokens_per_second"_s, raw(speed.prefill), rateText});
    figures.push_back(
        {u"first token"_s, u"first_token_seconds"_s, raw(speed.firstToken), timeText});
    if (batch > 1) {
        figures.push_back({u"first token, all busy"_s, u"first_token_busy_seconds"_s,
                           raw(speed.firstTokenBusy), timeText});
    }
    return figures;
}

void printText(const Placement& placement, const SpeedRequest& request,
               const SpeedEstimate& speed) {
    write(placementTitle(placement));
    write(u"Prompt %1, depth %2, batch %3"_s
              .arg(toQString(formatTokens(request.prompt)), toQString(formatTokens(request.depth)))
              .arg(request.batch));
    write();
    TextTable table({{u"Speed"_s}, {u"P10"_s, true}, {u"Likely"_s, true}, {u"P90"_s, true}});
    for (const Figure& figure : figuresOf(speed, request.batch)) {
        table.add({figure.label, figure.text(figure.values.low), figure.text(figure.values.likely),
                   figure.text(figure.values.high)});
    }
    table.print();
    write();
    write(u"Bound by %1; parameters %2."_s.arg(toQString(speed.bound),
                                               toQString(speed.parametersId)));
}

QJsonObject asJson(const Placement& placement, const SpeedRequest& request,
                   const SpeedEstimate& speed, bool fits) {
    QJsonObject json = speedJson(speed);
    json[u"model"_s] = toQString(request.model->id);
    json[u"weights"_s] = toQString(request.weights->id);
    json[u"kv_format"_s] = toQString(request.kv->id);
    json[u"engine"_s] = engineId(request.engine);
    json[u"device"_s] = toQString(placement.deviceName);
    json[u"device_count"_s] = request.devices.count;
    json[u"batch"_s] = request.batch;
    json[u"depth_tokens"_s] = request.depth.value;
    json[u"prompt_tokens"_s] = request.prompt.value;
    json[u"ubatch_tokens"_s] = request.ubatch;
    json[u"fits"_s] = fits;
    return json;
}

void printCsv(const SpeedRequest& request, const SpeedEstimate& speed) {
    QString text = csvLine({u"figure"_s, u"p10"_s, u"likely"_s, u"p90"_s});
    const auto exact = [](double value) {
        return QString::number(value, 'g', QLocale::FloatingPointShortest);
    };
    for (const Figure& figure : figuresOf(speed, request.batch)) {
        text += csvLine({figure.key, exact(figure.values.low), exact(figure.values.likely),
                         exact(figure.values.high)});
    }
    writeRaw(text.toUtf8());
}

Tokens tokenOption(const Arguments& arguments, const QString& option) {
    bool ok = false;
    const QString text = arguments.value(option);
    const bool kilo = text.endsWith(u'k', Qt::CaseInsensitive);
    const double number = (kilo ? text.chopped(1) : text).toDouble(&ok) * (kilo ? 1024 : 1);
    if (!ok || number < 0 || number > 1e7) {
        throw UsageError(
            u"--%1: “%2” is not a number of tokens such as 4096 or 4k."_s.arg(option, text));
    }
    return tokens(number);
}

SpeedRequest speedRequest(const Arguments& arguments, const Placement& placement) {
    const MemoryRequest& memory = placement.request;
    SpeedRequest request;
    request.model = memory.model;
    request.weights = memory.weights;
    request.kv = memory.kv;
    request.engine = memory.engine;
    request.devices = memory.devices;
    request.ubatch = memory.ubatch;
    request.batch =
        arguments.has(u"batch"_s) ? arguments.count(u"batch"_s, 1) : memory.cache.slotCount;
    request.depth = tokenOption(arguments, u"depth"_s);
    request.prompt = tokenOption(arguments, u"prompt"_s);
    request.decodeShare = placement.decodeShare;
    request.prefillShare = placement.prefillShare;
    return request;
}

}  // namespace

ExitCode runSpeed(const QStringList& words) {
    std::vector<OptionSpec> options = placementOptions();
    options.push_back({u"prompt"_s, u"Prompt tokens to read."_s, u"tokens"_s, u"512"_s});
    options.push_back(
        {u"depth"_s, u"Tokens already in the cache while decoding."_s, u"tokens"_s, u"0"_s});
    options.push_back(
        {u"batch"_s, u"Streams decoded together; the slots unless given."_s, u"number"_s});
    Arguments arguments(
        u"speed"_s,
        u"Estimates decode and prefill speed of a model on a device, with the range that 80 % of "
        "measurements fall in."_s,
        {}, options);
    if (!arguments.parse(words)) return ExitCode::Ok;
    const Format format = arguments.format();
    const Placement placement = readPlacement(arguments);
    if (placement.deviceName.empty()) {
        throw UsageError(u"Speed depends on the device: name --accelerator or --machine."_s);
    }
    for (const QString& note : placement.supportNotes) writeError(u"warning: "_s + note);
    const Ledger ledger = memoryLedger(placement.request, {}, *placement.catalog);
    if (!ledger.fits()) {
        writeError(
            u"warning: this does not fit; the speed is that of a device with enough memory. "
            "“headroom-cli memory” shows what is missing."_s);
    }
    const SpeedRequest request = speedRequest(arguments, placement);
    const SpeedEstimate speed = estimateSpeed(request, *placement.catalog);
    switch (format) {
        case Format::Text:
            printText(placement, request, speed);
            break;
        case Format::Json:
            writeJson(asJson(placement, request, speed, ledger.fits()));
            break;
        case Format::Csv:
            printCsv(request, speed);
            break;
    }
    return ExitCode::Ok;
}

}  // namespace headroom::cli
