// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDate>
#include <QFile>
#include <algorithm>
#include <stdexcept>

#include "app/cli/calibration_output.h"
#include "app/cli/commands.h"
#include "app/cli/figures.h"
#include "app/cli/inputs.h"
#include "app/cli/suggestion.h"
#include "database/calibration_rows.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

BenchOutput readOutput(const QString& path) {
    if (path != u"-"_s) return readBenchFile(path);
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly)) {
        throw FileError(u"The measurement could not be read from standard input."_s,
                        input.errorString());
    }
    try {
        return readBenchOutput(input.readAll().toStdString());
    } catch (const std::invalid_argument& problem) {
        throw FileError(u"Standard input: %1"_s.arg(QString::fromUtf8(problem.what())));
    }
}

/// Ids as the catalog spells them: "Q4_K_M" for "gguf-q4_k_m". Unknown ones stay for the message.
template <class T>
std::vector<std::string> spelled(const QStringList& values, const std::vector<T>& entries,
                                 const QStringList& prefixes = {}) {
    std::vector<std::string> ids;
    for (const QString& value : values) {
        QStringList spellings{value};
        for (const QString& prefix : prefixes) spellings << prefix + value;
        std::string id = value.toStdString();
        for (const QString& spelling : spellings) {
            const auto entry = std::find_if(entries.begin(), entries.end(), [&](const T& one) {
                return toQString(one.id).compare(spelling, Qt::CaseInsensitive) == 0;
            });
            if (entry == entries.end()) continue;
            id = entry->id;
            break;
        }
        ids.push_back(id);
    }
    return ids;
}

std::optional<EngineChoice> serverEngine(const Arguments& arguments) {
    if (!arguments.has(u"engine"_s)) return std::nullopt;
    const QString value = arguments.value(u"engine"_s);
    QStringList ids;
    for (const EngineChoice engine :
         {EngineChoice::Vllm, EngineChoice::Sglang, EngineChoice::TensorRtLlm}) {
        ids << engineId(engine);
        if (ids.back() == value) return engine;
    }
    throw UsageError(u"--engine: “%1” is not one of %2."_s.arg(value, ids.join(u", "_s)) +
                     didYouMean(value, ids));
}

BenchChoices choicesOf(const Arguments& arguments, const Catalog& catalog) {
    BenchChoices choices;
    choices.accelerators = spelled(arguments.values(u"accelerator"_s), catalog.accelerators);
    choices.models = spelled(arguments.values(u"model"_s), catalog.models);
    choices.weights = spelled(arguments.values(u"weights"_s), catalog.formats, {u"gguf-"_s});
    choices.caches =
        spelled(arguments.values(u"kv"_s), catalog.formats, {u"kv-llamacpp-"_s, u"kv-vllm-"_s});
    choices.engine = serverEngine(arguments);
    if (arguments.has(u"count"_s)) choices.devices = arguments.count(u"count"_s, 1);
    if (arguments.has(u"prompt"_s)) choices.prompt = arguments.count(u"prompt"_s, 1);
    return choices;
}

/// Questions as options of this command.
QString remedyOf(const CalibrationPlan& plan) {
    QStringList options;
    for (const BenchQuestion& question : plan.questions) {
        const QString option = question.about == BenchQuestion::About::Accelerator
                                   ? u"--accelerator"_s
                               : question.about == BenchQuestion::About::Model   ? u"--model"_s
                               : question.about == BenchQuestion::About::Weights ? u"--weights"_s
                                                                                 : u"--kv"_s;
        if (!options.contains(option)) options << option;
    }
    return options.join(u", "_s);
}

ExitCode removeRows(CatalogStore& store, const Arguments& arguments) {
    if (arguments.values(u"accelerator"_s).size() != 1) {
        throw UsageError(u"--remove needs one --accelerator."_s);
    }
    const CatalogPointer catalog = store.load();
    const QString wanted = arguments.value(u"accelerator"_s);
    const std::string id = spelled({wanted}, catalog->accelerators).front();
    const std::vector<RowChange> changes = calibrationRemoval(store, id);
    if (changes.empty()) {
        QStringList measured;
        for (const Accelerator& accelerator : catalog->accelerators) {
            if (!calibrationRemoval(store, accelerator.id).empty()) {
                measured << toQString(accelerator.id);
            }
        }
        throw UsageError(u"The catalog has no measurement of “%1”. "_s.arg(wanted) +
                         (measured.isEmpty()
                              ? u"It has none of any device."_s
                              : u"It has those of %1."_s.arg(measured.join(u", "_s))));
    }
    store.apply(changes);
    for (const RowChange& change : changes) {
        write(u"Removed %1: the class applies again."_s.arg(toQString(change.before->text("id"))));
    }
    return ExitCode::Ok;
}

ExitCode calibrate(CatalogStore& store, const Arguments& arguments, Format format) {
    const CatalogPointer catalog = store.load();
    CalibrationReport report;
    report.output = readOutput(arguments.position(0));
    try {
        report.plan = planCalibration(report.output, choicesOf(arguments, *catalog), *catalog,
                                      QDate::currentDate().toString(Qt::ISODate).toStdString());
    } catch (const std::invalid_argument& problem) {
        throw UsageError(QString::fromUtf8(problem.what()));
    }
    std::vector<RowChange> changes;
    QStringList ids;
    for (const Calibration& calibration : report.plan.calibrations) {
        if (!calibration.refusal.empty()) continue;
        changes.push_back(calibrationChange(store, calibration.measured));
        ids << toQString(calibration.measured.id);
    }
    if (arguments.has(u"apply"_s) && !changes.empty()) {
        store.apply(changes);
        report.stored = true;
    }
    printCalibration(report, format);
    const QString options = remedyOf(report.plan);
    if (!options.isEmpty()) writeError(u"Choose with %1."_s.arg(options));
    if (report.stored) {
        writeError(u"Stored %1; --remove --accelerator undoes it."_s.arg(ids.join(u", "_s)));
    } else if (!changes.empty()) {
        writeError(u"Nothing was changed. --apply stores %1."_s.arg(ids.join(u", "_s)));
    } else {
        writeError(u"Nothing can be calibrated with this."_s);
    }
    const bool whole = !changes.empty() && changes.size() == report.plan.calibrations.size();
    return whole ? ExitCode::Ok : ExitCode::ScenarioErrors;
}

}  // namespace

ExitCode runCalibrate(const QStringList& words) {
    Arguments arguments(
        u"calibrate"_s,
        u"Scales the speeds of your device to your own measurement: what llama-bench prints (-o "
        u"md, "
        "json, jsonl, csv), llama-batched-bench, vllm bench serve --save-result or vllm bench "
        "throughput --output-json. Shows what would change; --apply stores it as one row of "
        "speed_classes, --remove takes it back. Exit code 1 when a device cannot be calibrated."_s,
        {{u"file"_s, u"File with the output, - for standard input; none with --remove."_s, true}},
        {{u"accelerator"_s, u"The device, where the output does not settle it; repeatable."_s,
          u"id"_s},
         {u"model"_s, u"The model, likewise; repeatable."_s, u"id"_s},
         {u"weights"_s, u"The weight format, likewise; repeatable."_s, u"format"_s},
         {u"kv"_s, u"The cache format, likewise; repeatable."_s, u"format"_s},
         {u"engine"_s, u"The server's engine: vllm, sglang or tensorrt-llm."_s, u"engine"_s},
         {u"count"_s, u"Devices that took part, where the output does not say."_s, u"n"_s},
         {u"prompt"_s, u"Tokens of one prompt, for vllm bench throughput."_s, u"tokens"_s},
         {u"apply"_s, u"Stores the rows in the catalog, all or none."_s, {}},
         {u"remove"_s, u"Deletes the measurements of --accelerator."_s, {}},
         formatOption()});
    if (!arguments.parse(words)) return ExitCode::Ok;
    const Format format = arguments.format();
    const bool hasFile = !arguments.position(0).isEmpty();
    const bool removes = arguments.has(u"remove"_s);
    if (removes && (hasFile || arguments.has(u"apply"_s))) {
        throw UsageError(u"--remove takes neither a file nor --apply."_s);
    }
    if (!removes && !hasFile) {
        throw UsageError(
            u"The file is missing. Name what llama-bench printed, or - to paste it."_s);
    }
    const std::unique_ptr<CatalogStore> store = openCatalog(arguments);
    return removes ? removeRows(*store, arguments) : calibrate(*store, arguments, format);
}

}  // namespace headroom::cli
