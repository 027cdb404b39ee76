// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_frame.h"
#include "database/save_file.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QMimeData>
#include <QSvgRenderer>
#include <QToolTip>
#include <QXmlStreamReader>
#include <QtTest/QtTest>

#include "core/catalog/row.h"
#include "tests/support/examples.h"
#include "tests/support/full_disk.h"
#include "tests/support/ui_window.h"
#include "ui/charts/chart_export.h"
#include "ui/charts/chart_plot.h"
#include "ui/charts/memory_chart.h"
#include "ui/charts/text_table_view.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

ChartContent memoryContent() {
    const Evaluation& evaluation = privateAssistant().evaluation;
    return memoryChart(memoryChartData(evaluation, memoryChartOptions(evaluation, 9, {}), {}));
}

/// A frame on the screen with a chart in it, and a folder to write to.
struct Framed {
    explicit Framed(ChartContent content = memoryContent(), const QString& emptyText = {}) {
        frame.setContent(std::move(content), emptyText);
        frame.resize(900, 500);
        frame.show();
        REQUIRE(QTest::qWaitForWindowExposed(&frame));
    }
    void click(const QString& name) {
        QTest::mouseClick(&child<QAbstractButton>(frame, name), Qt::LeftButton);
    }
    QByteArray exported(const QString& name) {
        dialogs.fileNames = {folder.filePath(name)};
        click(u"exportChartButton"_s);
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QTemporaryDir folder;
    FakeDialogs dialogs;
    ChartFrame frame;
};

TextTable hostileTable() {
    TextTable table;
    table.columns = {{u"=SUM(A1)"_s, {}, false}, {u"Amount"_s, u"USD"_s, true}};
    table.rows = {{u"=HYPERLINK(\"http://x\",\"y\")"_s, u"-5.2"_s},
                  {u"+1 more"_s, u"1,234.5"_s},
                  {u"@cmd, \"quoted\""_s, u"unknown"_s},
                  {u"-dash\nline"_s, u"+7"_s}};
    return table;
}

}  // namespace

TEST_CASE("The chart and its table take turns, and the table has the same rows",
          "[charts][frame]") {
    Framed chart;
    auto& table = child<TextTableView>(chart.frame, u"chartTable"_s);
    auto& plot = child<ChartPlot>(chart.frame, u"chartPlot"_s);
    CHECK(plot.isVisible());
    CHECK_FALSE(table.isVisible());
    chart.click(u"showTableButton"_s);
    CHECK_FALSE(plot.isVisible());
    CHECK(table.isVisible());
    CHECK(table.table().rows == chart.frame.content().table.rows);
    QTest::keyClick(&child<QAbstractButton>(chart.frame, u"showTableButton"_s), Qt::Key_Space);
    CHECK(plot.isVisible());
}

TEST_CASE("Copy puts the picture and the table in the clipboard", "[charts][frame]") {
    Framed chart;
    chart.click(u"copyChartButton"_s);
    const QMimeData* const copied = QGuiApplication::clipboard()->mimeData();
    REQUIRE(copied->hasImage());
    CHECK(copied->imageData().value<QImage>().width() > chart.frame.width());  // twice the pixels
    const QStringList lines = copied->text().split(u'\n', Qt::SkipEmptyParts);
    const TextTable& table = chart.frame.content().table;
    REQUIRE(lines.size() == static_cast<qsizetype>(table.rows.size()) + 1);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        CHECK(lines[static_cast<qsizetype>(i) + 1].split(u'\t') == table.rows[i]);
    }
}

TEST_CASE("A chart exports as PNG, PDF and CSV that can be read", "[charts][frame][export]") {
    Framed chart;
    QImage image;
    REQUIRE(image.loadFromData(chart.exported(u"chart.png"_s), "PNG"));
    CHECK(image.width() > chart.frame.width());
    const QByteArray pdf = chart.exported(u"chart.pdf"_s);
    CHECK(pdf.startsWith("%PDF-"));
    CHECK(pdf.trimmed().endsWith("%%EOF"));
    CHECK_FALSE(pdf.contains("/Subtype /Image"));  // vectors only
    const std::vector<Row> rows = parseCsv(chart.exported(u"chart.csv"_s).toStdString());
    const TextTable& table = chart.frame.content().table;
    REQUIRE(rows.size() == table.rows.size());
    CHECK(rows.front().text(table.columns.front().heading().toStdString()) ==
          table.rows.front().front().toStdString());
    CHECK(chart.dialogs.errors.isEmpty());
}

TEST_CASE("A chart exports as an SVG of its words and shapes", "[charts][frame][export]") {
    ChartContent content = memoryContent();
    content.title = u"Does <b>it</b> & \"that\" fit?"_s;
    Framed chart(content);
    const QByteArray svg = chart.exported(u"chart.svg"_s);
    QXmlStreamReader reader(svg);
    QStringList texts;
    int shapes = 0;
    while (!reader.atEnd()) {
        reader.readNext();
        if (!reader.isStartElement()) continue;
        const QString name = reader.name().toString();
        if (name == u"text" || name == u"title") texts << reader.readElementText();
        if (name == u"path" || name == u"rect" || name == u"polyline") ++shapes;
        CHECK(name != u"script");
        CHECK(name != u"image");  // vectors only
    }
    INFO(reader.errorString().toStdString());
    CHECK_FALSE(reader.hasError());
    CHECK(texts.contains(content.title));
    CHECK(shapes > static_cast<int>(content.table.rows.size()));
    QSvgRenderer renderer(svg);
    CHECK(renderer.isValid());
    CHECK(chart.dialogs.errors.isEmpty());
}

TEST_CASE("A name without a suffix becomes a PNG, and no name exports nothing",
          "[charts][frame][export]") {
    Framed chart;
    chart.exported(u"plain"_s);
    CHECK(QFile::exists(chart.folder.filePath(u"plain.png"_s)));
    chart.click(u"exportChartButton"_s);  // the dialog is cancelled
    CHECK(QDir(chart.folder.path()).entryList(QDir::Files).size() == 1);
    CHECK(chart.dialogs.errors.isEmpty());
}

TEST_CASE("A chart that cannot be written is explained and leaves no file behind",
          "[charts][frame][export]") {
    Framed chart;
    SECTION("no such folder") {
        chart.exported(u"no/such/folder.png"_s);
        REQUIRE(chart.dialogs.errors.size() == 1);
        CHECK(chart.dialogs.errors.front().contains(u"no/such/folder.png"_s));
    }
    SECTION("an unknown kind of file") {
        chart.exported(u"chart.gif"_s);
        REQUIRE(chart.dialogs.errors.size() == 1);
        CHECK(chart.dialogs.errors.front().contains(u".gif"_s));
        CHECK(chart.dialogs.errors.front().contains(u".png"_s));
    }
    SECTION("a full disk") {
        const FullDisk full(512);
        chart.exported(u"chart.png"_s);
        REQUIRE(chart.dialogs.errors.size() == 1);
    }
    CHECK(QDir(chart.folder.path()).entryList(QDir::Files).isEmpty());
}

TEST_CASE("A full disk leaves the former export as it was", "[charts][export]") {
    QTemporaryDir folder;
    const QString path = folder.filePath(u"kept.csv"_s);
    saveFile(path, "former");
    {
        const FullDisk full(100);
        CHECK_THROWS_AS(saveFile(path, QByteArray(100'000, 'x')), FileError);
    }
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(file.readAll() == "former");
    CHECK(QDir(folder.path()).entryList(QDir::Files).size() == 1);
}

TEST_CASE("An empty chart says what is missing and offers nothing to copy or export",
          "[charts][frame]") {
    Framed chart(ChartContent{}, u"Enter prices in the catalog."_s);
    bool said = false;
    for (const QLabel* const label : chart.frame.findChildren<QLabel*>()) {
        said |= label->isVisible() && label->text() == u"Enter prices in the catalog."_s;
    }
    CHECK(said);
    for (const char* const name : {"showTableButton", "copyChartButton", "exportChartButton"}) {
        CHECK_FALSE(child<QWidget>(chart.frame, QString::fromLatin1(name)).isVisible());
    }
    CHECK_FALSE(child<QWidget>(chart.frame, u"chartPlot"_s).isVisible());
    // With content it comes to life.
    chart.frame.setContent(memoryContent(), {});
    CHECK(child<QWidget>(chart.frame, u"chartPlot"_s).isVisible());
    CHECK(child<QWidget>(chart.frame, u"copyChartButton"_s).isVisible());
}

TEST_CASE("The pointer over a bar shows its numbers, a click reports its option",
          "[charts][frame]") {
    Framed chart;
    auto& plot = child<ChartPlot>(chart.frame, u"chartPlot"_s);
    plot.replot(QCustomPlot::rpImmediateRefresh);
    const QPoint first(static_cast<int>(plot.xAxis->coordToPixel(1)),
                       static_cast<int>(plot.yAxis->coordToPixel(1)));
    QSignalSpy clicked(&chart.frame, &ChartFrame::optionClicked);
    QTest::mouseMove(&plot, first);
    CHECK(QTest::qWaitFor([] { return QToolTip::isVisible(); }, 2000));
    CHECK(QToolTip::text().contains(chart.frame.content().table.rows.front().front()));
    QTest::mouseClick(&plot, Qt::LeftButton, {}, first);
    REQUIRE(clicked.size() == 1);
    const auto hit = chart.frame.content().hit(plot, QPointF(first));
    REQUIRE(hit);
    CHECK(clicked.front().front().toString() == hit->optionId);
    QToolTip::hideText();
}

TEST_CASE("No cell of an exported table runs as a formula", "[charts][export]") {
    const QByteArray csv = toCsv(hostileTable());
    const QString tsv = toTsv(hostileTable());
    // OWASP, "CSV injection": =, +, - and @ in front start a formula; a plain number does not.
    CHECK(csv.startsWith("'=SUM(A1),Amount (USD)\r\n"));
    CHECK(csv.contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",-5.2\r\n"));
    CHECK(csv.contains("'+1 more,\"1,234.5\"\r\n"));
    CHECK(csv.contains("\"'@cmd, \"\"quoted\"\"\",unknown\r\n"));
    CHECK(csv.contains("\"'-dash\nline\",+7\r\n"));
    CHECK(parseCsv(csv.toStdString()).size() == 4);
    CHECK(tsv.contains(u"\n'-dash line\t+7\n"_s));
    CHECK(tsv.count(u'\n') == 5);
}
