// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <QtWidgets>

#include "tests/support/qt_strings.h"
#include "tests/support/qt_warnings.h"
#include "ui/catalog/catalog_table_model.h"
#include "ui/catalog/catalog_window.h"
#include "ui/dialogs/dialogs.h"

using namespace headroom;
using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Answers every question as told and remembers what was asked.
class ScriptedDialogs final : public Dialogs {
public:
    ScriptedDialogs() { setDialogs(this); }
    ~ScriptedDialogs() override { setDialogs(nullptr); }
    QString openFileName(QWidget*, const QString&, const QString&) override { return {}; }
    QStringList openFileNames(QWidget*, const QString&, const QString&) override { return {}; }
    QString saveFileName(QWidget*, const QString&, const QString&, const QString&) override {
        return {};
    }
    Answer askToSave(QWidget*, const QString& title) override {
        asked << title;
        return saveAnswer;
    }
    bool confirm(QWidget*, const QString&, const QString& text, const QString&) override {
        asked << text;
        return agrees;
    }
    void showError(QWidget*, const QString&, const QString& text, const QString&) override {
        asked << text;
    }
    bool agrees{true};
    Answer saveAnswer{Answer::Cancel};
    QStringList asked;
};

struct Shown {
    CatalogSession session{std::make_unique<CatalogStore>(u":memory:"_s)};
    ScriptedDialogs dialogs;
    CatalogWindow window{session};

    Shown() {
        window.setToday([] { return QDate(2026, 11, 24); });
        window.resize(1280, 800);
        window.show();
        window.activateWindow();
        REQUIRE(QTest::qWaitForWindowExposed(&window));
    }
    template <class T>
    T& child(const QString& name) {
        T* found = window.findChild<T*>(name);
        INFO(name.toStdString());
        REQUIRE(found != nullptr);
        return *found;
    }
    QTableView& view() { return child<QTableView>(u"catalogTableView"_s); }
    QListWidget& tables() { return child<QListWidget>(u"tableList"_s); }
    QLineEdit& filter() { return child<QLineEdit>(u"filterLineEdit"_s); }
    QLineEdit& field(const QString& column) { return child<QLineEdit>(u"field_"_s + column); }
    QString message() {
        QWidget& bar = child<QWidget>(u"messageBar"_s);
        return bar.isVisible() ? bar.findChild<QLabel*>(u"messageText"_s)->text() : QString();
    }
    int column(const QString& heading) {
        for (int i = 0; i < view().model()->columnCount(); ++i) {
            const QString shown = view().model()->headerData(i, Qt::Horizontal).toString();
            if (shown.section(u'\n', 0, 0) == heading) return i;
        }
        FAIL("no column " << heading.toStdString());
        return -1;
    }
    QModelIndex cell(const QString& id, const QString& heading) {
        const QAbstractItemModel& model = *view().model();
        const int key = column(u"Identifier"_s);
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, key).data().toString() == id) {
                return model.index(row, column(heading));
            }
        }
        return {};
    }
    void click(const QModelIndex& index) {
        view().scrollTo(index);
        QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, view().visualRect(index).center());
    }
    void doubleClick(const QModelIndex& index) {
        click(index);
        QTest::mouseDClick(view().viewport(), Qt::LeftButton, {},
                           view().visualRect(index).center());
        QCoreApplication::processEvents();
    }
    void selectTable(const QString& name) {
        for (int i = 0; i < tables().count(); ++i) {
            QListWidgetItem* item = tables().item(i);
            if (item->data(Qt::UserRole).toString() != name) continue;
            QTest::mouseClick(tables().viewport(), Qt::LeftButton, {},
                              tables().visualItemRect(item).center());
        }
    }
    Row machine(const char* id) {
        for (const Row& row : session.rows().find("machines")->second) {
            if (row.text("id") == id) return row;
        }
        FAIL("no row " << id);
        return {};
    }
    std::string stored(const char* id, const char* column) { return machine(id).text(column); }
};

const QString kPrice = u"Price"_s;

}  // namespace

TEST_CASE("The window lists the thirteen tables with their rows", "[catalog][window]") {
    Shown s;
    CHECK(s.tables().count() == 13);
    CHECK(s.tables().item(0)->data(Qt::AccessibleTextRole).toString().contains(u"191 row"_s));
    s.selectTable(u"electricity"_s);
    CHECK(s.view().model()->rowCount() == 93);
    CHECK(s.child<QLabel>(u"rowCountLabel"_s).text() == u"93 rows"_s);
    s.selectTable(u"exchange_rates"_s);
    CHECK(s.view().model()->rowCount() ==
          static_cast<int>(s.session.rows().find("exchange_rates")->second.size()));
}

TEST_CASE("Ctrl+F filters as one types and the empty state leads back", "[catalog][window]") {
    Shown s;
    s.view().setFocus();
    QTest::keySequence(&s.view(), QKeySequence::Find);
    CHECK(s.filter().hasFocus());
    QTest::keyClicks(&s.filter(), u"dgx spark"_s);
    CHECK(s.view().model()->rowCount() >= 1);
    CHECK(s.view().model()->rowCount() < 72);
    QTest::keyClicks(&s.filter(), u" zzz"_s);
    CHECK(s.view().model()->rowCount() == 0);
    CHECK(s.child<QLabel>(u"emptyLabel"_s).text().contains(u"dgx spark zzz"_s));
    auto& button = s.child<QToolButton>(u"emptyButton"_s);
    CHECK(button.isVisible());
    QTest::mouseClick(&button, Qt::LeftButton);
    CHECK(s.view().model()->rowCount() == 72);
    CHECK(s.view().isVisible());
}

TEST_CASE("A price edited in its cell takes today's date and offers the source",
          "[catalog][window]") {
    Shown s;
    s.doubleClick(s.cell(u"dgx-spark"_s, kPrice));
    auto& price = s.child<QLineEdit>(u"priceLineEdit"_s);
    CHECK(s.child<QLineEdit>(u"priceDateLineEdit"_s).text() == u"2026-11-24"_s);
    CHECK(s.child<QLineEdit>(u"priceSourceLineEdit"_s).text().startsWith(u"https://overclock3d"_s));
    QTest::keyClicks(&price, u"4321"_s);  // the old price is selected and replaced
    QTest::keyClick(&price, Qt::Key_Tab);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    auto& source = s.child<QLineEdit>(u"priceSourceLineEdit"_s);
    CHECK(source.hasFocus());
    source.selectAll();
    QTest::keyClicks(&source, u"https://shop.example/spark"_s);
    QTest::keyClick(&source, Qt::Key_Return);
    QCoreApplication::processEvents();
    CHECK(s.stored("dgx-spark", "price_usd") == "4321");
    CHECK(s.stored("dgx-spark", "price_date") == "2026-11-24");
    CHECK(s.stored("dgx-spark", "price_source_url") == "https://shop.example/spark");
    CHECK(s.stored("dgx-spark", "changed_by") == "you");
    CHECK(s.session.undoStack().count() == 1);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    CHECK(s.window.findChild<QLineEdit*>(u"priceLineEdit"_s) == nullptr);
}

TEST_CASE("Looking into a price without typing changes nothing", "[catalog][window]") {
    Shown s;
    s.doubleClick(s.cell(u"dgx-spark"_s, kPrice));
    QTest::keyClick(&s.child<QLineEdit>(u"priceLineEdit"_s), Qt::Key_Return);
    QCoreApplication::processEvents();
    CHECK(s.session.undoStack().count() == 0);
    CHECK(s.stored("dgx-spark", "price_date") == "2026-09-08");
}

TEST_CASE("A refused price stays in its editor with the reason above", "[catalog][window]") {
    Shown s;
    s.doubleClick(s.cell(u"dgx-spark"_s, kPrice));
    auto& price = s.child<QLineEdit>(u"priceLineEdit"_s);
    QTest::keyClicks(&price, u"about 4k"_s);
    QTest::keyClick(&price, Qt::Key_Return);
    QCoreApplication::processEvents();
    REQUIRE(s.window.findChild<QLineEdit*>(u"priceLineEdit"_s) == &price);
    CHECK(price.text() == u"about 4k"_s);
    CHECK(s.message().contains(u"“about 4k” is not a number"_s));
    price.selectAll();
    QTest::keyClicks(&price, u"-4"_s);  // a number, which the catalog's own rule refuses
    QTest::keyClick(&price, Qt::Key_Return);
    QCoreApplication::processEvents();
    REQUIRE(s.window.findChild<QLineEdit*>(u"priceLineEdit"_s) == &price);
    CHECK(price.text() == u"-4"_s);
    QTest::keyClick(&price, Qt::Key_Escape);
    QCoreApplication::processEvents();
    CHECK(s.stored("dgx-spark", "price_usd") == "4699");
}

TEST_CASE("A price is stored once when the table goes on to another cell", "[catalog][window]") {
    Shown s;
    s.doubleClick(s.cell(u"dgx-spark"_s, kPrice));
    QTest::keyClicks(&s.child<QLineEdit>(u"priceLineEdit"_s), u"4321"_s);
    const QtWarnings warnings;
    // As keys do that reach the table: the view closes the editor, which then loses the focus.
    QTest::keyClick(&s.view(), Qt::Key_Down);
    QCoreApplication::processEvents();
    CHECK(warnings.of(u"does not belong to this view"_s).isEmpty());
    CHECK(s.stored("dgx-spark", "price_usd") == "4321");
    CHECK(s.session.undoStack().count() == 1);
}

TEST_CASE("F2 edits a text cell and Return commits it", "[catalog][window]") {
    Shown s;
    s.click(s.cell(u"dgx-spark"_s, u"Name"_s));
    QTest::keyClick(&s.view(), Qt::Key_F2);
    auto& editor = s.child<QLineEdit>(u"cellEditor"_s);
    QTest::keyClicks(&editor, u"Spark"_s);
    QTest::keyClick(&editor, Qt::Key_Return);
    QCoreApplication::processEvents();
    CHECK(s.stored("dgx-spark", "name") == "Spark");
    CHECK(s.session.undoStack().undoText().contains(u"Name"_s));
}

TEST_CASE("Ctrl+D duplicates, Ctrl+Z takes it back, the selection stays", "[catalog][window]") {
    Shown s;
    s.click(s.cell(u"dgx-spark"_s, u"Name"_s));
    QTest::keySequence(&s.view(), QKeySequence(Qt::CTRL | Qt::Key_D));
    CHECK(s.view().model()->rowCount() == 73);
    CHECK(s.view().currentIndex() == s.cell(u"dgx-spark-copy"_s, u"Name"_s));
    QTest::keySequence(&s.view(), QKeySequence(Qt::CTRL | Qt::Key_D));
    CHECK(s.view().currentIndex().isValid());
    CHECK(s.view().model()->rowCount() == 74);
    QTest::keySequence(&s.view(), QKeySequence::Undo);
    QTest::keySequence(&s.view(), QKeySequence::Undo);
    CHECK(s.view().model()->rowCount() == 72);
}

TEST_CASE("Delete asks first, names what depends, and can be undone", "[catalog][window]") {
    Shown s;
    s.click(s.cell(u"dgx-spark"_s, u"Name"_s));
    s.dialogs.agrees = false;
    QTest::keyClick(&s.view(), Qt::Key_Delete);
    CHECK(s.view().model()->rowCount() == 72);
    REQUIRE(s.dialogs.asked.size() == 1);
    CHECK(s.dialogs.asked[0].contains(u"DGX Spark"_s));
    s.dialogs.agrees = true;
    QTest::keyClick(&s.view(), Qt::Key_Delete);
    CHECK(s.view().model()->rowCount() == 71);
    CHECK(s.view().currentIndex().isValid());
    QTest::keySequence(&s.view(), QKeySequence::Undo);
    CHECK(s.view().model()->rowCount() == 72);
    CHECK(s.stored("dgx-spark", "price_usd") == "4699");
}

TEST_CASE("An accelerator that machines use is not deleted silently", "[catalog][window]") {
    Shown s;
    s.selectTable(u"accelerators"_s);
    s.click(s.cell(u"gb10"_s, u"Name"_s));
    QTest::keyClick(&s.view(), Qt::Key_Delete);
    REQUIRE_FALSE(s.dialogs.asked.isEmpty());
    CHECK(s.dialogs.asked[0].contains(u"DGX Spark"_s));
    CHECK(s.cell(u"gb10"_s, u"Name"_s).isValid());
    CHECK_FALSE(s.message().isEmpty());
}

TEST_CASE("Rows travel through the clipboard as a spreadsheet sees them", "[catalog][window]") {
    Shown s;
    s.click(s.cell(u"dgx-spark"_s, u"Name"_s));
    QTest::keySequence(&s.view(), QKeySequence::Copy);
    const QString copied = QGuiApplication::clipboard()->text();
    CHECK(copied.startsWith(u"Identifier\t"_s));
    CHECK(copied.contains(u"\ndgx-spark\t"_s));
    QString changed = copied;
    changed.replace(u"4699"_s, u"4000"_s);
    QGuiApplication::clipboard()->setText(changed);
    QTest::keySequence(&s.view(), QKeySequence::Paste);
    CHECK(s.stored("dgx-spark", "price_usd") == "4000");
    CHECK(s.stored("dgx-spark", "price_date") == "2026-11-24");
    CHECK(s.session.undoStack().count() == 1);
    QGuiApplication::clipboard()->setText(u"Identifier\tPrice (USD)\ndgx-spark\tfree\n"_s);
    QTest::keySequence(&s.view(), QKeySequence::Paste);
    CHECK(s.message().contains(u"Line 2"_s));
    CHECK(s.stored("dgx-spark", "price_usd") == "4000");
}

TEST_CASE("The row editor applies several fields as one step", "[catalog][window]") {
    Shown s;
    s.click(s.cell(u"dgx-spark"_s, u"Name"_s));
    QLineEdit& price = s.field(u"price_usd"_s);
    QLineEdit& date = s.field(u"price_date"_s);
    CHECK(date.text() == u"2026-09-08"_s);
    price.selectAll();
    QTest::keyClicks(&price, u"4200"_s);
    CHECK(date.text() == u"2026-11-24"_s);
    CHECK_FALSE(s.child<QLabel>(u"priceHintLabel"_s).text().isEmpty());
    QLineEdit& noise = s.field(u"noise_dba"_s);
    noise.clear();
    QTest::keyClicks(&noise, u"38"_s);
    QTest::mouseClick(&s.child<QPushButton>(u"applyRowButton"_s), Qt::LeftButton);
    CHECK(s.stored("dgx-spark", "price_usd") == "4200");
    CHECK(s.stored("dgx-spark", "price_date") == "2026-11-24");
    CHECK(s.stored("dgx-spark", "noise_dba") == "38");
    CHECK(s.session.undoStack().count() == 1);
    s.session.undoStack().undo();
    CHECK(price.text() == u"4699"_s);
}

TEST_CASE("A date typed by the person beats today's", "[catalog][window]") {
    Shown s;
    s.click(s.cell(u"dgx-spark"_s, u"Name"_s));
    QLineEdit& date = s.field(u"price_date"_s);
    date.selectAll();
    QTest::keyClicks(&date, u"2026-10"_s);
    QLineEdit& price = s.field(u"price_usd"_s);
    price.selectAll();
    QTest::keyClicks(&price, u"4200"_s);
    CHECK(date.text() == u"2026-10"_s);
    QTest::mouseClick(&s.child<QPushButton>(u"applyRowButton"_s), Qt::LeftButton);
    CHECK(s.stored("dgx-spark", "price_date") == "2026-10");
}

TEST_CASE("What the row editor refuses stays typed, with the reason below", "[catalog][window]") {
    Shown s;
    s.click(s.cell(u"dgx-spark"_s, u"Name"_s));
    QLineEdit& noise = s.field(u"noise_dba"_s);
    noise.selectAll();
    QTest::keyClicks(&noise, u"quiet"_s);
    QTest::mouseClick(&s.child<QPushButton>(u"applyRowButton"_s), Qt::LeftButton);
    CHECK(noise.text() == u"quiet"_s);
    CHECK(s.child<QLabel>(u"error_noise_dba"_s).isVisible());
    s.click(s.cell(u"dgx-spark-x2"_s, u"Name"_s));  // leaving is refused, too
    QCoreApplication::processEvents();
    CHECK(noise.text() == u"quiet"_s);
    CHECK(s.view().selectionModel()->isRowSelected(s.cell(u"dgx-spark"_s, u"Name"_s).row()));
    QTest::mouseClick(&s.child<QPushButton>(u"revertRowButton"_s), Qt::LeftButton);
    CHECK(noise.text() == u"40"_s);
    s.click(s.cell(u"dgx-spark-x2"_s, u"Name"_s));
    CHECK(s.child<QLabel>(u"rowTitleLabel"_s).text().contains(u"2x DGX Spark"_s));
}

TEST_CASE("Leaving a row saves what was typed", "[catalog][window]") {
    Shown s;
    s.click(s.cell(u"dgx-spark"_s, u"Name"_s));
    QLineEdit& noise = s.field(u"noise_dba"_s);
    noise.selectAll();
    QTest::keyClicks(&noise, u"37"_s);
    s.click(s.cell(u"dgx-spark-x2"_s, u"Name"_s));
    CHECK(s.stored("dgx-spark", "noise_dba") == "37");
    CHECK(s.child<QLabel>(u"rowTitleLabel"_s).text().contains(u"2x DGX Spark"_s));
}

TEST_CASE("A new row needs its required fields and is then selected", "[catalog][window]") {
    Shown s;
    s.selectTable(u"exchange_rates"_s);
    const int before = s.view().model()->rowCount();
    s.window.findChild<QAction*>(u"addRowAction"_s)->trigger();
    auto& apply = s.child<QPushButton>(u"applyRowButton"_s);
    QTest::mouseClick(&apply, Qt::LeftButton);
    CHECK(s.view().model()->rowCount() == before);
    CHECK(s.child<QLabel>(u"error_currency"_s).isVisible());
    QTest::keyClicks(&s.field(u"currency"_s), u"XTS"_s);
    QTest::keyClicks(&s.field(u"usd_per_unit"_s), u"0.5"_s);
    CHECK(s.field(u"as_of_date"_s).text() == u"2026-11-24"_s);
    QTest::keyClicks(&s.field(u"source_url"_s), u"https://rates.example"_s);
    QTest::mouseClick(&apply, Qt::LeftButton);
    INFO(s.message().toStdString());
    CHECK(s.view().model()->rowCount() == before + 1);
    CHECK(s.child<QLabel>(u"rowTitleLabel"_s).text() == u"XTS"_s);
    CHECK(s.session.catalog()->exchangeRate(Currency("XTS"))->usdPerUnit == 0.5);
}

TEST_CASE("A copy whose key must be one of given words waits for its key", "[catalog][window]") {
    Shown s;
    s.selectTable(u"exchange_rates"_s);
    const int before = s.view().model()->rowCount();
    const QString rate = s.field(u"usd_per_unit"_s).text();
    s.window.findChild<QAction*>(u"duplicateRowAction"_s)->trigger();
    CHECK(s.view().model()->rowCount() == before);
    CHECK(s.field(u"currency"_s).text().isEmpty());
    CHECK(s.field(u"usd_per_unit"_s).text() == rate);
    CHECK(s.message().contains(u"Currency"_s));
    QTest::keyClicks(&s.field(u"currency"_s), u"XTS"_s);
    QTest::mouseClick(&s.child<QPushButton>(u"applyRowButton"_s), Qt::LeftButton);
    CHECK(s.view().model()->rowCount() == before + 1);
}

TEST_CASE("Closing with typed text asks, and Cancel keeps the window", "[catalog][window]") {
    Shown s;
    s.click(s.cell(u"dgx-spark"_s, u"Name"_s));
    QLineEdit& noise = s.field(u"noise_dba"_s);
    noise.selectAll();
    QTest::keyClicks(&noise, u"36"_s);
    CHECK_FALSE(s.window.close());
    CHECK(s.dialogs.asked.size() == 1);
    s.dialogs.saveAnswer = Dialogs::Answer::Save;
    CHECK(s.window.close());
    CHECK(s.stored("dgx-spark", "noise_dba") == "36");
}

TEST_CASE("The column menu shows and hides columns", "[catalog][window]") {
    Shown s;
    const int column = s.column(u"Noise"_s);
    const bool hidden = s.view().isColumnHidden(column);
    for (QAction* action : s.child<QMenu>(u"columnsMenu"_s).actions()) {
        if (action->text() == u"Noise (dBA)"_s) action->trigger();
    }
    CHECK(s.view().isColumnHidden(column) != hidden);
}

TEST_CASE("Every table shows its first row with all its fields", "[catalog][window]") {
    Shown s;
    for (const TableInfo& table : s.session.store().tables()) {
        INFO(table.name);
        s.selectTable(QString::fromStdString(table.name));
        CHECK(s.view().currentIndex().isValid());
        for (const ColumnInfo& column : table.columns) {
            QWidget& field = s.child<QWidget>(u"field_"_s + QString::fromStdString(column.name));
            CHECK_FALSE(field.accessibleName().isEmpty());
        }
    }
    CHECK(s.session.undoStack().count() == 0);
}

TEST_CASE("Only web addresses are opened", "[catalog][window]") {
    Shown s;
    s.click(s.cell(u"dgx-spark"_s, u"Name"_s));
    QLineEdit& source = s.field(u"price_source_url"_s);
    auto& open = s.child<QToolButton>(u"open_price_source_url"_s);
    CHECK(open.isEnabled());
    source.selectAll();
    QTest::keyClicks(&source, u"file:///etc/passwd"_s);
    CHECK_FALSE(open.isEnabled());
}
