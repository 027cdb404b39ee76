// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_page.h"

#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QHeaderView>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QTabBar>
#include <QToolButton>
#include <set>

#include "core/catalog/row.h"
#include "core/units/format.h"
#include "tests/support/drawn_chart.h"
#include "tests/support/hostile_text.h"
#include "tests/support/ui_pages.h"
#include "ui/charts/case_chart.h"
#include "ui/charts/chart_frame.h"
#include "ui/pages/case_table_view.h"
#include "ui/widgets/message_bar.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

/// The Cases view of an example, reached with the keys of the tab bar.
void openCases(UiWindow& ui, const QString& example = u"private-70b-assistant"_s) {
    openExample(ui, example, PageId::Compare);
    auto& views = child<QTabBar>(*ui.window, u"compareViews"_s);
    views.setFocus();
    QTest::keyClick(&views, Qt::Key_Right);
    REQUIRE(ui.window->findChild<CasePage*>()->isVisible());
}

CaseList& cases(UiWindow& ui) {
    return ui.window->findChild<CasePage*>()->cases();
}

void waitForAnswers(UiWindow& ui) {
    REQUIRE(QTest::qWaitFor([&] { return !cases(ui).judging(); }, 60'000));
}

void press(UiWindow& ui, const QString& button) {
    auto& widget = child<QAbstractButton>(*ui.window, button);
    REQUIRE(widget.isVisible());
    QTest::mouseClick(&widget, Qt::LeftButton);
}

void pressKey(UiWindow& ui, const QString& button) {
    auto& widget = child<QAbstractButton>(*ui.window, button);
    REQUIRE(widget.isVisible());
    widget.setFocus();
    QTest::keyClick(&widget, Qt::Key_Space);
}

CaseTableView& results(UiWindow& ui) {
    return child<CaseTableView>(*ui.window, u"caseResultsTable"_s);
}

CaseTableView& inputs(UiWindow& ui) {
    return child<CaseTableView>(*ui.window, u"caseInputsTable"_s);
}

/// A cell by the beginning of its row's name; the columns are those on screen.
QString cell(const CaseTableView& table, const QString& row, int column) {
    for (int i = 0; i < table.model()->rowCount(); ++i) {
        if (table.model()->index(i, 0).data().toString().startsWith(row)) {
            return table.model()->index(i, column).data().toString();
        }
    }
    FAIL("no row " << row.toStdString());
    return {};
}

QString heading(const CaseTableView& table, int column) {
    return table.model()->headerData(column, Qt::Horizontal).toString();
}

QString written(UiWindow& ui, const QString& name, const Scenario& scenario) {
    saveScenario(ui.file(name),
                 {.scenario = scenario, .snapshot = {}, .savedOn = {}, .unknown = {}});
    return ui.file(name);
}

Scenario titled(const std::string& title) {
    Scenario scenario;
    scenario.title = title;
    return scenario;
}

void dropFiles(UiWindow& ui, const QStringList& paths) {
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& path : paths) urls << QUrl::fromLocalFile(path);
    data.setUrls(urls);
    auto& page = *ui.window->findChild<CasePage*>();
    QDragEnterEvent enterEvent(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton,
                               Qt::NoModifier);
    QApplication::sendEvent(&page, &enterEvent);
    REQUIRE(enterEvent.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&page, &drop);
}

void chooseItem(UiWindow& ui, const QString& name, int index) {
    auto& box = child<QComboBox>(*ui.window, name);
    box.setFocus();
    QTest::keyClick(&box, Qt::Key_Home);
    for (int i = 0; i < index; ++i) QTest::keyClick(&box, Qt::Key_Down);
    REQUIRE(box.currentIndex() == index);
}

QByteArray exported(UiWindow& ui, const QString& button, const QString& name) {
    ui.dialogs.fileNames = {ui.file(name)};
    press(ui, button);
    QFile file(ui.file(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

TEST_CASE("Without other cases the view says what to do next, and the options stay one tab away",
          "[cases]") {
    UiWindow ui;
    openCases(ui);
    CHECK(child<QLabel>(*ui.window, u"caseEmptyText"_s).isVisible());
    CHECK_FALSE(results(ui).isVisible());
    CHECK_FALSE(child<ChartFrame>(*ui.window, u"caseChart"_s).isVisible());
    auto& views = child<QTabBar>(*ui.window, u"compareViews"_s);
    QTest::mouseClick(&views, Qt::LeftButton, {}, views.tabRect(0).center());
    CHECK(child<QTableView>(*ui.window, u"compareTable"_s).isVisible());
    CHECK_FALSE(ui.window->findChild<CasePage*>()->isVisible());
}

TEST_CASE("A kept case stays as it was while edits change the first column", "[cases]") {
    UiWindow ui;
    openCases(ui);
    press(ui, u"keepCaseButton"_s);
    waitForAnswers(ui);
    REQUIRE(results(ui).isVisible());
    CHECK_FALSE(child<QLabel>(*ui.window, u"caseEmptyText"_s).isVisible());
    CHECK(heading(results(ui), 1).startsWith(u"Private 70B assistant"_s));
    CHECK(heading(results(ui), 2) == u"Case 1"_s);
    CHECK(heading(results(ui), 3).startsWith(u"Difference\n"_s));
    const QString before = cell(results(ui), u"Present value"_s, 2);
    CHECK(cell(results(ui), u"Present value"_s, 1) == before);
    CHECK(cell(results(ui), u"Present value"_s, 3) == u"same"_s);
    CHECK_FALSE(inputs(ui).isVisible());
    CHECK(says(*ui.window, u"inputs are the same."_s));

    enter(edit(ui, u"concurrentUsersEdit"_s), u"9"_s);
    enter(edit(ui, u"requestsEdit"_s), u"900"_s);
    const OptionResult& best = ui.document().evaluation().options.front();
    CHECK(cell(results(ui), u"Present value"_s, 1) ==
          QString::fromStdString(formatAmount(best.presentValue)));
    CHECK(cell(results(ui), u"Present value"_s, 2) == before);
    CHECK(cell(results(ui), u"Present value"_s, 3).contains(u"cheaper"_s));
    CHECK(cell(results(ui), u"Present value"_s, 3).startsWith(u"-"_s));
    REQUIRE(inputs(ui).isVisible());
    CHECK(cell(inputs(ui), u"Concurrent users"_s, 1) == u"9 slots"_s);
    CHECK(cell(inputs(ui), u"Concurrent users"_s, 2) == u"4 slots"_s);
    CHECK(cell(inputs(ui), u"Requests"_s, 1) == u"900 per day"_s);
    CHECK(cell(inputs(ui), u"Workload"_s, 1).isEmpty());  // the title of the group
    CHECK(inputs(ui).model()->rowCount() == 3);
    CHECK(child<QLabel>(*ui.window, u"case2About"_s)
              .text()
              .contains(u"2 inputs differ: Concurrent users, Requests"_s));

    // Undoing the edits makes both alike again.
    ui.document().undoStack().setIndex(0);
    CHECK(cell(results(ui), u"Present value"_s, 3) == u"same"_s);
    CHECK_FALSE(inputs(ui).isVisible());
}

TEST_CASE("Scenario files are added by the button and by dropping several at once",
          "[cases][files]") {
    UiWindow ui;
    openCases(ui);
    ui.dialogs.fileNames = {written(ui, u"one.headroom"_s, titled("Plan A"))};
    press(ui, u"addCaseFileButton"_s);
    CHECK(ui.dialogs.asked.contains(u"Add Scenario File"_s));
    CHECK(cases(ui).count() == 2);
    Scenario untitled;
    dropFiles(ui, {written(ui, u"two.headroom"_s, titled("Plan A")),
                   written(ui, u"three.headroom"_s, untitled), ui.file(u"notes.txt"_s)});
    waitForAnswers(ui);
    CHECK(cases(ui).names() == std::vector<QString>{u"Private 70B assistant"_s, u"Plan A"_s,
                                                    u"Plan A (2)"_s, u"three"_s});
    CHECK(ui.dialogs.errors.isEmpty());
    // The document is still the one that was open.
    CHECK(ui.document().title() == u"Private 70B assistant"_s);
    CHECK(cell(results(ui), u"Verdict"_s, 2) == cell(results(ui), u"Verdict"_s, 4));
    // Cancelling the question adds nothing.
    press(ui, u"addCaseFileButton"_s);
    CHECK(cases(ui).count() == 4);
}

TEST_CASE("A file that cannot be read is explained and nothing is lost", "[cases][files]") {
    UiWindow ui;
    openCases(ui);
    press(ui, u"keepCaseButton"_s);
    QFile broken(ui.file(u"broken.headroom"_s));
    REQUIRE(broken.open(QIODevice::WriteOnly));
    broken.write("{\"format\": \"headroom-scenario\", \"versi");
    broken.close();
    dropFiles(ui, {written(ui, u"a.headroom"_s, titled("A")), ui.file(u"broken.headroom"_s),
                   ui.file(u"missing.headroom"_s), written(ui, u"b.headroom"_s, titled("B"))});
    REQUIRE(ui.dialogs.errors.size() == 2);
    CHECK(ui.dialogs.errors[0].startsWith(u"Cannot Add Scenario: "_s));
    CHECK(ui.dialogs.errors[1].contains(u"missing.headroom"_s));
    waitForAnswers(ui);
    CHECK(cases(ui).names() ==
          std::vector<QString>{u"Private 70B assistant"_s, u"Case 1"_s, u"A"_s, u"B"_s});
}

TEST_CASE("A scenario with errors shows the first one instead of figures", "[cases]") {
    UiWindow ui;
    openCases(ui);
    Scenario wrong = titled("Wrong");
    wrong.workload.concurrentUsers = 0;
    ui.dialogs.fileNames = {written(ui, u"wrong.headroom"_s, wrong)};
    press(ui, u"addCaseFileButton"_s);
    waitForAnswers(ui);
    CHECK(cell(results(ui), u"Verdict"_s, 2) == u"cannot be judged"_s);
    CHECK(cell(results(ui), u"Present value"_s, 2) == u"–"_s);
    CHECK(cell(results(ui), u"Present value"_s, 3) == u"–"_s);
    auto& problem = child<QLabel>(*ui.window, u"case2Problem"_s);
    CHECK(problem.isVisible());
    CHECK(problem.text().contains(u"Concurrent users"_s));
    // The figures of the others stand.
    CHECK(cell(results(ui), u"Present value"_s, 1) != u"–"_s);

    // An error typed into the document leaves its last figures, and says so.
    enter(edit(ui, u"concurrentUsersEdit"_s), u"0"_s);
    auto& own = child<QLabel>(*ui.window, u"case1Problem"_s);
    CHECK(own.isVisible());
    CHECK(own.text().startsWith(u"Figures of the last inputs without an error."_s));
    CHECK(cell(results(ui), u"Present value"_s, 1) != u"–"_s);
}

TEST_CASE("A removed case can be put back where it was, with keys alone", "[cases]") {
    UiWindow ui;
    openCases(ui);
    pressKey(ui, u"keepCaseButton"_s);
    pressKey(ui, u"keepCaseButton"_s);
    pressKey(ui, u"keepCaseButton"_s);
    waitForAnswers(ui);
    chooseItem(ui, u"caseReferenceComboBox"_s, 2);
    REQUIRE(cases(ui).reference() == 2);
    pressKey(ui, u"case3RemoveButton"_s);
    CHECK(cases(ui).count() == 3);
    CHECK(cases(ui).reference() == 0);
    auto& bar = child<MessageBar>(*ui.window, u"caseMessageBar"_s);
    CHECK(bar.isVisible());
    CHECK(bar.text().contains(u"Case 2"_s));
    // The button of the message has the focus already.
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    CHECK(cases(ui).names() ==
          std::vector<QString>{u"Private 70B assistant"_s, u"Case 1"_s, u"Case 2"_s, u"Case 3"_s});
    CHECK(cases(ui).reference() == 2);
    CHECK_FALSE(bar.isVisible());
    CHECK_FALSE(cases(ui).judging());
}

TEST_CASE("Cases are renamed and moved; the document stays first", "[cases]") {
    UiWindow ui;
    openCases(ui);
    press(ui, u"keepCaseButton"_s);
    press(ui, u"keepCaseButton"_s);
    enter(edit(ui, u"case2NameEdit"_s), u"Cheap"_s);
    CHECK(heading(results(ui), 2) == u"Cheap"_s);
    // An empty name is none, and one that is taken gets a number.
    enter(edit(ui, u"case2NameEdit"_s), {});
    CHECK(edit(ui, u"case2NameEdit"_s).text() == u"Cheap"_s);
    enter(edit(ui, u"case3NameEdit"_s), u"Cheap"_s);
    CHECK(heading(results(ui), 4) == u"Cheap (2)"_s);

    CHECK_FALSE(child<QToolButton>(*ui.window, u"case2LeftButton"_s).isVisible());
    CHECK_FALSE(child<QToolButton>(*ui.window, u"case3RightButton"_s).isVisible());
    enter(edit(ui, u"case3NameEdit"_s), u"Dear"_s);
    pressKey(ui, u"case3LeftButton"_s);
    CHECK(cases(ui).names() ==
          std::vector<QString>{u"Private 70B assistant"_s, u"Dear"_s, u"Cheap"_s});
    // The focus has gone along with the case.
    CHECK(QApplication::focusWidget()->objectName() == u"case2RightButton"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    CHECK(cases(ui).names().back() == u"Dear"_s);
    CHECK(child<QToolButton>(*ui.window, u"case3RemoveButton"_s).accessibleName() ==
          u"Remove Dear"_s);
}

TEST_CASE("Any case can be the reference of the differences", "[cases]") {
    UiWindow ui;
    openCases(ui, u"bursty-8b-chat"_s);
    press(ui, u"keepCaseButton"_s);
    enter(edit(ui, u"requestsEdit"_s), u"6000"_s);
    waitForAnswers(ui);
    // Columns: figure, document, case, difference of the case.
    const QString toDocument = cell(results(ui), u"In all"_s, 3);
    CHECK(toDocument.contains(u"cheaper"_s));
    chooseItem(ui, u"caseReferenceComboBox"_s, 1);
    // Columns: figure, document, difference of the document, case.
    CHECK(heading(results(ui), 2) == u"Difference\nto Case 1"_s);
    CHECK(cell(results(ui), u"In all"_s, 2).contains(u"dearer"_s));
    CHECK(cell(results(ui), u"In all"_s, 2).section(u' ', 0, 0) ==
          u'+' + toDocument.section(u' ', 0, 0).mid(1));
    CHECK(child<QLabel>(*ui.window, u"case2About"_s).text().contains(u"reference"_s));
    // It stays the reference when it moves.
    press(ui, u"keepCaseButton"_s);
    pressKey(ui, u"case2RightButton"_s);
    CHECK(cases(ui).reference() == 2);
}

TEST_CASE("A seventh case is refused in plain words", "[cases]") {
    UiWindow ui;
    openCases(ui);
    for (int i = 0; i < 5; ++i) press(ui, u"keepCaseButton"_s);
    auto& bar = child<MessageBar>(*ui.window, u"caseMessageBar"_s);
    CHECK(cases(ui).count() == 6);
    CHECK_FALSE(bar.isVisible());
    press(ui, u"keepCaseButton"_s);
    CHECK(cases(ui).count() == 6);
    CHECK(bar.isVisible());
    CHECK(bar.text().startsWith(u"Six cases are compared already"_s));
    // Without a question that would be in vain.
    press(ui, u"addCaseFileButton"_s);
    CHECK(ui.dialogs.asked.isEmpty());
    dropFiles(ui, {written(ui, u"more.headroom"_s, titled("More"))});
    CHECK(cases(ui).count() == 6);
    // Putting back needs room, too.
    press(ui, u"case6RemoveButton"_s);
    cases(ui).keep();
    QTest::mouseClick(&child<QToolButton>(bar, u"messageActionButton"_s), Qt::LeftButton);
    CHECK(cases(ui).count() == 6);
    CHECK(bar.text().startsWith(u"Six cases are compared already"_s));
}

TEST_CASE("The option in focus can be followed through all cases", "[cases][focus]") {
    UiWindow ui;
    openCases(ui);
    press(ui, u"keepCaseButton"_s);
    waitForAnswers(ui);
    const OptionResult& third = ui.document().evaluation().options[2];
    const QString name = QString::fromStdString(third.option.name);
    ui.document().setFocusedOption(QString::fromStdString(third.option.id));
    CHECK_FALSE(cell(results(ui), u"Option"_s, 2).contains(name));
    chooseItem(ui, u"caseOptionComboBox"_s, 1);
    CHECK(cell(results(ui), u"Option"_s, 1).contains(name));
    CHECK(cell(results(ui), u"Option"_s, 2).contains(name));
    CHECK(cell(results(ui), u"Present value"_s, 2) ==
          QString::fromStdString(formatAmount(third.presentValue)));
}

TEST_CASE("A file is judged with the prices saved in it, a kept case with those of its time",
          "[cases][prices]") {
    UiWindow ui;
    openCases(ui);
    ui.document().save(ui.file(u"saved.headroom"_s));
    press(ui, u"keepCaseButton"_s);
    ui.dialogs.fileNames = {ui.file(u"saved.headroom"_s)};
    press(ui, u"addCaseFileButton"_s);
    waitForAnswers(ui);
    auto& prices = child<QLabel>(*ui.window, u"casePrices"_s);
    CHECK(prices.text() == u"Every case is judged with the catalog’s current prices."_s);
    const QString before = cell(results(ui), u"On the first day"_s, 1);

    const std::string machine = ui.document().evaluation().options.front().option.catalogId;
    const std::vector<Row>& machines = ui.session->rows().at("machines");
    const Row row = *std::find_if(machines.begin(), machines.end(), [&](const Row& candidate) {
        return candidate.text("id") == machine;
    });
    Row cheaper = row;
    cheaper.set("price_usd", "1000");
    REQUIRE(ui.session->edit(u"Change Price"_s, {{"machines", row, cheaper}}) == QString());
    waitForAnswers(ui);
    CHECK(cell(results(ui), u"On the first day"_s, 1) != before);
    CHECK(cell(results(ui), u"On the first day"_s, 2) == before);
    CHECK(cell(results(ui), u"On the first day"_s, 4) == before);
    CHECK(cell(results(ui), u"On the first day"_s, 3).contains(u"dearer"_s));
    CHECK(prices.text().contains(u"“Case 1” with the prices of when it was kept"_s));
    CHECK(prices.text().contains(u"is judged with the prices saved in its file"_s));
    CHECK(prices.text().endsWith(u"; the others with the catalog’s current prices."_s));
    CHECK(child<QLabel>(*ui.window, u"case2About"_s).text().contains(u"same inputs"_s));
}

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
