// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// From numbers to their working, and from the working to what it was computed from.
#include <QMenu>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTextBlock>

#include "core/scenario/fields.h"
#include "tests/support/ui_pages.h"
#include "ui/catalog/catalog_window.h"
#include "ui/charts/text_table_view.h"
#include "ui/charts/working_links.h"
#include "ui/charts/working_view.h"
#include "ui/document/risk_session.h"
#include "ui/pages/serving_panel.h"
#include "ui/widgets/card.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

const auto kExample = u"private-70b-assistant"_s;

/// Where a link of the view is drawn, in its viewport.
QPoint placeOfLink(WorkingView& view, const QString& text) {
    const QTextCursor found = view.document()->find(text);
    INFO(text.toStdString());
    REQUIRE_FALSE(found.isNull());
    REQUIRE_FALSE(found.charFormat().anchorHref().isEmpty());
    QTextCursor start = found;
    start.setPosition(found.selectionStart() + 1);
    return view.cursorRect(start).center();
}

void clickLink(WorkingView& view, const QString& text) {
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, placeOfLink(view, text));
}

QString pageTitle(UiWindow& ui) {
    auto& pages = child<QTabWidget>(*ui.window, u"pages"_s);
    return pages.tabText(pages.currentIndex());
}

QString markedLine(const WorkingView& view) {
    return view.extraSelections().isEmpty()
               ? QString()
               : view.extraSelections().constFirst().cursor.block().text();
}

constexpr int kMostWait = 120'000;  // of a Debug build under sanitizers on a busy machine

/// That every number of a table leads to a line of the working of its own page.
void checkWhys(UiWindow& ui, const QString& tableName, WorkingPart part, const QString& viewName) {
    const auto& table = child<QTableView>(*ui.window, tableName);
    const QString working = child<WorkingView>(*ui.window, viewName).toPlainText();
    REQUIRE(table.model()->rowCount() > 0);
    for (int row = 0; row < table.model()->rowCount(); ++row) {
        for (int column = 1; column < table.model()->columnCount(); ++column) {
            const QVariant why = table.model()->index(row, column).data(kWhyRole);
            CAPTURE(tableName.toStdString(), row, column);
            REQUIRE(why.canConvert<WhyTarget>());
            const auto target = why.value<WhyTarget>();
            CAPTURE(target.line.toStdString());
            CHECK(target.part == part);
            CHECK(working.contains(target.line + u'\n'));
        }
    }
}

/// The cell in which a table says so, by heading.
QModelIndex cellOf(const QTableView& table, int row, const QString& heading) {
    for (int column = 0; column < table.model()->columnCount(); ++column) {
        const QString title = table.model()->headerData(column, Qt::Horizontal).toString();
        if (title.startsWith(heading)) return table.model()->index(row, column);
    }
    return {};
}

}  // namespace

TEST_CASE("A click on an input of a working leads to its field", "[why][window]") {
    UiWindow ui;
    openExample(ui, kExample, PageId::Memory);
    auto& view = child<WorkingView>(*ui.window, u"memoryWorking"_s);
    clickLink(view, u"Context length 131,072 tokens"_s);
    const QWidget* const focus = ui.window->focusWidget();
    REQUIRE(focus != nullptr);
    CHECK(focus->property("fieldId").toString() == u"workload.context_tokens");
    CHECK(focus->visibleRegion().boundingRect().height() > 0);
}

TEST_CASE("Tab and Return follow the links of a working", "[why][window]") {
    UiWindow ui;
    openExample(ui, kExample, PageId::Cost);
    auto& view = child<WorkingView>(*ui.window, u"costWorking"_s);
    view.goToLine(u"Present value"_s);
    QTest::keyClick(&view, Qt::Key_Tab);
    CHECK(view.textCursor().selectedText().startsWith(u"Discount rate"_s));
    QTest::keyClick(&view, Qt::Key_Return);
    const QWidget* const focus = ui.window->focusWidget();
    REQUIRE(focus != nullptr);
    CHECK(focus->property("fieldId").toString() == u"finance.discount_rate_per_year");
}

TEST_CASE("A click on a row of the catalog opens it there", "[why][window]") {
    UiWindow ui;
    openExample(ui, kExample, PageId::Memory);
    auto& view = child<WorkingView>(*ui.window, u"memoryWorking"_s);
    const ModelSpec& model = *ui.document().catalog().model("llama-3.3-70b");
    clickLink(view, QString::fromStdString(model.name + " (catalog"));
    auto* const catalog = ui.window->findChild<CatalogWindow*>();
    REQUIRE(catalog != nullptr);
    const auto* const rows = catalog->findChild<QTableView*>(u"catalogTableView"_s);
    REQUIRE(rows != nullptr);
    CHECK(rows->currentIndex().siblingAtColumn(0).data().toString().contains(u"llama-3.3-70b"_s));
}

TEST_CASE("The inputs that a line holds back are shown on demand", "[why][window]") {
    UiWindow ui;
    openExample(ui, kExample, PageId::Cost);
    auto& view = child<WorkingView>(*ui.window, u"costWorking"_s);
    const auto links = [&] { return view.toHtml().count(u"href=\"input:"_s); };
    const auto before = links();
    const QTextCursor more = view.document()->find(QRegularExpression(u"and \\d+ more"_s));
    REQUIRE_FALSE(more.isNull());
    clickLink(view, more.selectedText());
    CHECK(links() > before);
    // Tab goes on with the first of them.
    QTest::keyClick(&view, Qt::Key_Tab);
    CHECK(view.textCursor().hasSelection());
    CHECK(inputLink(view.textCursor().charFormat().anchorHref())->input == kShownInputs);
}

TEST_CASE("Every reference of a working leads somewhere", "[why]") {
    UiWindow ui;
    openExample(ui, kExample, PageId::Cost);
    const Document& document = ui.document();
    const OptionResult& option = *document.focused();
    int rows = 0;
    for (const auto& lines : {explainMemory(option, document.scenario(), document.catalog()),
                              explainSpeed(option, document.scenario(), document.catalog()),
                              explainPower(option, document.scenario(), document.catalog()),
                              explainCost(option, document.scenario(), document.catalog())}) {
        for (const ExplanationLine& line : lines) {
            for (const InputReference& input : line.inputs) {
                INFO(line.label + ": " + referenceText(input));
                CHECK_FALSE(inputTip(input).isEmpty());
                if (input.kind == InputKind::Field) CHECK(findField(input.id) != nullptr);
                if (input.kind == InputKind::CatalogRow) ++rows;
            }
        }
    }
    CHECK(rows > 20);
}

TEST_CASE("Names in links are text, whatever they hold", "[why]") {
    const InputReference hostile{InputKind::CatalogRow, "\"><script>", "machines",
                                 "<img src=\"file:///etc/passwd\">%1%2", "\"><b>now</b>"};
    const QString html = inputsHtml({hostile, hostile}, 3, true);
    CHECK_FALSE(html.contains(u"<img"_s));
    CHECK_FALSE(html.contains(u"<b>"_s));
    CHECK_FALSE(html.contains(u"script"_s));
    CHECK(html.count(u"<a "_s) == 2);
    QTextDocument text;
    text.setHtml(html);
    CHECK(text.toPlainText().contains(u"<img src=\"file:///etc/passwd\">%1%2"_s));
    CHECK_FALSE(inputLink(u"input:x/1"_s));
    CHECK_FALSE(inputLink(u"https://example.org"_s));
}

TEST_CASE("Why leads from a number in a table to the line that explains it", "[why][window]") {
    UiWindow ui;
    openExample(ui, kExample, PageId::Compare);
    auto& table = child<QTableView>(*ui.window, u"compareTable"_s);
    const QModelIndex cell = cellOf(table, 1, u"Present value"_s);
    REQUIRE(cell.isValid());
    const QString name = cell.siblingAtColumn(0).data().toString();
    table.setFocus();
    table.setCurrentIndex(cell);
    child<QAction>(*ui.window, u"whyAction"_s).trigger();
    CHECK(pageTitle(ui) == u"Cost"_s);
    CHECK(QString::fromStdString(ui.document().focused()->option.name) == name);
    auto& view = child<WorkingView>(*ui.window, u"costWorking"_s);
    CHECK(view.hasFocus());
    CHECK(markedLine(view).startsWith(u"Present value"_s));
}

TEST_CASE("The context menu of a card asks which number", "[why][window]") {
    UiWindow ui;
    openExample(ui, kExample, PageId::Answer);
    auto& card = child<Card>(*ui.window, u"optionCard1"_s);
    QContextMenuEvent key(QContextMenuEvent::Keyboard, card.rect().center(),
                          card.mapToGlobal(card.rect().center()));
    QApplication::sendEvent(&card, &key);
    auto* const menu = card.findChild<QMenu*>(u"whyMenu"_s);
    REQUIRE(menu != nullptr);
    REQUIRE(menu->actions().size() == 5);
    menu->actions().constLast()->trigger();
    CHECK(pageTitle(ui) == u"Power and Place"_s);
    CHECK(markedLine(child<WorkingView>(*ui.window, u"powerWorking"_s)).startsWith(u"Decode"_s));
}

TEST_CASE("Every number of the tables that says why has that line in its working",
          "[why][window]") {
    UiWindow ui;
    openExample(ui, kExample, PageId::Answer);
    const std::array tables{std::pair{PageId::Memory, u"ledgerTable"_s},
                            std::pair{PageId::Speed, u"speedTable"_s},
                            std::pair{PageId::Cost, u"monthlyTable"_s}};
    const std::array views{u"memoryWorking"_s, u"speedWorking"_s, u"costWorking"_s};
    for (std::size_t i = 0; i < tables.size(); ++i) {
        ui.window->showPage(tables[i].first);
        const auto& table = child<QTableView>(*ui.window, tables[i].second);
        const QString working = child<WorkingView>(*ui.window, views[i]).toPlainText();
        int known = 0;
        for (int row = 0; row < std::min(table.model()->rowCount(), 16); ++row) {
            for (int column = 1; column < table.model()->columnCount(); ++column) {
                const QModelIndex cell = table.model()->index(row, column);
                const QVariant why = cell.data(kWhyRole);
                if (cell.data().toString().isEmpty()) continue;
                REQUIRE(why.canConvert<WhyTarget>());
                if (cell.data().toString().startsWith(u"0"_s)) continue;  // nothing, so no line
                INFO(why.value<WhyTarget>().line.toStdString());
                CHECK(working.contains(why.value<WhyTarget>().line));
                ++known;
            }
        }
        CHECK(known > 0);
    }
}

TEST_CASE("The odds of an option lead to their working, with that option's numbers",
          "[why][window][risk]") {
    UiWindow ui;
    openExample(ui, u"rag-30b-moe"_s, PageId::Risk);
    REQUIRE(QTest::qWaitFor([&] { return ui.document().risk().study() != nullptr; }, kMostWait));
    auto& view = child<WorkingView>(*ui.window, u"riskWorking"_s);
    REQUIRE(QTest::qWaitFor([&] { return !view.toPlainText().isEmpty(); }, kMostWait));
    checkWhys(ui, u"oddsTable"_s, WorkingPart::Risk, u"riskWorking"_s);
    checkWhys(ui, u"worthTable"_s, WorkingPart::Risk, u"riskWorking"_s);
    auto& odds = child<QTableView>(*ui.window, u"oddsTable"_s);
    const QModelIndex cell = cellOf(odds, 1, u"Cheapest"_s);
    REQUIRE(cell.isValid());
    odds.setFocus();
    odds.setCurrentIndex(cell);
    child<QAction>(*ui.window, u"whyAction"_s).trigger();
    const OptionRisk& second = ui.document().risk().study()->options[1];
    CHECK(ui.document().focused() == &ui.document().evaluation().options[second.option]);
    CHECK(pageTitle(ui) == u"Risk"_s);
    CHECK(view.hasFocus());
    CHECK(markedLine(view).startsWith(u"Cheapest"_s));
    CHECK(view.toPlainText().contains(cell.data().toString()));
    CHECK(child<QLabel>(*ui.window, u"riskWorkingTitle"_s)
              .text()
              .contains(cell.siblingAtColumn(0).data().toString()));
}

TEST_CASE("A simulated wait leads to its working, and from there to the form",
          "[why][window][serving]") {
    UiWindow ui;
    QSignalSpy done(ui.window->findChild<ServingPanel*>(u"servingPanel"_s),
                    &ServingPanel::simulated);
    openExample(ui, u"rag-30b-moe"_s, PageId::Speed);
    REQUIRE((done.count() > 0 || done.wait(kMostWait)));
    checkWhys(ui, u"servingTable"_s, WorkingPart::Serving, u"servingWorking"_s);
    auto& table = child<QTableView>(*ui.window, u"servingTable"_s);
    table.setFocus();
    table.setCurrentIndex(cellOf(table, 1, u"P95"_s));
    child<QAction>(*ui.window, u"whyAction"_s).trigger();
    auto& view = child<WorkingView>(*ui.window, u"servingWorking"_s);
    CHECK(view.hasFocus());
    CHECK(markedLine(view).startsWith(u"First token"_s));
    QTest::keyClick(&view, Qt::Key_Tab);
    CHECK(view.textCursor().selectedText().startsWith(u"Requests"_s));
}
