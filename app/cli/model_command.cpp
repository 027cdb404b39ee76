// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDate>
#include <QDir>
#include <QJsonArray>

#include "app/cli/commands.h"
#include "app/cli/figures.h"
#include "app/cli/inputs.h"
#include "app/cli/suggestion.h"
#include "database/model_import.h"
#include "database/spreadsheet_text.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// An import with the names it will have and what became of it.
struct Outcome {
    ModelImport import;
    QString id;
    QString name;
    QStringList similar;
    bool stored{};
};

QJsonValue numberOrNull(const std::optional<double>& value) {
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QJsonObject asJson(const Outcome& outcome) {
    const ModelSpec& model = outcome.import.model;
    QJsonArray types;
    for (const TensorShare& share : outcome.import.types) {
        types << QJsonObject{
            {u"type"_s, share.type}, {u"tensors"_s, share.tensors}, {u"bytes"_s, share.bytes}};
    }
    QJsonArray gaps;
    for (const QString& gap : outcome.import.gaps) gaps << gap;
    QJsonArray files;
    for (const QString& file : outcome.import.files) files << file;
    const auto tensorBytes =
        model.fileTensorBytes ? std::optional(model.fileTensorBytes->value) : std::nullopt;
    return {{u"id"_s, outcome.id},
            {u"name"_s, outcome.name},
            {u"stored"_s, outcome.stored},
            {u"kind"_s, outcome.import.kind},
            {u"files"_s, files},
            {u"architecture"_s, toQString(model.family)},
            {u"parameters"_s, model.parametersTotal},
            {u"parameters_counted"_s, outcome.import.parametersCounted},
            {u"parameters_active"_s, numberOrNull(model.parametersActive)},
            {u"tensor_bytes"_s, numberOrNull(tensorBytes)},
            {u"weight_format"_s, toQString(model.fileFormat)},
            {u"tensor_types"_s, types},
            {u"layers"_s, model.layerCount},
            {u"hidden_size"_s, model.hiddenSize},
            {u"vocabulary"_s, model.vocabulary},
            {u"tied_embeddings"_s, model.tiedEmbeddings},
            {u"max_context_tokens"_s, model.maxContext.value},
            {u"gaps"_s, gaps},
            {u"similar_models"_s, QJsonArray::fromStringList(outcome.similar)}};
}

void printText(const Outcome& outcome) {
    TextTable table({{u"Model"_s}, {outcome.name, false, 200}});
    table.add({u"Id"_s, outcome.id});
    for (const ImportLine& line : importLines(outcome.import)) {
        QString label = line.label;
        for (const QString& part : line.value.split(u'\n')) {
            table.add({label, part});
            label.clear();
        }
    }
    table.print();
    write();
    for (const QString& gap : outcome.import.gaps) write(u"Not known: "_s + gap);
    if (outcome.import.gaps.empty()) write(u"Everything the catalog needs was read."_s);
}

void printCsv(const Outcome& outcome) {
    QString csv = csvLine({u"item"_s, u"value"_s});
    csv += csvLine({u"Id"_s, outcome.id});
    csv += csvLine({u"Name"_s, outcome.name});
    for (const ImportLine& line : importLines(outcome.import)) {
        csv += csvLine({line.label, line.value});
    }
    for (const QString& gap : outcome.import.gaps) csv += csvLine({u"Not known"_s, gap});
    writeRaw(csv.toUtf8());
}

void print(const Outcome& outcome, Format format) {
    if (format == Format::Json) writeJson(asJson(outcome));
    if (format == Format::Csv) printCsv(outcome);
    if (format == Format::Text) printText(outcome);
    if (!outcome.similar.isEmpty()) {
        writeError(u"note: the catalog already has what may be the same model: %1"_s.arg(
            outcome.similar.join(u", "_s)));
    }
}

QString chosenId(const Arguments& arguments, const QString& name, const std::vector<Row>& models) {
    if (!arguments.has(u"id"_s)) return freeModelId(name, models);
    const QString id = arguments.value(u"id"_s).trimmed();
    if (id.isEmpty()) throw UsageError(u"--id is empty. Give an id such as my-model."_s);
    for (const Row& row : models) {
        if (toQString(row.text("id")) != id) continue;
        throw UsageError(
            u"The catalog has a model “%1” already. Give another --id, such as %2."_s.arg(
                id, freeModelId(id, models)));
    }
    return id;
}

}  // namespace

ExitCode runModel(const QStringList& words) {
    Arguments arguments(
        u"model"_s,
        u"import file: reads a GGUF file, a safetensors file or index, a config.json or a folder "
        "with one, shows what it says and enters it in the catalog. Only headers are read."_s,
        {{u"action"_s, u"import."_s},
         {u"file"_s, u"Model file; parts and config.json are taken from beside it."_s}},
        {formatOption(),
         {u"json"_s, u"Short for --format json."_s, {}},
         {u"id"_s, u"Id in the catalog instead of one made from the name."_s, u"id"_s},
         {u"name"_s, u"Name instead of the file's."_s, u"name"_s},
         {u"dry-run"_s, u"Shows what would be entered and enters nothing."_s, {}}});
    if (!arguments.parse(words)) return ExitCode::Ok;
    const QString action = arguments.position(0);
    if (action != u"import"_s) {
        throw UsageError(u"There is no “model %1”."_s.arg(action) +
                         didYouMean(action, {u"import"_s}));
    }
    const Format format = arguments.has(u"json"_s) ? Format::Json : arguments.format();
    Outcome outcome;
    outcome.import = readModelFile(arguments.position(1));
    outcome.name = arguments.has(u"name"_s) ? arguments.value(u"name"_s).simplified()
                                            : toQString(outcome.import.model.name);
    const std::unique_ptr<CatalogStore> store = openCatalog(arguments);
    const std::vector<Row> models = store->rows("models");
    outcome.id = chosenId(arguments, outcome.name, models);
    outcome.similar = similarModels(outcome.import, outcome.id, outcome.name, models);
    const RowChange change =
        importChange(outcome.import, outcome.id, outcome.name, QDate::currentDate());
    if (!arguments.has(u"dry-run"_s)) {
        store->apply({change});
        outcome.stored = true;
    }
    print(outcome, format);
    writeError(outcome.stored
                   ? u"Entered “%1” in the catalog: --model %2"_s.arg(outcome.name, outcome.id)
                   : u"Nothing was entered (--dry-run)."_s);
    return ExitCode::Ok;
}

}  // namespace headroom::cli
