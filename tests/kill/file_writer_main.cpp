// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Saves files without end and says what is saved, until it is killed (tests/ui/kill_test.cpp):
// file_writer KIND PATH, where PATH is a folder for KIND "autosave".
#include <QApplication>
#include <QTimeZone>
#include <cstdio>
#include <functional>

#include "core/decision/risk_study.h"
#include "database/cash_flow_csv.h"
#include "database/save_file.h"
#include "database/workbook.h"
#include "ui/document/autosave.h"
#include "ui/document/document.h"
#include "ui/report/report.h"
#include "ui/report/report_document.h"

using namespace headroom;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString kExample = u":/examples/private-70b-assistant.headroom"_s;

void say(const char* what, int number) {
    std::printf("%s %d\n", what, number);
    std::fflush(stdout);
}

/// Fields at both ends of the file and the length in between differ with the number.
Scenario numbered(Scenario scenario, int number) {
    scenario.title = std::to_string(number);
    scenario.author = scenario.title;
    scenario.question = std::string(static_cast<std::size_t>(number % 7) * 3000, 'x');
    return scenario;
}

void saveScenarios(const QString& path) {
    CatalogSession session(std::make_unique<CatalogStore>(u":memory:"_s));
    Document document(session);
    document.loadExample(kExample);
    ScenarioDocument file = document.file();
    const Scenario plain = file.scenario;
    for (int number = 1;; ++number) {
        file.scenario = numbered(plain, number);
        saveScenario(path, file);
        say("saved", number);
    }
}

void autosave(const QString& folder) {
    CatalogSession session(std::make_unique<CatalogStore>(u":memory:"_s));
    Document document(session);
    document.loadExample(kExample);
    Autosave copies(document, folder);
    const Scenario plain = document.scenario();
    for (int number = 1;; ++number) {
        document.edit(numbered(plain, number), u"Number"_s);
        copies.update();
        say("saved", number);
    }
}

/// One of two files in turn; both stand beside, to compare with.
void alternate(const QString& path,
               const std::function<void(const QString& path, int version)>& write) {
    for (int version = 0; version < 2; ++version) {
        write(path + u".version%1"_s.arg(version), version);
    }
    for (int number = 0;; ++number) {
        write(path, number % 2);
        say("saved", number);
    }
}

/// What the exports show.
struct Judged {
    Catalog catalog = *CatalogStore(u":memory:"_s).load();
    std::array<Scenario, 2> scenarios;
    std::array<Evaluation, 2> evaluations;

    Judged() {
        for (int version = 0; version < 2; ++version) {
            scenarios[version] = numbered(loadScenario(kExample).scenario, version);
            scenarios[version].finance.horizonMonths = 24 + 24 * version;
            evaluations[version] = evaluate(scenarios[version], catalog);
        }
    }
    std::vector<const OptionResult*> options(int version) const {
        std::vector<const OptionResult*> some;
        for (const OptionResult& option : evaluations[version].options) {
            if (option.cash && some.size() < 3) some.push_back(&option);
        }
        return some;
    }
};

void exportCsv(const QString& path) {
    const Judged judged;
    alternate(path, [&](const QString& file, int version) {
        writeCashFlowCsv(file, judged.options(version), judged.scenarios[version]);
    });
}

void exportWorkbook(const QString& path) {
    const Judged judged;
    const QDateTime created(QDate(2026, 11, 27), QTime(12, 0), QTimeZone::utc());
    alternate(path, [&](const QString& file, int version) {
        const auto options = judged.options(version);
        writeWorkbook(file, {judged.scenarios[version], judged.catalog, options, created});
    });
}

void exportReport(const QString& path, bool html) {
    const Judged judged;
    std::array<QByteArray, 2> reports;
    for (int version = 0; version < 2; ++version) {
        RiskRequest request = reportRiskRequest(judged.scenarios[version]);
        request.draws = 100;
        const Evaluation& evaluation = judged.evaluations[version];
        const RiskStudy risk =
            studyRisk(evaluation.options, judged.scenarios[version], judged.catalog, request);
        const ReportDocument report = makeReport(judged.scenarios[version], evaluation,
                                                 judged.catalog, ReportSettings{}, risk);
        reports[version] = html ? htmlReport(report) : pdfReport(report);
    }
    alternate(path, [&](const QString& file, int version) { saveFile(file, reports[version]); });
}

int write(const QString& kind, const QString& path) {
    if (kind == u"scenario") saveScenarios(path);
    if (kind == u"autosave") autosave(path);
    if (kind == u"csv") exportCsv(path);
    if (kind == u"workbook") exportWorkbook(path);
    if (kind == u"pdf" || kind == u"html") exportReport(path, kind == u"html");
    return 2;
}

}  // namespace

int main(int argc, char* argv[]) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    if (argc != 3) return 2;
    try {
        return write(QString::fromLocal8Bit(argv[1]), QString::fromLocal8Bit(argv[2]));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
