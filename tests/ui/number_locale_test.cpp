// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whether every number that the program makes is written in the form of the locale: on the pages,
// in the report, in charts; and that files of numbers are not.
#include "ui/theme/number_locale.h"

#include <QComboBox>
#include <QDirIterator>
#include <QLabel>
#include <QRegularExpression>
#include <QTabWidget>
#include <QTextEdit>

#include "core/units/format.h"
#include "tests/support/report.h"
#include "tests/support/styled.h"
#include "tests/support/ui_pages.h"
#include "ui/charts/axis_ticks.h"
#include "ui/charts/chart_frame.h"
#include "ui/charts/text_table_view.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/report/report_document.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

/// Marks that no language of the program's own texts has: Arabic decimal and thousands separators.
const NumberStyle kStrange{"\u066B", "\u066C", 3, false};

/// All that is written in the sources and the catalog: names, versions, formulas, paragraphs.
const QString& writtenTexts() {
    static const QString texts = [] {
        QString all;
        for (const char* const room : {"core", "ui", "database/seed", "resources/validation"}) {
            QDirIterator files(QStringLiteral(HEADROOM_SOURCE_DIR "/%1").arg(QLatin1String(room)),
                               {u"*.cpp"_s, u"*.h"_s, u"*.csv"_s}, QDir::Files,
                               QDirIterator::Subdirectories);
            while (files.hasNext()) all += QString::fromUtf8(bytesOf(files.next()));
        }
        return all;
    }();
    return texts;
}

/// Numbers with an English decimal point or comma that stand in no source and no catalog row: they
/// were worked out and missed the style.
QStringList unstyled(const QString& text) {
    static const QRegularExpression kNumber(
        u"[A-Za-z0-9]*[0-9]+[.,][0-9]+(?:[.,][0-9]+)*[A-Za-z0-9]*"_s);
    // Of commands to type: "-d 0,4096".
    static const QRegularExpression kArgument(u" -[a-z]+ [0-9,.]+"_s);
    QStringList found;
    const QString sentences = QString(text).remove(kArgument);
    for (auto hits = kNumber.globalMatch(sentences); hits.hasNext();) {
        const QString hit = hits.next().captured();
        if (!writtenTexts().contains(hit)) found << hit;
    }
    return found;
}

QString textOf(const TextTable& table) {
    QStringList lines;
    for (const TableColumn& column : table.columns) lines << column.heading();
    for (const QStringList& row : table.rows) lines << row.join(u" | "_s);
    return lines.join(u'\n');
}

/// Everything that a page says.
QString textOf(const QWidget& page) {
    QStringList lines;
    for (const QLabel* const label : page.findChildren<QLabel*>()) lines << label->text();
    for (const QTextEdit* const edit : page.findChildren<QTextEdit*>()) {
        lines << edit->toPlainText();
    }
    for (const auto* const view : page.findChildren<QTableView*>()) {
        const QAbstractItemModel& model = *view->model();
        for (int row = 0; row < std::min(model.rowCount(), 60); ++row) {
            for (int column = 0; column < model.columnCount(); ++column) {
                lines << model.index(row, column).data().toString();
            }
        }
    }
    for (const auto* const chart : page.findChildren<ChartFrame*>()) {
        const ChartContent& content = chart->content();
        lines << content.title << content.subtitle << content.summary << textOf(content.table);
    }
    return lines.join(u'\n');
}

QString plainTextOf(const QString& html) {
    QString text = html;
    text.remove(QRegularExpression(u"<(style|svg)[^>]*>.*?</\\1>"_s,
                                   QRegularExpression::DotMatchesEverythingOption));
    return text.replace(QRegularExpression(u"<[^>]*>"_s), u" "_s);
}

}  // namespace

TEST_CASE("Every page writes its numbers in the form of the locale", "[locale][page]") {
    const Styled strange(kStrange);
    for (const auto& example : {u"private-70b-assistant"_s, u"rag-30b-moe"_s}) {
        UiWindow ui;
        openExample(ui, example, PageId::Answer);
        auto& tabs = child<QTabWidget>(*ui.window, u"pages"_s);
        for (int i = 0; i < tabs.count(); ++i) {
            tabs.setCurrentIndex(i);
            REQUIRE(QTest::qWaitFor([&] { return !ui.window->busy(); }, 60'000));
            INFO(example.toStdString() << ", " << tabs.tabText(i).toStdString());
            const QString text = textOf(*tabs.currentWidget());
            CHECK(text.contains(QChar(0x066B)));
            CHECK(unstyled(text).join(u' ').toStdString() == "");
        }
    }
}

TEST_CASE("The report writes its numbers in the form of the locale", "[locale][report]") {
    const Styled strange(kStrange);
    Scenario scenario = loadScenario(u":/examples/private-70b-assistant.headroom"_s).scenario;
    const Evaluation evaluation = evaluate(scenario, seedCatalog());
    const QString text = plainTextOf(QString::fromUtf8(
        htmlReport(makeReport(scenario, evaluation, seedCatalog(), ReportSettings{}))));
    CHECK(text.contains(QChar(0x066B)));
    CHECK(text.contains(QChar(0x066C)));
    CHECK(unstyled(text).join(u' ').toStdString() == "");
}

TEST_CASE("A locale says how numbers and prices are written", "[locale]") {
    CHECK(numberStyleOf(QLocale::c()) == NumberStyle{".", ",", 3, false});
    CHECK(numberStyleOf(QLocale(u"en_US"_s)) == NumberStyle{".", ",", 3, false});
    CHECK(numberStyleOf(QLocale(u"de_DE"_s)) == NumberStyle{",", ".", 3, true});
    CHECK(numberStyleOf(QLocale(u"fr_FR"_s)) == NumberStyle{",", "\u202F", 3, true});
    CHECK(numberStyleOf(QLocale(u"en_CH"_s)) == NumberStyle{".", "\u2019", 3, false});
    CHECK(numberStyleOf(QLocale(u"es_ES"_s)).ungroupedDigits == 4);
    // Digits of their own.
    CHECK(numberStyleOf(QLocale(u"ar_EG"_s)) == NumberStyle{});
}

TEST_CASE("A file of numbers keeps the decimal point, a copy has the form of the screen",
          "[locale][charts]") {
    const Styled german(numberStyleOf(QLocale(u"de_DE"_s)));
    TextTable table;
    table.columns = {{u"Option"_s, {}, false}, {u"Cost"_s, u"USD"_s, true}};
    table.rows = {{u"RTX 3.090, 24 GB"_s, QString::fromStdString(formatNumber(-1234.5, 1))}};
    CHECK(toCsv(table).contains("\"RTX 3.090, 24 GB\",\"-1,234.5\""));
    CHECK(toTsv(table).contains(u"RTX 3.090, 24 GB\t-1.234,5"_s));
}

TEST_CASE("Axes put the currency where the locale has it", "[locale][charts]") {
    CHECK(moneyTick(12'500, Currency{"USD"}) == u"$12.5k"_s);
    const Styled german(numberStyleOf(QLocale(u"de_DE"_s)));
    CHECK(moneyTick(12'500, Currency{"USD"}) == u"12,5k\u00A0$"_s);
    CHECK(moneyTick(500, Currency{"EUR"}) == u"500\u00A0EUR"_s);
}

TEST_CASE("The settings keep the form of numbers for the next start", "[locale][settings]") {
    QSettings().clear();
    const auto session = memorySession();
    {
        SettingsDialog dialog(u"catalog.sqlite"_s, session->catalog());
        auto& box = child<QComboBox>(dialog, u"settingsNumbersCombo"_s);
        CHECK(box.currentData().toString().isEmpty());
        CHECK(box.findText(u"1.234,5"_s, Qt::MatchStartsWith) > 0);
        box.setCurrentIndex(box.findData(u"de_DE"_s));
        child<QPushButton>(dialog, u"settingsOkButton"_s).click();
    }
    CHECK(savedNumberLocale() == u"de_DE"_s);
    CHECK(numberStyle() == NumberStyle{});
    applyNumberLocale(savedNumberLocale());
    CHECK(formatNumber(1234.5, 1) == "1.234,5");
    saveNumberLocale({});
    CHECK(savedNumberLocale().isEmpty());
    QLocale::setDefault(QLocale::c());
    setNumberStyle({});
}
