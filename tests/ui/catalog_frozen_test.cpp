// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>

#include "tests/support/qt_warnings.h"
#include "tests/ui/catalog_import_fixture.h"
#include "ui/catalog/frozen_column.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

struct FrozenFixture : ImportFixture {
    QTableView& view = child<QTableView>(window, u"catalogTableView"_s);
    FrozenColumn& frozen = *view.findChild<FrozenColumn*>();

    FrozenFixture() {
        window.showTable("machines");
        // Every column, so that there is something to scroll.
        for (int column = 0; column < view.model()->columnCount(); ++column) {
            view.setColumnHidden(column, false);
        }
        QTest::qWait(0);
    }
    void scroll(int pixels) {
        view.horizontalScrollBar()->setValue(pixels);
        QTest::qWait(0);
    }
};

}  // namespace

TEST_CASE_METHOD(FrozenFixture, "The first column stays while the others scroll",
                 "[catalog][frozen]") {
    CHECK_FALSE(frozen.isVisible());
    scroll(300);
    REQUIRE(frozen.isVisible());
    const int first = view.horizontalHeader()->logicalIndex(0);
    CHECK_FALSE(frozen.isColumnHidden(first));
    CHECK(frozen.columnWidth(first) == view.columnWidth(first));
    // Row by row at the height of the view below.
    for (int row = 0; row < 5; ++row) {
        CHECK(frozen.rowViewportPosition(row) == view.rowViewportPosition(row));
    }
    view.verticalScrollBar()->setValue(7);
    CHECK(frozen.verticalScrollBar()->value() == 7);
    scroll(0);
    CHECK_FALSE(frozen.isVisible());
}

TEST_CASE_METHOD(FrozenFixture, "A click in the frozen column selects the row",
                 "[catalog][frozen]") {
    scroll(300);
    const QModelIndex third = view.model()->index(3, view.horizontalHeader()->logicalIndex(0));
    QTest::mouseClick(frozen.viewport(), Qt::LeftButton, {}, frozen.visualRect(third).center());
    CHECK(view.currentIndex().row() == 3);
    CHECK(view.selectionModel()->isRowSelected(3, {}));
    CHECK(frozen.isVisible());
}

TEST_CASE_METHOD(FrozenFixture, "The column can be let go", "[catalog][frozen]") {
    scroll(300);
    REQUIRE(frozen.isVisible());
    child<QAction>(window, u"freezeAction"_s).trigger();
    CHECK_FALSE(frozen.isVisible());
    child<QAction>(window, u"freezeAction"_s).trigger();
    CHECK(frozen.isVisible());
}

TEST_CASE_METHOD(FrozenFixture, "An editor of the table below is not taken for one of the column",
                 "[catalog][frozen]") {
    scroll(300);
    REQUIRE(frozen.isVisible());
    const QtWarnings warnings;
    view.setFocus();
    view.setCurrentIndex(view.model()->index(2, view.horizontalHeader()->logicalIndex(0)));
    QTest::keyClick(&view, Qt::Key_F2);
    QWidget* const editor = QApplication::focusWidget();
    const bool edits = editor != nullptr && editor != &view && view.isAncestorOf(editor);
    if (edits) QTest::keyClick(editor, Qt::Key_Return);
    CHECK(edits);
    CHECK(warnings.of(u"does not belong to this view"_s).isEmpty());
}
