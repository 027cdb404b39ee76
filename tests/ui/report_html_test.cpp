// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The report as one HTML file: the same figures, nothing from elsewhere, nothing that runs.
#include <QCryptographicHash>

#include "tests/support/report.h"
#include "ui/report/report_document.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

QString htmlOf(const EvaluatedExample& example, const ReportSettings& settings = kSettings) {
    return QString::fromUtf8(
        htmlReport(makeReport(example.scenario, example.evaluation, seedCatalog(), settings)));
}

/// What a reader sees, without blanks: no style, no drawings, no tags.
QString seen(QString html) {
    static const QRegularExpression unseen(u"<(style|svg)[^>]*>.*?</\\1>|<[^>]*>"_s,
                                           QRegularExpression::DotMatchesEverythingOption);
    html.remove(unseen);
    html.replace(u"&lt;"_s, u"<"_s).replace(u"&gt;"_s, u">"_s).replace(u"&quot;"_s, u"\""_s);
    return squeezed(html.replace(u"&amp;"_s, u"&"_s));
}

}  // namespace

TEST_CASE("The HTML and the PDF hold the same texts and the same figures", "[report][html]") {
    for (const EvaluatedExample& example : evaluatedExamples()) {
        INFO(example.scenario.title);
        const QString html = seen(htmlOf(example));
        const Written report(example);
        const auto pdf = pdfText(report.path);
        if (!pdf) return;
        const ReportDocument document =
            makeReport(example.scenario, example.evaluation, seedCatalog(), kSettings);
        for (const ReportPart& part : document.parts) {
            holds(html, part.heading.toStdString());
            for (const ReportBlock& block : part.blocks) {
                if (const auto* text = std::get_if<ReportText>(&block)) {
                    if (text->text != u"In this report") holds(html, text->text.toStdString());
                }
                const auto* table = std::get_if<ReportTable>(&block);
                if (table == nullptr) continue;
                for (const QStringList& row : table->rows) {
                    CHECK(html.contains(squeezed(row.join(QString()))));
                    for (std::size_t i = 0; i < table->columns.size(); ++i) {
                        // Long words may be cut on paper, figures never are.
                        if (table->columns[i].numeric) holds(*pdf, row.value(int(i)).toStdString());
                    }
                }
            }
        }
    }
}

TEST_CASE("The HTML report refers to nothing and allows nothing", "[report][html]") {
    ReportSettings settings = kSettings;
    QTemporaryDir folder;
    QImage image(20, 10, QImage::Format_RGB32);
    image.fill(Qt::blue);
    REQUIRE(image.save(folder.filePath(u"logo.png"_s)));
    settings.logo = loadReportLogo(folder.filePath(u"logo.png"_s));
    const QString html = htmlOf(privateAssistant(), settings);
    static const QRegularExpression reference(u"(?:src|href)=\"([^\"]*)\""_s);
    int count = 0;
    for (auto it = reference.globalMatch(html); it.hasNext(); ++count) {
        const QString target = it.next().captured(1);
        INFO(target.left(80).toStdString());
        CHECK((target.startsWith(u'#') || target.startsWith(u"data:image/png;base64,"_s)));
        if (target.startsWith(u'#')) CHECK(html.contains(u"id=\"%1\""_s.arg(target.mid(1))));
    }
    CHECK(count == 1 + 1 + static_cast<int>(reportSections().size()));
    for (const QString& never : {u"<script"_s, u"<link"_s, u"<iframe"_s, u"@import"_s, u"url("_s,
                                 u" style=\""_s, u"onload"_s}) {
        INFO(never.toStdString());
        CHECK_FALSE(html.contains(never));
    }
    // The policy admits exactly the style sheet that is there.
    const qsizetype from = html.indexOf(u"<style>"_s) + 7;
    const QString style = html.mid(from, html.indexOf(u"</style>"_s) - from);
    const QByteArray hash =
        QCryptographicHash::hash(style.toUtf8(), QCryptographicHash::Sha256).toBase64();
    CHECK(html.contains(u"default-src 'none'; img-src data:; style-src 'sha256-"_s +
                        QString::fromLatin1(hash) + u"'"_s));
    CHECK(html.contains(u"prefers-color-scheme:dark"_s));
    CHECK(html.contains(u"@media print"_s));
}

TEST_CASE("Names in the HTML report are text, whatever they hold", "[report][html]") {
    EvaluatedExample example;
    const std::string hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;";
    example.scenario = privateAssistant().scenario;
    example.scenario.title = example.scenario.question = hostile;
    example.scenario.author = example.scenario.company = hostile;
    Catalog catalog = seedCatalog();
    for (Machine& machine : catalog.machines) machine.name += hostile;
    example.evaluation = evaluate(example.scenario, catalog);
    const QString html = QString::fromUtf8(
        htmlReport(makeReport(example.scenario, example.evaluation, catalog, kSettings)));
    CHECK_FALSE(html.contains(u"<script"_s));
    CHECK_FALSE(html.contains(u"<img"_s));
    CHECK(html.contains(u"&lt;script&gt;alert(1)&lt;/script&gt;"_s));
}

TEST_CASE("Charts in the HTML report are drawings, for light and for dark", "[report][html]") {
    const QString html = htmlOf(privateAssistant());
    const auto light = html.count(u"<svg class=\"light\""_s);
    // Memory, speed per user, first token, cost, savings, tornado.
    CHECK(light == 6);
    CHECK(html.count(u"<svg class=\"dark\""_s) == light);
    CHECK(html.count(u"</svg>"_s) == 2 * light);
    CHECK(html.count(u"role=\"img\" aria-label=\""_s) == light);
}
