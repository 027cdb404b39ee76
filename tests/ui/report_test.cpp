// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report.h"

#include <QTemporaryDir>

#include "core/decision/risk_verdict.h"
#include "core/explain/explain.h"
#include "tests/support/examples.h"
#include "tests/support/full_disk.h"
#include "tests/support/report.h"
#include "ui/pages/answer_page_text.h"
#include "ui/report/report_canvas.h"
#include "ui/report/report_content.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

EvaluatedExample withTitle(const std::string& title) {
    EvaluatedExample example = evaluatedExamples().front();
    example.scenario.title = title;
    return example;
}

}  // namespace

TEST_CASE("A report is a PDF of several pages with its title", "[report]") {
    for (const EvaluatedExample& example : evaluatedExamples()) {
        INFO(example.scenario.title);
        const Written report(example);
        CHECK(report.bytes().startsWith("%PDF-"));
        CHECK(report.bytes().trimmed().endsWith("%%EOF"));
        if (const auto pages = pdfInfo(report.path, u"Pages"_s)) {
            CHECK(pages->toInt() >= 2);
            CHECK(*pdfInfo(report.path, u"Title"_s) ==
                  QString::fromStdString(example.scenario.title));
            const auto text = pdfText(report.path);
            for (int page = 1; page <= pages->toInt(); ++page) {
                CHECK(text->contains(u"Page%1of%2"_s.arg(page).arg(pages->toInt())));
            }
        }
    }
}

TEST_CASE("The first page has the question, the verdict and what to act on", "[report]") {
    for (const EvaluatedExample& example : evaluatedExamples()) {
        const Written report(example);
        const auto text = pdfText(report.path, 1, 1);
        if (!text) return;
        const Evaluation& evaluation = example.evaluation;
        holds(*text, example.scenario.title);
        holds(*text, example.scenario.question);
        // In the words of the odds over the scenario's draws, as the window has them.
        RiskRequest request;
        request.draws = example.scenario.uncertainty.draws;
        request.seed = example.scenario.uncertainty.seed;
        const RiskStudy risk =
            studyRisk(evaluation.options, example.scenario, seedCatalog(), request);
        holds(*text, withRisk(evaluation.verdict, evaluation.options, risk, example.scenario,
                              seedCatalog())
                         .sentence);
        holds(*text, "5 Oct 2026");
        holds(*text, "22 Sep 2026");
        for (const std::string& fact : evaluation.verdict.facts) holds(*text, fact);
        for (const std::string& warning : evaluation.verdict.warnings) holds(*text, warning);
        for (const std::size_t index : evaluation.highlights) {
            holds(*text, evaluation.options[index].option.name);
        }
    }
}

TEST_CASE("Every requirement stands in the report with its value", "[report]") {
    for (const EvaluatedExample& example : evaluatedExamples()) {
        const Written report(example);
        const auto text = pdfText(report.path);
        if (!text) return;
        for (const Field& field : fields()) {
            if (field.group == FieldGroup::Document || !matters(field, example.scenario)) continue;
            const QString value = fieldDisplay(field, example.scenario, seedCatalog());
            holds(*text, std::string(field.label) + value.toStdString());
        }
        for (const answer::LeftOut& group : answer::leftOut(example.evaluation)) {
            holds(*text, group.title.toStdString());
            holds(*text, group.counts.toStdString());
        }
    }
}

TEST_CASE("Up to six options are compared, with their prices, dates and sources", "[report]") {
    for (const EvaluatedExample& example : evaluatedExamples()) {
        const std::vector<std::size_t> options = reportOptions(example.evaluation);
        CHECK(options.size() >= 2);
        CHECK(options.size() <= 6);
        for (const std::size_t index : example.evaluation.highlights) {
            CHECK(std::find(options.begin(), options.end(), index) != options.end());
        }
        const Written report(example);
        const auto text = pdfText(report.path);
        if (!text) return;
        for (const ExplanationLine& line :
             priceSources(example.evaluation, options, seedCatalog())) {
            INFO(line.label);
            // One row of the table: name, price, date, confidence.
            holds(*text, line.label + line.result + line.numbers + ", " + line.formula);
            // Its beginning: a cell may be cut, and letters that the machine has no font for.
            holds(*text, QString::fromStdString(line.source).left(20).toStdString());
        }
    }
}

TEST_CASE("The report says what it assumes, leaves out, found, and how to check it", "[report]") {
    for (const EvaluatedExample& example : evaluatedExamples()) {
        const Written report(example);
        const auto text = pdfText(report.path);
        if (!text) return;
        const RiskStudy none;
        const ReportContext context{example.scenario,
                                    example.evaluation,
                                    seedCatalog(),
                                    kSettings,
                                    none,
                                    example.evaluation.verdict,
                                    reportOptions(example.evaluation)};
        for (const std::string& sentence : notIncluded(example.scenario)) holds(*text, sentence);
        for (const std::string& sentence :
             assumptions(example.scenario, example.evaluation, seedCatalog())) {
            holds(*text, sentence);
        }
        holds(*text, memoryFinding(context).toStdString());
        holds(*text, costFinding(context).toStdString());
        holds(*text, speedFinding(context).toStdString());
        for (const QString& sentence : speedSentences(context)) {
            holds(*text, sentence.toStdString());
        }
        for (const QString& command : verificationCommands(context)) {
            holds(*text, command.toStdString());
        }
    }
}

TEST_CASE("Nothing leaves the margins of a page, nothing covers anything", "[report][look]") {
    for (const EvaluatedExample& example : evaluatedExamples()) {
        INFO(example.scenario.title);
        const Written a4(example);
        CHECK(misplacedWords(pdfWords(a4.path), kMargin).join(u'\n') == QString());
    }
    ReportSettings letter = kSettings;
    letter.pageSize = QPageSize::Letter;
    const Written american(evaluatedExamples().front(), letter);
    CHECK(misplacedWords(pdfWords(american.path), kMargin).join(u'\n') == QString());
    if (const auto size = pdfInfo(american.path, u"Page size"_s)) {
        CHECK(size->startsWith(u"612 x 792"_s));  // 8.5 x 11 inches
    }
}

TEST_CASE("Charts are vectors and fonts are embedded", "[report]") {
    const Written report(privateAssistant());
    CHECK_FALSE(report.bytes().contains("/Subtype /Image"));
    if (const auto images = poppler(u"pdfimages"_s, {u"-list"_s, report.path})) {
        CHECK(images->split(u'\n', Qt::SkipEmptyParts).size() == 2);  // the two heading lines
    }
    if (const auto fonts = poppler(u"pdffonts"_s, {report.path})) {
        const QStringList lines = fonts->split(u'\n', Qt::SkipEmptyParts).mid(2);
        REQUIRE_FALSE(lines.isEmpty());
        static const QRegularExpression embedded(u" (yes|no) +(yes|no) +(yes|no) +\\d+ +\\d+$"_s);
        for (const QString& line : lines) {
            INFO(line.toStdString());
            CHECK(embedded.match(line).captured(1) == u"yes"_s);
        }
    }
}

TEST_CASE("The payments of the appendix sum to the totals, with headings on each page",
          "[report]") {
    const EvaluatedExample& example = privateAssistant();
    const RiskStudy none;
    const ReportContext context{example.scenario,
                                example.evaluation,
                                seedCatalog(),
                                kSettings,
                                none,
                                example.evaluation.verdict,
                                reportOptions(example.evaluation)};
    const ReportTable table = cashFlowTable(context);
    REQUIRE(table.rows.size() ==
            static_cast<std::size_t>(example.scenario.finance.horizonMonths) + 2);
    for (int column = 1; column < static_cast<int>(table.columns.size()); ++column) {
        double sum = 0;
        for (std::size_t row = 0; row + 1 < table.rows.size(); ++row) {
            sum += QString(table.rows[row][column]).remove(u',').toDouble();
        }
        CHECK(QString(table.rows.back()[column]).remove(u',').toDouble() == Approx(sum));
    }
    const Written report(example);
    const auto pages = pdfInfo(report.path, u"Pages"_s);
    if (!pages) return;
    const auto last = pdfText(report.path, pages->toInt(), pages->toInt());
    holds(*last, "Month" + table.columns[1].title.toStdString());
}

TEST_CASE("A title may be anything: markup, letters of any script, 5,000 of them", "[report]") {
    const std::string title =
        GENERATE(as<std::string>{}, "<b>Bold</b> & <img src=x>", "%1 %2 %n \n\t two lines",
                 "\xF0\x9F\x9A\x80 \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xE2\x80\xAE reversed",
                 std::string(5000, 'W'), "");
    const Written report(withTitle(title));
    CHECK(report.bytes().startsWith("%PDF-"));
    CHECK(misplacedWords(pdfWords(report.path), kMargin).join(u'\n') == QString());
    const auto text = pdfText(report.path, 1, 1);
    if (!text) return;
    holds(*text, evaluatedExamples().front().evaluation.verdict.sentence);
    if (title.size() < 30 && title.front() != '\xF0') holds(*text, title);
    if (title.size() > 1000) CHECK(text->contains(u"W..."_s));  // NFKC
}

TEST_CASE("Long texts everywhere stay within the pages", "[report]") {
    EvaluatedExample example;
    example.scenario = evaluatedExamples().front().scenario;
    example.scenario.question = std::string(3000, 'q') + " " + std::string(2000, 'r');
    example.scenario.author = std::string(400, 'a');
    example.scenario.company = "<i>Company</i> & Sons " + std::string(400, 'c');
    Catalog catalog = seedCatalog();
    for (Machine& machine : catalog.machines) machine.name += " " + std::string(200, 'M');
    example.evaluation = evaluate(example.scenario, catalog);
    const Written report(example);
    CHECK(misplacedWords(pdfWords(report.path), kMargin).join(u'\n') == QString());
}

TEST_CASE("When nothing fits, the report says so and what would change it", "[report]") {
    EvaluatedExample example = privateAssistant();
    example.scenario.finance.capitalLimit = 1.0;
    example.evaluation = evaluate(example.scenario, seedCatalog());
    REQUIRE(example.evaluation.verdict.advice == Advice::NothingFits);
    const Written report(example);
    CHECK(misplacedWords(pdfWords(report.path), kMargin).join(u'\n') == QString());
    const auto text = pdfText(report.path, 1, 1);
    if (!text) return;
    holds(*text, "Nothing fits");
    for (const std::string& change : example.evaluation.verdict.relaxations) holds(*text, change);
}

TEST_CASE("The same content gives the same report, whatever the time", "[report]") {
    const Written first(privateAssistant());
    const Written second(privateAssistant());
    CHECK(first.bytes().size() > 10'000);
    CHECK(first.bytes() == second.bytes());
}

TEST_CASE("A report that cannot be written is explained and the former one stays", "[report]") {
    const EvaluatedExample& example = evaluatedExamples().front();
    QTemporaryDir folder;
    const QString missing = folder.filePath(u"no/such/report.pdf"_s);
    const auto write = [&](const QString& path, const Evaluation& evaluation) {
        writeReport(path, example.scenario, evaluation, seedCatalog(), kSettings);
    };
    try {
        write(missing, example.evaluation);
        FAIL("a report in a folder that does not exist");
    } catch (const FileError& error) {
        CHECK(error.text().contains(missing));
    }
    const QString kept = folder.filePath(u"kept.pdf"_s);
    QFile file(kept);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("former");
    file.close();
    {
        const FullDisk full(4096);
        CHECK_THROWS_AS(write(kept, example.evaluation), FileError);
    }
    Evaluation wrong;
    wrong.findings = {{Severity::Error, "workload.context_tokens", "Too short.", "Raise it."}};
    CHECK_THROWS_AS(write(kept, wrong), FileError);
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(file.readAll() == "former");
    CHECK(QDir(folder.path()).entryList(QDir::Files).size() == 1);
}

TEST_CASE("Text beyond its lines ends in an ellipsis, also when it ends with a paragraph",
          "[report][text]") {
    const QFont font = reportFonts().body;
    CHECK(wrapText(u"one\ntwo"_s, font, 200, 2) == QStringList{u"one"_s, u"two"_s});
    CHECK(wrapText(u"one\ntwo\nthree"_s, font, 200, 2) == QStringList{u"one"_s, u"two…"_s});
    const QStringList lines = wrapText(QString(500, u'x'), font, 100, 3);
    REQUIRE(lines.size() == 3);
    CHECK(lines.back().endsWith(u'…'));
    for (const QString& line : lines) CHECK(QFontMetricsF(font).horizontalAdvance(line) <= 100.5);
}
