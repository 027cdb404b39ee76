// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What can be chosen for a report: sections, names, logo, archive; bookmarks and metadata.
#include <QImage>
#include <QSettings>

#include "tests/support/report.h"
#include "ui/report/report_document.h"
#include "ui/report/report_preferences.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

/// The titles of a PDF's bookmarks, from qpdf's own reading of the file.
QString structureOf(const QString& path) {
    const auto json = poppler(u"qpdf"_s, {u"--json=2"_s, u"--json-key=outlines"_s, path});
    return json.value_or(QString());
}

QString messageOf(const std::function<void()>& action) {
    try {
        action();
    } catch (const FileError& error) {
        return error.text();
    }
    return {};
}

QByteArray squareSvg(const QByteArray& inside = {}) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" "
           "xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 40 20\">"
           "<rect width=\"40\" height=\"20\" fill=\"#0072b2\"/>" +
           inside + "</svg>";
}

QString written(const QTemporaryDir& folder, const QString& name, const QByteArray& bytes) {
    QFile file(folder.filePath(name));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    return file.fileName();
}

}  // namespace

TEST_CASE("Only the chosen sections follow the first page", "[report]") {
    ReportSettings settings = kSettings;
    settings.sections = {ReportSection::CashFlows, ReportSection::Memory};
    const EvaluatedExample& example = privateAssistant();
    const ReportDocument document =
        makeReport(example.scenario, example.evaluation, seedCatalog(), settings);
    // In the order of the pages, whatever the order of the choice.
    REQUIRE(document.parts.size() == 3);
    CHECK(document.parts[1].key == u"memory");
    CHECK(document.parts[2].key == u"cash-flows");
    const Written report(example, settings);
    if (const auto pages = pdfInfo(report.path, u"Pages"_s)) CHECK(pages->toInt() == 3);
    settings.sections.clear();
    const Written cover(example, settings);
    if (const auto pages = pdfInfo(cover.path, u"Pages"_s)) CHECK(pages->toInt() == 1);
}

TEST_CASE("Every section has its key, its title and its bookmark", "[report]") {
    const Written report(privateAssistant());
    const QString structure = structureOf(report.path);
    if (structure.isEmpty()) return;
    for (const ReportSectionSpec& spec : reportSections()) {
        INFO(spec.key);
        CHECK(reportSectionFromKey(QString::fromLatin1(spec.key)) == spec.id);
        CHECK(structure.contains(u"\"title\": \"%1\""_s.arg(reportSectionTitle(spec.id))));
    }
    CHECK_FALSE(reportSectionFromKey(u"nonsense"_s));
}

TEST_CASE("The contents name the page on which each section begins", "[report]") {
    const EvaluatedExample& example = privateAssistant();
    const Written report(example);
    const auto pages = pdfInfo(report.path, u"Pages"_s);
    if (!pages) return;
    const QString contents = *pdfText(report.path, 2, 2);
    const ReportDocument document =
        makeReport(example.scenario, example.evaluation, seedCatalog(), kSettings);
    for (const ReportPart& part : document.parts) {
        INFO(part.title.toStdString());
        const QString heading = squeezed(part.heading);
        int begins = 0;
        for (int page = pages->toInt(); page >= 1; --page) {
            // The summary lists the findings, the header repeats the title: the last page counts.
            if (pdfText(report.path, page, page)->contains(heading)) {
                begins = page;
                break;
            }
        }
        if (part.key == u"cover") begins = 1;
        CHECK(contents.contains(squeezed(part.title) + QString::number(begins)));
    }
}

TEST_CASE("Names of the settings stand in the place of the scenario's", "[report]") {
    EvaluatedExample example = privateAssistant();
    example.scenario.author = "A. Scenario";
    example.scenario.company = "Scenario Ltd";
    ReportSettings settings = kSettings;
    settings.company = u"Acme & <b>Söhne</b>"_s;
    const Written report(example, settings);
    const auto text = pdfText(report.path, 1, 1);
    if (!text) return;
    holds(*text, settings.company.toStdString());
    holds(*text, "A. Scenario");
    CHECK_FALSE(text->contains(squeezed(u"Scenario Ltd"_s)));
    CHECK(pdfInfo(report.path, u"Author"_s) == u"A. Scenario"_s);
    CHECK(pdfInfo(report.path, u"Title"_s) == QString::fromStdString(example.scenario.title));
    CHECK(pdfInfo(report.path, u"Subject"_s) == QString::fromStdString(example.scenario.question));
    CHECK(pdfInfo(report.path, u"Creator"_s)->startsWith(u"Headroom "_s));
}

TEST_CASE("An archival report says so and has nothing that PDF/A-1b forbids", "[report]") {
    ReportSettings settings = kSettings;
    settings.archival = true;
    QTemporaryDir folder;
    QImage halfClear(60, 30, QImage::Format_ARGB32);
    halfClear.fill(QColor(10, 100, 200, 90));
    const QString logo = folder.filePath(u"logo.png"_s);
    REQUIRE(halfClear.save(logo));
    settings.logo = loadReportLogo(logo);
    const Written report(privateAssistant(), settings);
    const QByteArray bytes = report.bytes();
    // ISO 19005-1: version 1.4 (6.1.2), an output intent (6.2.2), no transparency (6.4), no
    // compressed cross references (6.1.4), identification in XMP that can be read as text (6.7).
    CHECK(bytes.startsWith("%PDF-1.4"));
    CHECK(bytes.contains("/GTS_PDFA1"));
    CHECK(bytes.contains("<pdfaid:part>1</pdfaid:part>"));
    CHECK(bytes.contains("<pdfaid:conformance>B</pdfaid:conformance>"));
    CHECK_FALSE(bytes.contains("/XRef"));
    CHECK_FALSE(bytes.contains("/Encrypt"));
    static const QRegularExpression clear(u"/(ca|CA) 0?\\.[0-9]|/SMask (?!/None)"_s);
    CHECK_FALSE(clear.match(QString::fromLatin1(bytes)).hasMatch());
    if (poppler(u"qpdf"_s, {u"--check"_s, report.path}))
        CHECK(structureOf(report.path) != QString());
}

TEST_CASE("A logo stands on the first page: a drawing as vectors, a picture as it is", "[report]") {
    QTemporaryDir folder;
    ReportSettings settings = kSettings;
    settings.logo = loadReportLogo(written(folder, u"logo.svg"_s, squareSvg()));
    CHECK(settings.logo.size == QSizeF(40, 20));
    const Written drawn(privateAssistant(), settings);
    CHECK_FALSE(drawn.bytes().contains("/Subtype /Image"));
    CHECK(misplacedWords(pdfWords(drawn.path), kMargin).join(u'\n') == QString());

    QImage image(30, 900, QImage::Format_RGB32);
    image.fill(Qt::red);
    const QString png = folder.filePath(u"logo.png"_s);
    REQUIRE(image.save(png));
    settings.logo = loadReportLogo(png);
    const Written picture(privateAssistant(), settings);
    CHECK(picture.bytes().contains("/Subtype /Image"));
    CHECK(misplacedWords(pdfWords(picture.path), kMargin).join(u'\n') == QString());
}

TEST_CASE("A logo that cannot be used is named with the reason and the remedy", "[report]") {
    QTemporaryDir folder;
    const auto refusal = [](const QString& path) {
        const QString message = messageOf([&] { loadReportLogo(path); });
        INFO(message.toStdString());
        CHECK(message.contains(path));
        return message;
    };
    CHECK(refusal(folder.filePath(u"missing.png"_s)).contains(u"cannot be read"_s));
    CHECK(refusal(written(folder, u"text.png"_s, "hello")).contains(u"not a PNG"_s));
    CHECK(refusal(written(folder, u"empty.svg"_s, "<svg/>")).contains(u"not an SVG"_s));
    CHECK(refusal(written(folder, u"big.png"_s, QByteArray(2'000'001, 'x'))).contains(u"2 MB"_s));
    const QByteArray thief =
        squareSvg("<image xlink:href=\"/etc/hostname\" width=\"9\" height=\"9\"/>");
    CHECK(refusal(written(folder, u"thief.svg"_s, thief)).contains(u"other files"_s));
    QImage wide(4001, 1, QImage::Format_Mono);
    const QString path = folder.filePath(u"wide.png"_s);
    REQUIRE(wide.save(path));
    CHECK(refusal(path).contains(u"4001"_s));
}

TEST_CASE("What a person chose for reports is there the next time", "[report][settings]") {
    QSettings().clear();
    ReportPreferences chosen = ReportPreferences::load();
    CHECK(chosen.sections == allReportSections());
    CHECK(chosen.format == ReportFormat::Pdf);
    chosen.format = ReportFormat::Html;
    chosen.pageSize = QPageSize::Letter;
    chosen.sections = {ReportSection::Memory, ReportSection::Cost};
    chosen.company = u"Acme"_s;
    chosen.logoPath = u"/nowhere/logo.png"_s;
    chosen.save();
    const ReportPreferences again = ReportPreferences::load();
    CHECK(again.format == ReportFormat::Html);
    CHECK(again.pageSize == QPageSize::Letter);
    CHECK(again.sections == chosen.sections);
    CHECK(again.company == u"Acme");
    CHECK(messageOf([&] { again.settings(); }).contains(u"/nowhere/logo.png"_s));
    QSettings().clear();
}
