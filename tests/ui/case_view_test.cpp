// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Cases in files, pictures, small windows and for screen readers.
#include <QAccessible>
#include <QClipboard>
#include <QHeaderView>
#include <QHelpEvent>
#include <QScrollBar>
#include <QToolTip>
#include <set>

#include "core/catalog/row.h"
#include "core/units/format.h"
#include "tests/support/case_view.h"
#include "tests/support/drawn_chart.h"
#include "tests/support/hostile_text.h"
#include "ui/charts/case_chart.h"
#include "ui/charts/chart_frame.h"

using namespace headroom;
using namespace headroom::tests;
using namespace headroom::tests::cases_view;

TEST_CASE("Copies and files of cases have plain numbers and no formula", "[cases][export]") {
    UiWindow ui;
    openCases(ui);
    for (const char* const name : {"=1+2", "@sum", "-2+3", "\"quoted\", comma"}) {
        ui.dialogs.fileNames = {written(ui, u"h.headroom"_s, titled(name))};
        press(ui, u"addCaseFileButton"_s);
    }
    waitForAnswers(ui);
    const QByteArray csv = exported(ui, u"caseResultsExportButton"_s, u"results.csv"_s);
    const QByteArray head = csv.left(csv.indexOf("\r\n"));
    CHECK(head.contains("'=1+2"));
    CHECK(head.contains("'@sum"));
    CHECK(head.contains("'-2+3"));
    CHECK(head.contains("\"\"\"quoted\"\", comma\""));
    const std::vector<Row> rows = parseCsv(csv.toStdString());
    REQUIRE(rows.size() == static_cast<std::size_t>(results(ui).model()->rowCount()));
    const CaseTable& shown = results(ui).cases();
    REQUIRE(shown.whole.columns.size() == 3 + 4 * 4);
    for (const QStringList& row : shown.whole.rows) {
        bool number = true;
        if (!row[4].isEmpty()) QString(row[4]).remove(u',').toDouble(&number);
        CHECK(number);
    }
    press(ui, u"caseResultsCopyButton"_s);
    CHECK(QGuiApplication::clipboard()->text().count(u'\n') == results(ui).model()->rowCount() + 1);
    // Ctrl+C takes the selected rows; titles of groups are none.
    inputs(ui).setFocus();
    inputs(ui).selectRow(0);
    QTest::keyClick(&inputs(ui), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&inputs(ui), Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].startsWith(u"Group\tInput\tField\t"_s));
    CHECK(lines[1].contains(inputs(ui).model()->index(1, 0).data().toString()));
    CHECK(exported(ui, u"caseInputsExportButton"_s, u"inputs.csv"_s).startsWith("Group,"));
    // A file that cannot be written is explained.
    CHECK(exported(ui, u"caseInputsExportButton"_s, u"no/such/folder.csv"_s).isEmpty());
    CHECK(ui.dialogs.errors.size() == 1);
}

TEST_CASE("Hostile names are shown as text and steer nothing", "[cases][hostile]") {
    UiWindow ui;
    openCases(ui);
    std::size_t next = 0;
    for (int i = 0; i < 3; ++i) {
        while (cases(ui).count() < 6 && next < hostileTexts().size()) {
            ui.dialogs.fileNames = {written(ui, u"h.headroom"_s, titled(hostileTexts()[next++]))};
            press(ui, u"addCaseFileButton"_s);
        }
        waitForAnswers(ui);
        for (const QLabel* label : ui.window->findChild<CasePage*>()->findChildren<QLabel*>()) {
            CHECK(label->textFormat() == Qt::PlainText);
        }
        for (int column = 0; column < results(ui).model()->columnCount(); ++column) {
            const QString tip =
                results(ui).model()->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
            CHECK_FALSE(tip.contains(u"<img"_s));
            CHECK(steering(heading(results(ui), column).toUtf8()) == QString());
        }
        const QByteArray csv = exported(ui, u"caseResultsExportButton"_s, u"hostile.csv"_s);
        CHECK(steering(csv, true) == QString());
        press(ui, u"caseResultsCopyButton"_s);
        CHECK(steering(QGuiApplication::clipboard()->text().toUtf8(), true) == QString());
        while (cases(ui).count() > 1) press(ui, u"case2RemoveButton"_s);
    }
}

TEST_CASE("What is cut or needs a sentence is whole in the tool tip", "[cases]") {
    UiWindow ui;
    openCases(ui, u"rag-30b-moe"_s);
    cases(ui).keep();
    waitForAnswers(ui);
    CaseTableView& table = results(ui);
    const auto tip = [&](const QString& row, int column) {
        for (int i = 0; i < table.model()->rowCount(); ++i) {
            if (!table.model()->index(i, 0).data().toString().startsWith(row)) continue;
            const QModelIndex index = table.model()->index(i, column);
            const QPoint at = table.visualRect(index).center();
            QHelpEvent event(QEvent::ToolTip, at, table.viewport()->mapToGlobal(at));
            QApplication::sendEvent(table.viewport(), &event);
            break;
        }
        return QToolTip::text();
    };
    const Evaluation& evaluation = ui.document().evaluation();
    CHECK(tip(u"Verdict"_s, 1)
              .contains(QString::fromStdString(ui.document().verdict().sentence).toHtmlEscaped()));
    CHECK(tip(u"Option"_s, 2)
              .contains(
                  QString::fromStdString(evaluation.options.front().option.name).toHtmlEscaped()));
    REQUIRE(cell(table, u"Even with it"_s, 1) != u"–"_s);
    CHECK(tip(u"Even with it"_s, 1)
              .contains(QString::fromStdString(evaluation.options.front().option.name)));
}

TEST_CASE("Six cases with long names fit the smallest window, the names of rows in sight",
          "[cases][layout]") {
    UiWindow ui;
    openCases(ui);
    ui.window->resize(900, 600);
    for (int i = 0; i < 5; ++i) {
        ui.dialogs.fileNames = {written(
            ui, u"long.headroom"_s,
            titled("A scenario whose name is longer than any column " + std::string(90, 'n')))};
        press(ui, u"addCaseFileButton"_s);
    }
    waitForAnswers(ui);
    auto& page = *ui.window->findChild<CasePage*>();
    for (const QWidget* widget : page.findChildren<QWidget*>()) {
        if (!widget->isVisible() || results(ui).isAncestorOf(widget) ||
            inputs(ui).isAncestorOf(widget)) {
            continue;
        }
        INFO(widget->objectName().toStdString());
        CHECK(widget->mapTo(&page, QPoint(widget->width(), 0)).x() <= page.width());
    }
    // A difference is never cut.
    CaseTableView& table = results(ui);
    for (const int column : table.cases().uncut) {
        for (int row = 0; row < table.model()->rowCount(); ++row) {
            const QString text = table.model()->index(row, column).data().toString();
            CHECK(QFontMetrics(table.font()).horizontalAdvance(text) < table.columnWidth(column));
        }
    }
    auto& names = child<QTableView>(table, u"frozenColumn"_s);
    CHECK_FALSE(names.isVisible());
    table.horizontalScrollBar()->setValue(table.horizontalScrollBar()->maximum());
    REQUIRE(names.isVisible());
    const int last = table.model()->rowCount() - 1;
    CHECK(names.rowViewportPosition(last) == table.rowViewportPosition(last));
    // An edit does not scroll back.
    const int sideways = table.horizontalScrollBar()->value();
    enter(edit(ui, u"requestsEdit"_s), u"421"_s);
    CHECK(table.horizontalScrollBar()->value() == sideways);
}

TEST_CASE("The bars of the cases are what their best options cost", "[cases][chart]") {
    UiWindow ui;
    openCases(ui, u"bursty-8b-chat"_s);
    press(ui, u"keepCaseButton"_s);
    waitForAnswers(ui);
    auto& chart = child<ChartFrame>(*ui.window, u"caseChart"_s);
    REQUIRE(chart.isVisible());
    const TextTable& table = chart.content().table;
    const OptionResult& best = ui.document().evaluation().options.front();
    int found = 0;
    for (const int row : table.emphasised) {
        const QStringList& cells = table.rows[static_cast<std::size_t>(row)];
        CHECK(cells[2] == QString::fromStdString(best.option.name));
        CHECK(cells[4] == QString::fromStdString(formatAmount(best.total)));
        ++found;
    }
    CHECK(found == 2);
    // One bar for each way and case.
    std::set<std::pair<QString, QString>> bars;
    for (const QStringList& row : table.rows) bars.insert({row[0], row[1]});
    CHECK(bars.size() == table.rows.size());
    CHECK(chart.content().summary.contains(u"Case 1: "_s));

    // With another currency the bars would share no axis.
    Scenario euros = ui.document().scenario();
    euros.finance.currency = Currency{"EUR"};
    ui.document().edit(euros, u"Change Currency"_s);
    CHECK(chart.content().empty());
    CHECK(says(chart, u"different currencies"_s));
    CHECK(cell(results(ui), u"In all"_s, 3) == u"other currency"_s);
}

TEST_CASE("The texts of the bars stay inside and apart at every size", "[cases][chart]") {
    CaseChartData data;
    data.currency = Currency{"USD"};
    for (const double largest : {0.0, 1.05, 9.5e6}) {
        const auto long_ = u"A name that is longer than there is room for "_s + QString(60, u'n');
        data.cases = {{long_,
                       36,
                       {},
                       {{{}, long_, theme::Role::Own, u"own"_s, largest, true},
                        {{}, u"Short"_s, theme::Role::Rent, u"rent, then buy"_s, 0.5, false},
                        {{}, u"API"_s, theme::Role::Api, u"API"_s, largest / 2, false}}},
                      {u"Nothing"_s, 1, u"nothing fits"_s, {}}};
        for (const QSize size : {QSize(420, 200), QSize(860, 220), QSize(1500, 240)}) {
            CAPTURE(largest, size.width());
            DrawnChart drawn(caseChart(data), size, chartStyle(false));
            CHECK(drawn.finite());
            CHECK(drawn.textTrouble() == QStringList());
        }
    }
}

TEST_CASE("Every control of the cases says what it is for", "[cases][accessibility]") {
    UiWindow ui;
    openCases(ui);
    press(ui, u"keepCaseButton"_s);
    press(ui, u"keepCaseButton"_s);
    waitForAnswers(ui);
    const auto& page = *ui.window->findChild<CasePage*>();
    std::set<QString> names;
    for (const QWidget* widget : page.findChildren<QWidget*>()) {
        if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus)) continue;
        if (qobject_cast<const QLabel*>(widget) || qobject_cast<const QScrollArea*>(widget))
            continue;
        const QAccessibleInterface* const access =
            QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
        INFO(widget->objectName().toStdString());
        REQUIRE(access != nullptr);
        const QString name = access->text(QAccessible::Name);
        CHECK_FALSE(name.isEmpty());
        if (widget->objectName().startsWith(u"case"_s)) CHECK(names.insert(name).second);
    }
    CHECK(names.size() > 8);
}
