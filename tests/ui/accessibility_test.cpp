// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Names, roles and actions of all that one can act on, as assistive technology finds them.
#include <QAccessible>
#include <QListWidget>
#include <QPushButton>
#include <QTabWidget>

#include "tests/support/model_file_builder.h"
#include "tests/support/ui_audit_pages.h"
#include "tests/ui/catalog_import_fixture.h"
#include "ui/catalog/compose_dialog.h"
#include "ui/catalog/history_dialog.h"
#include "ui/catalog/refresh_dialog.h"
#include "ui/dialogs/calibrate_dialog.h"
#include "ui/dialogs/describe_dialog.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/report/report_dialog.h"
#include "ui/widgets/card.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

void checkNames(QWidget& root, const QString& where) {
    checkNone(unnamedControls(root), where);
    checkNone(confusableControls(root), where);
}

template <class Dialog>
Dialog& openDialog(QWidget& window, const QString& action) {
    child<QAction>(window, action).trigger();
    auto* const dialog = window.findChild<Dialog*>();
    REQUIRE(dialog != nullptr);
    return *dialog;
}

}  // namespace

TEST_CASE("The audit of names finds what has none and what looks the same", "[accessibility]") {
    QWidget root;
    QPushButton nameless(&root);
    QPushButton first(u"Copy"_s, &root);
    QPushButton second(u"Copy"_s, &root);
    QWidget plain(&root);
    plain.setFocusPolicy(Qt::StrongFocus);
    plain.setAccessibleName(u"Pressed by nobody"_s);
    plain.setObjectName(u"plain"_s);
    root.show();
    const QStringList unnamed = unnamedControls(root);
    REQUIRE(unnamed.size() == 2);
    CHECK(unnamed.filter(u"no name"_s).size() == 1);
    CHECK(unnamed.filter(u"role"_s).filter(u"plain"_s).size() == 1);
    const QStringList alike = confusableControls(root);
    REQUIRE(alike.size() == 1);
    CHECK(alike.front().contains(u"“Copy”"_s));
    nameless.setAccessibleName(u"Close"_s);
    second.setAccessibleName(u"Copy the table"_s);
    plain.setFocusPolicy(Qt::NoFocus);
    CHECK(unnamedControls(root).isEmpty());
    CHECK(confusableControls(root).isEmpty());
}

TEST_CASE("A card that can be pressed is a button, by name, role and action", "[accessibility]") {
    UiWindow ui;
    ui.show();
    auto& card = child<Card>(*ui.window, u"exampleCard1"_s);
    QAccessibleInterface* const spoken = QAccessible::queryAccessibleInterface(&card);
    REQUIRE(spoken != nullptr);
    CHECK(spoken->role() == QAccessible::Button);
    CHECK(spoken->state().focusable);
    QAccessibleActionInterface* const actions = spoken->actionInterface();
    REQUIRE(actions != nullptr);
    REQUIRE(actions->actionNames().contains(QAccessibleActionInterface::pressAction()));
    actions->doAction(QAccessibleActionInterface::pressAction());
    CHECK(child<QTabWidget>(*ui.window, u"pages"_s).isVisible());
}

TEST_CASE("Every control of the start page and of every page has a name and a role",
          "[accessibility][pages]") {
    UiWindow ui;
    recent::add(ui.file(u"older.headroom"_s));
    ui.show();
    checkNames(*ui.window, u"start page"_s);
    openExample(ui, u"private-70b-assistant"_s, PageId::Answer);
    unfold(*ui.window);
    checkNames(*ui.window, u"the form with every part open"_s);
    for (const PageId page : kAllPages) {
        ui.window->showPage(page);
        settle(ui);
        QWidget& shown = *child<QTabWidget>(*ui.window, u"pages"_s).currentWidget();
        unfold(shown);
        checkNames(shown, nameOf(page));
    }
}

TEST_CASE("The way to a field in error has a name", "[accessibility][pages]") {
    UiWindow ui;
    openWithError(ui, PageId::Answer);
    checkNames(*ui.window, u"a scenario with an error"_s);
}

TEST_CASE_METHOD(ImportFixture, "Every control of the catalog and its dialogs has a name",
                 "[accessibility][catalog]") {
    auto& tables = child<QListWidget>(window, u"tableList"_s);
    for (int i = 0; i < tables.count(); ++i) {
        tables.setCurrentRow(i);
        checkNames(window, tables.item(i)->text());
    }
    window.showTable("machines");
    auto& compose = openDialog<ComposeDialog>(window, u"composeAction"_s);
    checkNames(compose, u"compose"_s);
    compose.reject();
    auto& history = openDialog<HistoryDialog>(window, u"historyAction"_s);
    checkNames(history, u"price history"_s);
    history.reject();
    auto& refresh = openDialog<RefreshDialog>(window, u"refreshAction"_s);
    checkNames(refresh, u"refresh"_s);
    refresh.reject();
    ImportPlanDialog& plan =
        preview(write("id,name,price_usd,price_date\ndgx-spark,DGX Spark,5000,2026-11-01\n"));
    checkNames(plan, u"import plan"_s);
    plan.reject();
}

TEST_CASE("Every control of the dialogs of the window has a name", "[accessibility][dialog]") {
    UiWindow ui;
    ui.start();
    auto& report = openDialog<ReportDialog>(*ui.window, u"exportReportAction"_s);
    checkNames(report, u"report"_s);
    report.reject();
    auto& describe = openDialog<DescribeDialog>(*ui.window, u"describeAction"_s);
    checkNames(describe, u"describe"_s);
    describe.reject();
    auto& settings = openDialog<SettingsDialog>(*ui.window, u"settingsAction"_s);
    auto& tabs = child<QTabWidget>(settings, u"settingsTabs"_s);
    for (int i = 0; i < tabs.count(); ++i) {
        tabs.setCurrentIndex(i);
        checkNames(settings, u"settings, "_s + tabs.tabText(i));
    }
    settings.reject();
    auto& calibrate = openDialog<CalibrateDialog>(*ui.window, u"calibrateAction"_s);
    QFile bench(QStringLiteral(HEADROOM_SOURCE_DIR "/tests/data/bench/llama_bench.md"));
    REQUIRE(bench.open(QIODevice::ReadOnly));
    calibrate.setText(QString::fromUtf8(bench.readAll()));
    checkNames(calibrate, u"calibrate"_s);
    calibrate.reject();
    QFile model(ui.file(u"small.gguf"_s));
    REQUIRE(model.open(QIODevice::WriteOnly));
    const std::string bytes = smallLlama().file();
    model.write(bytes.data(), static_cast<qint64>(bytes.size()));
    model.close();
    ui.window->importModel(model.fileName());
    settle(ui);
    checkNames(child<ImportDialog>(*ui.window, u"importDialog"_s), u"import model"_s);
    for (const QString& action : {u"guideAction"_s, u"aboutAction"_s, u"workingAction"_s}) {
        child<QAction>(*ui.window, action).trigger();
        for (QDialog* const dialog : ui.window->findChildren<QDialog*>()) {
            if (!dialog->isVisible()) continue;
            checkNames(*dialog, action);
            dialog->close();
        }
    }
}
