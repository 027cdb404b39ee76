// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A catalog with hostile text in every free cell: what the window and the report make of it.
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QTableView>

#include "tests/support/hostile_text.h"
#include "tests/support/pdf.h"
#include "tests/support/ui_pages.h"
#include "ui/catalog/catalog_table_model.h"
#include "ui/catalog/catalog_window.h"
#include "ui/report/report.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

/// Markup that loads a file, a formula, an escape and a direction mark in one.
const std::string kHostile =
    "<img src=\"file:///etc/passwd\"><a href='file:///etc/shadow'>x</a>=cmd|' /C calc'!A0"
    "\x1b[2J\xe2\x80\xae";

bool isFreeText(const ColumnInfo& column) {
    const bool text = column.kind == ColumnKind::Text || column.kind == ColumnKind::Link;
    return text && !column.key && column.knownValues.empty() && column.name != "changed_by";
}

/// The free columns of a table that take the text: some are read further, such as layers.
std::vector<std::string> columnsThatTake(CatalogSession& session, const TableInfo& table) {
    std::vector<std::string> columns;
    for (const ColumnInfo& column : table.columns) {
        if (!isFreeText(column)) continue;
        const std::vector<Row>& rows = session.rows().at(table.name);
        const auto known = std::find_if(rows.begin(), rows.end(),
                                        [&](const Row& row) { return row.has(column.name); });
        const Row row = known == rows.end() ? rows.front() : *known;
        Row changed = row;
        changed.set(column.name, row.text(column.name) + kHostile);
        if (!session.edit(u"Try"_s, {{table.name, row, changed}}).isEmpty()) continue;
        session.undoStack().undo();
        columns.push_back(column.name);
    }
    return columns;
}

/// Puts the text behind what every such cell says; groups by name stay apart that way.
int poison(CatalogSession& session) {
    std::vector<RowChange> changes;
    int columns = 0;
    for (const TableInfo& table : session.store().tables()) {
        const auto taking = columnsThatTake(session, table);
        columns += static_cast<int>(taking.size());
        for (const Row& row : session.rows().at(table.name)) {
            Row changed = row;
            for (const std::string& column : taking) {
                // Words that other rows or the engines look up stay as they are.
                const bool lookedUp = column == "provider" || column == "family" ||
                                      (table.name == "engine_support" && column != "notes");
                if (lookedUp) continue;
                changed.set(column, row.text(column) + kHostile);
            }
            changes.push_back({table.name, row, changed});
        }
    }
    REQUIRE(session.edit(u"Poison"_s, std::move(changes)) == QString());
    return columns;
}

/// Whether Qt would read the text as markup and find a file to load in it.
bool loadsFile(const QString& text) {
    return Qt::mightBeRichText(text) && text.contains(u"<img src=\"file:"_s);
}

/// Labels, tooltips and what is this below `parent` that would be read as markup.
QStringList markupBelow(const QWidget& parent) {
    QStringList found;
    for (const QWidget* const widget : parent.findChildren<QWidget*>()) {
        if (loadsFile(widget->toolTip()) || loadsFile(widget->whatsThis())) {
            found << u"tooltip of "_s + widget->objectName();
        }
        const auto* const label = qobject_cast<const QLabel*>(widget);
        if (label == nullptr || label->textFormat() == Qt::PlainText) continue;
        const bool rich = label->textFormat() != Qt::AutoText || loadsFile(label->text());
        if (rich && label->text().contains(u"<img src=\"file:"_s)) found << label->text().left(80);
    }
    for (const auto* const view : parent.findChildren<QAbstractItemView*>()) {
        const QAbstractItemModel* const model = view->model();
        if (model == nullptr) continue;
        for (int row = 0; row < std::min(model->rowCount(), 40); ++row) {
            for (int column = 0; column < model->columnCount(); ++column) {
                const QString tip = model->index(row, column).data(Qt::ToolTipRole).toString();
                if (loadsFile(tip)) found << u"tooltip in "_s + view->objectName();
            }
        }
    }
    return found;
}

}  // namespace

TEST_CASE("Hostile text of the catalog is text on every page and in the report", "[hostile]") {
    UiWindow ui;
    CHECK(poison(*ui.session) > 60);
    openExample(ui, u"private-70b-assistant"_s, PageId::Answer);
    for (const Finding& finding : ui.document().findings()) UNSCOPED_INFO(finding.message);
    REQUIRE_FALSE(ui.document().evaluation().options.empty());
    for (const PageId page : {PageId::Answer, PageId::Memory, PageId::Speed, PageId::Cost,
                              PageId::Risk, PageId::Compare, PageId::Place, PageId::Validation}) {
        CAPTURE(static_cast<int>(page));
        ui.window->showPage(page);
        QTest::qWait(50);
        CHECK(markupBelow(*ui.window).join(u'\n') == QString());
    }
    const QString path = ui.file(u"report.pdf"_s);
    const Document& document = ui.document();
    ReportSettings settings;
    writeReport(path, document.scenario(), document.evaluation(), document.catalog(), settings);
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    CHECK_FALSE(bytes.contains("file:///etc"));
    CHECK_FALSE(bytes.contains("/Launch"));
    CHECK_FALSE(bytes.contains("/JavaScript"));
    // Poppler shows the markup itself: it was drawn, not obeyed.
    if (const auto text = pdfText(path)) {
        CHECK(text->contains(u"<imgsrc="_s));
        CHECK(steering(text->toUtf8()) == QString());
    }
}

TEST_CASE("Hostile text of the catalog is text in its own window", "[hostile][catalog]") {
    FakeDialogs dialogs;
    const auto session = memorySession();
    poison(*session);
    CatalogWindow window(*session);
    window.show();
    REQUIRE(QTest::qWaitForWindowActive(&window));
    for (const TableInfo& table : session->store().tables()) {
        CAPTURE(table.name);
        window.showTable(table.name);
        QTest::qWait(0);
        CHECK(markupBelow(window).join(u'\n') == QString());
        auto& view = child<QTableView>(window, u"catalogTableView"_s);
        for (int row = 0; row < std::min(view.model()->rowCount(), 3); ++row) {
            for (int column = 0; column < view.model()->columnCount(); ++column) {
                // One line, and nothing in it that turns the direction of what follows.
                const QString shown = view.model()->index(row, column).data().toString();
                CAPTURE(column, shown.toStdString());
                CHECK(steering(shown.toUtf8(), true) == QString());
            }
        }
    }
}
