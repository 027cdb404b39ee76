// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/inputs.h"

#include <QFile>
#include <cstdio>
#include <stdexcept>

#include "app/cli/suggestion.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList fieldIds() {
    QStringList ids;
    for (const Field& field : fields()) {
        ids << QString::fromUtf8(field.id.data(), static_cast<qsizetype>(field.id.size()));
    }
    return ids;
}

ScenarioDocument readDocument(const QString& path) {
    if (path != u"-"_s) return loadScenario(path);
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly)) {
        throw FileError(u"The scenario could not be read from standard input."_s,
                        input.errorString());
    }
    return scenarioFromJson(input.readAll());
}

QString severityWord(Severity severity) {
    switch (severity) {
        case Severity::Note:
            return u"note"_s;
        case Severity::Warning:
            return u"warning"_s;
        case Severity::Error:
            break;
    }
    return u"error"_s;
}

}  // namespace

std::unique_ptr<CatalogStore> openCatalog(const Arguments& arguments) {
    const QString path =
        arguments.has(u"catalog"_s) ? arguments.value(u"catalog"_s) : CatalogStore::defaultPath();
    auto store = std::make_unique<CatalogStore>(path);
    if (store->outcome() == CatalogOutcome::Upgraded) writeError(store->outcomeText());
    if (!store->seedMerge().problem.isEmpty()) writeError(store->seedMerge().problem);
    return store;
}

void setField(Scenario& scenario, const QString& id, const QString& value) {
    const Field* field = findField(id.toStdString());
    if (!field) {
        throw UsageError(u"There is no field “%1”."_s.arg(id) + didYouMean(id, fieldIds()));
    }
    try {
        field->set(scenario, parseField(*field, value.toStdString()));
    } catch (const std::invalid_argument& error) {
        throw UsageError(QString::fromUtf8(error.what()));
    }
}

OptionSpec setOption() {
    return {u"set"_s,
            u"Changes one field for this run, such as workload.context_tokens=32k. Repeatable."_s,
            u"field=value"_s};
}

OptionSpec livePricesOption() {
    return {u"live-prices"_s,
            u"Uses the catalog's prices even when the scenario carries saved ones."_s,
            {}};
}

void setFields(const Arguments& arguments, Scenario& scenario) {
    for (const QString& assignment : arguments.values(u"set"_s)) {
        const qsizetype equals = assignment.indexOf(u'=');
        if (equals <= 0) {
            throw UsageError(
                u"--set: “%1” is not field=value, such as finance.horizon_months=24."_s.arg(
                    assignment));
        }
        setField(scenario, assignment.left(equals), assignment.mid(equals + 1));
    }
}

ScenarioInput readScenario(const Arguments& arguments, const QString& path) {
    ScenarioDocument document = readDocument(path);
    setFields(arguments, document.scenario);
    const std::unique_ptr<CatalogStore> store = openCatalog(arguments);
    ScenarioInput input{std::move(document.scenario), store->load(), store->newestPriceDate(),
                        false};
    if (document.snapshot && !arguments.has(u"live-prices"_s)) {
        const CatalogRows live = store->rows();
        input.catalog = std::make_shared<const Catalog>(documentCatalog(live, *document.snapshot));
        input.catalogDate = document.savedOn;
        input.pricesAsSaved = !differences(*document.snapshot, live).empty();
    }
    return input;
}

void printFindings(const std::vector<Finding>& findings) {
    for (const Finding& finding : findings) {
        QString line = severityWord(finding.severity) + u": "_s;
        if (!finding.field.empty()) line += QString::fromStdString(finding.field) + u": "_s;
        line += QString::fromStdString(finding.message);
        if (!finding.remedy.empty()) line += u' ' + QString::fromStdString(finding.remedy);
        writeError(line);
    }
}

}  // namespace headroom::cli
