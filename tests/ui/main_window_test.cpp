// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QStatusBar>
#include <QTabWidget>
#include <QTextBrowser>
#include <QToolButton>
#include <cmath>
#include <set>

#include "core/scenario/fields.h"
#include "tests/support/ui_window.h"
#include "ui/actions.h"
#include "ui/catalog/catalog_window.h"
#include "ui/document/recent_files.h"
#include "ui/pages/start_page.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

void changeSomething(UiWindow& ui) {
    Scenario next = ui.document().scenario();
    next.workload.concurrentUsers += 1;
    ui.document().edit(next, u"Change Concurrent Users"_s);
}

void trigger(UiWindow& ui, const QString& name) {
    child<QAction>(*ui.window, name).trigger();
}

QString saved(UiWindow& ui, const QString& name) {
    const QString path = ui.file(name);
    ui.dialogs.fileNames.push_back(path);
    trigger(ui, u"saveAsAction"_s);
    REQUIRE(QFile::exists(path));
    return path;
}

int mainWindows() {
    int count = 0;
    for (const QWidget* const widget : QApplication::topLevelWidgets()) {
        count += qobject_cast<const MainWindow*>(widget) != nullptr;
    }
    return count;
}

/// Relative luminance and contrast of WCAG 2.1, 1.4.3.
double luminance(const QColor& color) {
    const auto linear = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

QString path(const QWidget* widget) {
    QStringList names;
    for (const QWidget* at = widget; at; at = at->parentWidget()) {
        names.prepend(at->objectName().isEmpty()
                          ? QString::fromLatin1(at->metaObject()->className())
                          : at->objectName());
    }
    return names.join(u'/');
}

/// Texts that have less room than they need, by name.
QStringList clippedTexts(const QWidget& window) {
    QStringList clipped;
    for (const QLabel* const label : window.findChildren<QLabel*>()) {
        if (!label->isVisible() || label->text().isEmpty()) continue;
        if (qobject_cast<const ElidedLabel*>(label)) continue;
        const bool tooNarrow = !label->wordWrap() && label->width() < label->sizeHint().width();
        const bool tooLow =
            label->wordWrap() && label->height() < label->heightForWidth(label->width());
        if (tooNarrow || tooLow) clipped << path(label) + u": "_s + label->text();
    }
    for (const QAbstractButton* const button : window.findChildren<QAbstractButton*>()) {
        if (!button->isVisible() || button->text().isEmpty()) continue;
        if (button->width() < button->sizeHint().width()) {
            clipped << path(button) + u": "_s + button->text();
        }
    }
    return clipped;
}

}  // namespace

TEST_CASE("Every command has one name and one shortcut, and menus have mnemonics", "[window]") {
    UiWindow ui;
    std::set<QString> names;
    std::set<QKeySequence> shortcuts;
    for (const ActionSpec& spec : actionTable()) {
        INFO(spec.objectName);
        CHECK(names.insert(QString::fromLatin1(spec.objectName)).second);
        const auto& action = child<QAction>(*ui.window, QString::fromLatin1(spec.objectName));
        for (const QKeySequence& shortcut : action.shortcuts()) {
            CHECK(shortcuts.insert(shortcut).second);
        }
        CHECK(QString::fromUtf8(spec.text).contains(u'&'));
    }
    for (const QAction* const menu : ui.window->menuBar()->actions()) {
        CHECK(menu->text().contains(u'&'));
        std::set<QChar> mnemonics;
        for (const QAction* const action : menu->menu()->actions()) {
            const auto at = action->text().indexOf(u'&');
            if (action->isSeparator() || at < 0) continue;
            INFO(action->text().toStdString());
            CHECK(mnemonics.insert(action->text().at(at + 1).toLower()).second);
        }
    }
}

TEST_CASE("The start page offers the examples and opens one unmodified", "[window][start]") {
    UiWindow ui;
    ui.show();
    const std::vector<Example> all = examples();
    REQUIRE(all.size() >= 6);
    auto& card = child<Card>(*ui.window, u"exampleCard1"_s);
    CHECK(card.isVisible());
    QTest::mouseClick(&card, Qt::LeftButton);
    CHECK(ui.document().title() == all.front().title);
    CHECK(ui.window->windowTitle().startsWith(all.front().title));
    CHECK_FALSE(ui.document().modified());
    CHECK(ui.document().path().isEmpty());
    CHECK(child<QTabWidget>(*ui.window, u"pages"_s).isVisible());
    // The keys begin at the first input, not at the heading above it.
    CHECK(ui.window->focusWidget() == &child<QComboBox>(*ui.window, u"modelComboBox"_s));
    CHECK(mainWindows() == 1);
}

TEST_CASE("Every example evaluates without errors", "[window][examples]") {
    const auto session = memorySession();
    for (const Example& example : examples()) {
        INFO(example.resource.toStdString());
        Document document(*session);
        document.loadExample(example.resource);
        CHECK_FALSE(document.stale());
        CHECK_FALSE(document.evaluation().options.empty());
        CHECK_FALSE(document.evaluation().verdict.sentence.empty());
    }
}

TEST_CASE("Closing an unmodified window asks nothing", "[window][files]") {
    UiWindow ui;
    ui.start();
    CHECK(ui.window->close());
    CHECK(ui.dialogs.asked.isEmpty());
}

TEST_CASE("Closing asks to save, discard or cancel", "[window][files]") {
    UiWindow ui;
    ui.start();
    changeSomething(ui);
    CHECK(ui.window->isWindowModified());
    SECTION("Cancel keeps the window open") {
        ui.dialogs.answers = {Dialogs::Answer::Cancel};
        CHECK_FALSE(ui.window->close());
        CHECK(ui.window->isVisible());
    }
    SECTION("Discard closes without a file") {
        ui.dialogs.answers = {Dialogs::Answer::Discard};
        CHECK(ui.window->close());
    }
    SECTION("Save asks for a name and writes the file") {
        ui.dialogs.answers = {Dialogs::Answer::Save};
        ui.dialogs.fileNames = {ui.file(u"kept.headroom"_s)};
        CHECK(ui.window->close());
        CHECK(loadScenario(ui.file(u"kept.headroom"_s)).scenario == ui.document().scenario());
    }
    SECTION("Saving without a name cancels") {
        ui.dialogs.answers = {Dialogs::Answer::Save};
        CHECK_FALSE(ui.window->close());
    }
}

TEST_CASE("A save that fails is explained and nothing is lost", "[window][files]") {
    UiWindow ui;
    ui.start();
    changeSomething(ui);
    ui.dialogs.fileNames = {ui.file(u"no/such/folder/case.headroom"_s)};
    trigger(ui, u"saveAsAction"_s);
    REQUIRE(ui.dialogs.errors.size() == 1);
    CHECK(ui.dialogs.errors.front().startsWith(u"Cannot Save Scenario"_s));
    CHECK(ui.document().modified());
}

TEST_CASE("A file that cannot be opened is explained and the window stays as it is",
          "[window][files]") {
    UiWindow ui;
    ui.start();
    const Scenario before = ui.document().scenario();
    QFile broken(ui.file(u"broken.headroom"_s));
    REQUIRE(broken.open(QIODevice::WriteOnly));
    broken.write("not json");
    broken.close();
    ui.dialogs.fileNames = {broken.fileName()};
    trigger(ui, u"openAction"_s);
    REQUIRE(ui.dialogs.errors.size() == 1);
    CHECK(ui.dialogs.errors.front().contains(u"broken.headroom"_s));
    CHECK(ui.document().scenario() == before);
    CHECK(mainWindows() == 1);
    CHECK(recent::files().isEmpty());
}

TEST_CASE("Opening a file twice raises the window that has it", "[window][files]") {
    UiWindow ui;
    ui.start();
    changeSomething(ui);
    const QString file = saved(ui, u"case.headroom"_s);
    CHECK_FALSE(ui.window->isWindowModified());
    CHECK(ui.window->openFile(file) == ui.window.get());
    CHECK(mainWindows() == 1);
    // Another file needs a window of its own, because this one has a document.
    REQUIRE(QFile::copy(file, ui.file(u"other.headroom"_s)));
    MainWindow* const other = ui.window->openFile(ui.file(u"other.headroom"_s));
    REQUIRE(other != nullptr);
    CHECK(other != ui.window.get());
    CHECK(mainWindows() == 2);
}

TEST_CASE("Recent files are listed, missing ones greyed, and can be cleared", "[window][files]") {
    UiWindow ui;
    ui.start();
    const QString file = saved(ui, u"case.headroom"_s);
    recent::add(ui.file(u"gone.headroom"_s));
    auto& menu = child<QMenu>(*ui.window, u"recentMenu"_s);
    emit menu.aboutToShow();
    const QList<QAction*> actions = menu.actions();
    REQUIRE(actions.size() == 4);  // two files, separator, Clear
    CHECK(actions[0]->text().contains(u"gone.headroom"_s));
    CHECK_FALSE(actions[0]->isEnabled());
    CHECK(actions[1]->isEnabled());
    actions[3]->trigger();
    CHECK(recent::files().isEmpty());
}

TEST_CASE("A scenario file dropped on the window opens", "[window][files]") {
    UiWindow ui;
    ui.show();
    const QString file = ui.file(u"case.headroom"_s);
    saveScenario(file, {.scenario = {}, .snapshot = {}, .savedOn = {}, .unknown = {}});
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file)});
    QDragEnterEvent enterEvent(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton,
                               Qt::NoModifier);
    QApplication::sendEvent(ui.window.get(), &enterEvent);
    CHECK(enterEvent.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(ui.window.get(), &drop);
    CHECK(ui.document().path() == file);
}

TEST_CASE("Prices as saved are announced and updated on request", "[window][prices]") {
    UiWindow ui;
    ui.start();
    const QString file = saved(ui, u"case.headroom"_s);
    ui.window->close();
    // Machines are part of every document: any of them may answer.
    const std::vector<Row>& machines = ui.session->rows().at("machines");
    const Row row = *std::find_if(machines.begin(), machines.end(),
                                  [](const Row& machine) { return machine.has("price_usd"); });
    Row dearer = row;
    dearer.set("price_usd", "7654321");
    REQUIRE(ui.session->edit(u"Change Price"_s, {{"machines", row, dearer}}) == QString());

    MainWindow* const again = ui.window->openFile(file);
    REQUIRE(again != nullptr);
    auto& bar = child<MessageBar>(*again, u"messageBar"_s);
    CHECK(bar.isVisible());
    ui.dialogs.confirmations = {true};
    child<QToolButton>(bar, u"messageActionButton"_s).click();
    CHECK(ui.dialogs.asked.last().contains(u"7654321"_s));
    CHECK_FALSE(again->document().pricesAsSaved());
    CHECK(again->document().modified());
}

TEST_CASE("Pages change by tab and by key", "[window]") {
    UiWindow ui;
    ui.start();
    auto& pages = child<QTabWidget>(*ui.window, u"pages"_s);
    REQUIRE(pages.count() == 8);
    QTest::keyClick(ui.window.get(), Qt::Key_3, Qt::ControlModifier);
    CHECK(pages.currentIndex() == 2);
    ui.window->showPage(PageId::Compare);
    CHECK(pages.tabText(pages.currentIndex()) == u"Compare"_s);
    QTest::keyClick(ui.window.get(), Qt::Key_5, Qt::ControlModifier);
    CHECK(pages.tabText(pages.currentIndex()) == u"Risk"_s);
    QTest::keyClick(ui.window.get(), Qt::Key_8, Qt::ControlModifier);
    CHECK(pages.tabText(pages.currentIndex()) == u"Validation"_s);
}

TEST_CASE("A catalog closed a moment ago is opened anew", "[window][catalog]") {
    UiWindow ui;
    ui.start();
    auto& open = child<QAction>(*ui.window, u"catalogAction"_s);
    open.trigger();
    QPointer<CatalogWindow> closed = ui.window->findChild<CatalogWindow*>();
    REQUIRE(closed);
    closed->close();
    // Below a menu's loop it is still there, and would be deleted in the person's sight.
    REQUIRE(closed);
    open.trigger();
    QCoreApplication::sendPostedEvents(closed, QEvent::DeferredDelete);
    CHECK_FALSE(closed);
    const auto* const opened = ui.window->findChild<CatalogWindow*>();
    REQUIRE(opened);
    CHECK(opened->isVisible());
}

TEST_CASE("The about text can be copied for a report of a fault", "[window]") {
    UiWindow ui;
    ui.show();
    trigger(ui, u"aboutAction"_s);
    auto& dialog = child<QDialog>(*ui.window, u"textDialog"_s);
    child<QAbstractButton>(dialog, u"copyTextButton"_s).click();
    const QString copied = QGuiApplication::clipboard()->text();
    CHECK(copied.contains(QString::fromLatin1(qVersion())));
    CHECK(copied.contains(u"SQLite 3."_s));
    CHECK(copied.contains(u"Catalog schema"_s));
}

TEST_CASE("The working of the chosen option names formulas and sources", "[window]") {
    UiWindow ui;
    ui.start();
    trigger(ui, u"workingAction"_s);
    const QString text = child<QTextBrowser>(*ui.window, u"textDialogBrowser"_s).toPlainText();
    CHECK(text.contains(QString::fromStdString(ui.document().focused()->option.name)));
    CHECK(text.contains(u"Cost"_s));
}

TEST_CASE("The status bar counts catalog rows and evaluated options", "[window]") {
    UiWindow ui;
    ui.start();
    std::size_t rows = 0;
    for (const auto& [table, list] : ui.session->rows()) rows += list.size();
    QString digits = child<QLabel>(*ui.window, u"catalogStatus"_s).text();
    CHECK(digits.remove(u',').contains(QString::number(rows)));
    QString options = child<QLabel>(*ui.window, u"evaluationStatus"_s).text();
    CHECK(
        options.remove(u',').contains(QString::number(ui.document().evaluation().options.size())));
}

TEST_CASE("Texts keep a contrast of 4.5 to 1 on both grounds, light and dark", "[theme]") {
    using theme::Role;
    for (const bool dark : {false, true}) {
        for (const Role ground : {Role::Window, Role::Surface}) {
            for (const Role text :
                 {Role::Text, Role::Muted, Role::Accent, Role::Good, Role::Warn, Role::Bad}) {
                INFO(dark << ' ' << static_cast<int>(ground) << ' ' << static_cast<int>(text));
                CHECK(contrast(theme::color(text, dark), theme::color(ground, dark)) >= 4.5);
            }
        }
        CHECK(contrast(theme::color(Role::AccentText, dark), theme::color(Role::Accent, dark)) >=
              4.5);
    }
}

TEST_CASE("Dark colors are a choice that is kept", "[window][theme]") {
    UiWindow ui;
    ui.start();
    trigger(ui, u"themeDarkAction"_s);
    CHECK(theme::dark());
    CHECK(theme::savedMode() == theme::Mode::Dark);
    const QImage picture = ui.window->grab().toImage();
    CHECK(picture.pixelColor(picture.width() - 4, picture.height() / 2).lightness() < 80);
    trigger(ui, u"themeLightAction"_s);
    CHECK_FALSE(theme::dark());
}

TEST_CASE("No text is clipped at 1280 x 800 on any page", "[window][look]") {
    UiWindow ui;
    const auto resource = GENERATE(range(0, 6));
    const std::vector<Example> all = examples();
    REQUIRE(all.size() > static_cast<std::size_t>(resource));
    ui.window->openExample(all[static_cast<std::size_t>(resource)].resource);
    ui.window->resize(1280, 800);
    REQUIRE(QTest::qWaitForWindowExposed(ui.window.get()));
    for (const PageId page : {PageId::Answer, PageId::Memory, PageId::Speed, PageId::Cost,
                              PageId::Compare, PageId::Validation}) {
        ui.window->showPage(page);
        REQUIRE(QTest::qWaitFor([&] { return !ui.window->busy(); }, 120'000));
        // Layouts settle over several turns of the event loop; how long that takes is no matter.
        (void)QTest::qWaitFor([&] { return clippedTexts(*ui.window).isEmpty(); }, 3000);
        CHECK(ui.window->size() == QSize(1280, 800));
        CHECK(clippedTexts(*ui.window).join(u'\n') == QString());
    }
}
