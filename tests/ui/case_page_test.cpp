// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_page.h"

#include <QToolButton>

#include "core/catalog/row.h"
#include "core/units/format.h"
#include "tests/support/case_view.h"
#include "ui/charts/chart_frame.h"
#include "ui/widgets/message_bar.h"

using namespace headroom;
using namespace headroom::tests;
using namespace headroom::tests::cases_view;

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
    CHECK(ui.dialogs.asked.contains(u"Add Scenario Files"_s));
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

TEST_CASE("Cases are renamed and moved, the document stays first", "[cases]") {
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
