// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QToolButton>

#include "tests/support/model_file_builder.h"
#include "tests/support/ui_pages.h"
#include "tests/support/ui_window.h"
#include "ui/catalog/catalog_window.h"
#include "ui/catalog/import_plan_dialog.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/widgets/message_bar.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

QString writeModel(UiWindow& ui, const QString& name, const std::string& bytes) {
    QFile file(ui.file(name));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(bytes.data(), static_cast<qint64>(bytes.size()));
    return file.fileName();
}

QString smallFile(UiWindow& ui) {
    return writeModel(ui, u"small.gguf"_s, smallLlama().file());
}

ImportDialog& dialogOf(UiWindow& ui) {
    return child<ImportDialog>(*ui.window, u"importDialog"_s);
}

bool hasDialog(UiWindow& ui) {
    return ui.window->findChild<ImportDialog*>() != nullptr;
}

void waitForReading(UiWindow& ui) {
    REQUIRE(QTest::qWaitFor([&] { return !ui.window->busy(); }, 60'000));
}

bool drop(UiWindow& ui, const QStringList& files) {
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& file : files) urls << QUrl::fromLocalFile(file);
    data.setUrls(urls);
    QDragEnterEvent enterEvent(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton,
                               Qt::NoModifier);
    QApplication::sendEvent(ui.window.get(), &enterEvent);
    QDropEvent event(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(ui.window.get(), &event);
    waitForReading(ui);
    return enterEvent.isAccepted();
}

QPushButton& acceptButton(UiWindow& ui) {
    return child<QPushButton>(dialogOf(ui), u"importAcceptButton"_s);
}

bool holds(UiWindow& ui, std::string_view id) {
    return ui.session->catalog()->model(id) != nullptr;
}

}  // namespace

TEST_CASE("A table dropped on the window opens the preview of the catalog", "[import][drop]") {
    UiWindow ui;
    ui.start();
    QFile table(ui.file(u"prices.csv"_s));
    REQUIRE(table.open(QIODevice::WriteOnly));
    table.write("id,name,price_usd,price_date\ndgx-spark,DGX Spark,5000,2026-11-01\n");
    table.close();
    CHECK(drop(ui, {table.fileName()}));
    auto* const catalog = ui.window->findChild<CatalogWindow*>();
    REQUIRE(catalog != nullptr);
    REQUIRE(QTest::qWaitFor([&] { return catalog->findChild<ImportPlanDialog*>() != nullptr; },
                            60'000));
    catalog->findChild<ImportPlanDialog*>()->reject();
    CHECK(ui.dialogs.errors.isEmpty());
}

TEST_CASE("Several scenarios dropped at once open a window each", "[import][drop]") {
    UiWindow ui;
    ui.show();
    QStringList paths;
    for (const char* const title : {"One", "Two"}) {
        Scenario scenario;
        scenario.title = title;
        paths << ui.file(QString::fromLatin1(title) + u".headroom"_s);
        saveScenario(paths.back(),
                     {.scenario = scenario, .snapshot = {}, .savedOn = {}, .unknown = {}});
    }
    CHECK(drop(ui, paths));
    QStringList titles;
    for (QWidget* const widget : QApplication::topLevelWidgets()) {
        if (auto* const window = qobject_cast<MainWindow*>(widget)) {
            titles << window->document().title();
        }
    }
    titles.sort();
    CHECK(titles == QStringList{u"One"_s, u"Two"_s});
}

TEST_CASE("A model file dropped on the window shows what was read and goes into the catalog",
          "[window][import]") {
    UiWindow ui;
    ui.show();
    CHECK(drop(ui, {smallFile(ui)}));
    ImportDialog& dialog = dialogOf(ui);
    CHECK(dialog.name() == u"Small Llama"_s);
    CHECK(dialog.id() == u"small-llama"_s);
    CHECK(says(dialog, u"GGUF version 3"_s));
    CHECK(says(dialog, u"Everything the catalog needs was read."_s));
    CHECK_FALSE(holds(ui, "small-llama"));  // nothing is stored before the answer
    QTest::mouseClick(&acceptButton(ui), Qt::LeftButton);
    CHECK(holds(ui, "small-llama"));
    CHECK(child<MessageBar>(*ui.window, u"messageBar"_s).text().contains(u"Small Llama"_s));
    ui.session->undoStack().undo();
    CHECK_FALSE(holds(ui, "small-llama"));
    ui.session->undoStack().redo();
    CHECK(holds(ui, "small-llama"));
}

TEST_CASE("The file menu imports, the name can be changed", "[window][import]") {
    UiWindow ui;
    ui.start();
    ui.dialogs.fileNames = {smallFile(ui)};
    child<QAction>(*ui.window, u"importModelAction"_s).trigger();
    waitForReading(ui);
    CHECK(ui.dialogs.asked.contains(u"Import Model"_s));
    auto& name = child<QLineEdit>(dialogOf(ui), u"importNameEdit"_s);
    type(name, u"My Model"_s);
    CHECK(dialogOf(ui).id() == u"my-model"_s);  // follows the name
    QTest::keyClick(&name, Qt::Key_Return);
    REQUIRE(holds(ui, "my-model"));
    CHECK(ui.session->catalog()->model("my-model")->name == "My Model");
}

TEST_CASE("An imported model is one click away from the scenario", "[window][import]") {
    UiWindow ui;
    ui.start();
    drop(ui, {smallFile(ui)});
    acceptButton(ui).click();
    auto& bar = child<MessageBar>(*ui.window, u"messageBar"_s);
    for (QToolButton* const button : bar.findChildren<QToolButton*>()) {
        if (button->text() == u"Use Model"_s) button->click();
    }
    CHECK(ui.document().scenario().model.modelId == "small-llama");
    CHECK(ui.document().scenario().model.weightFormatId == "gguf-q4_k_m");
    ui.document().undoStack().undo();
    CHECK(ui.document().scenario().model.modelId != "small-llama");
}

TEST_CASE("A second file while one is being read is refused by name, the first goes on",
          "[window][import]") {
    UiWindow ui;
    ui.start();
    const QString file = smallFile(ui);
    ui.window->importModel(file);
    CHECK(ui.window->busy());
    ui.window->importModel(writeModel(ui, u"second.gguf"_s, smallLlama().file()));
    REQUIRE(ui.dialogs.errors.size() == 1);
    CHECK(ui.dialogs.errors.front().contains(u"second.gguf"_s));
    waitForReading(ui);
    CHECK(dialogOf(ui).name() == u"Small Llama"_s);
}

TEST_CASE("A window closes while a file is being read", "[window][import]") {
    UiWindow ui;
    ui.start();
    ui.window->importModel(smallFile(ui));
    ui.window.reset();
    CHECK(ui.window == nullptr);
}

TEST_CASE("Cancel stores nothing", "[window][import]") {
    UiWindow ui;
    ui.start();
    drop(ui, {smallFile(ui)});
    QTest::keyClick(&dialogOf(ui), Qt::Key_Escape);
    CHECK_FALSE(holds(ui, "small-llama"));
    CHECK(ui.session->undoStack().count() == 0);
}

TEST_CASE("A taken id and an empty name are refused before anything is stored",
          "[window][import]") {
    UiWindow ui;
    ui.start();
    drop(ui, {smallFile(ui)});
    auto& id = child<QLineEdit>(dialogOf(ui), u"importIdEdit"_s);
    type(id, u"llama-3.1-8b"_s);
    CHECK_FALSE(acceptButton(ui).isEnabled());
    CHECK(says(dialogOf(ui), u"llama-3.1-8b-2"_s));
    type(id, u"other"_s);
    CHECK(acceptButton(ui).isEnabled());
    type(child<QLineEdit>(dialogOf(ui), u"importNameEdit"_s), QString());
    CHECK_FALSE(acceptButton(ui).isEnabled());
}

TEST_CASE("A model that is there already is named", "[window][import]") {
    UiWindow ui;
    ui.start();
    const QString file = smallFile(ui);
    drop(ui, {file});
    acceptButton(ui).click();
    REQUIRE(QTest::qWaitFor([&] { return !hasDialog(ui); }));
    drop(ui, {file});
    CHECK(dialogOf(ui).id() == u"small-llama-2"_s);
    CHECK(says(dialogOf(ui), u"may be the same model: Small Llama"_s));
}

TEST_CASE("What is not known is listed, and text of the file is no markup", "[window][import]") {
    UiWindow ui;
    ui.start();
    drop(ui, {writeModel(ui, u"config.json"_s,
                         R"({"model_type": "<b>new</b>", "hidden_size": 64, "vocab_size": 9,
                             "num_hidden_layers": 1, "num_attention_heads": 1,
                             "intermediate_size": 8})")});
    auto& gaps = child<QLabel>(dialogOf(ui), u"importGapsLabel"_s);
    CHECK(gaps.textFormat() == Qt::PlainText);
    CHECK(gaps.text().contains(u"<b>new</b>"_s));
    CHECK(gaps.text().contains(u"longest context"_s));
}

TEST_CASE("A file that is no model gives a message", "[window][import]") {
    UiWindow ui;
    ui.start();
    drop(ui, {writeModel(ui, u"bad.gguf"_s, "GGUF\x03")});
    CHECK_FALSE(hasDialog(ui));
    REQUIRE(ui.dialogs.errors.size() == 1);
    CHECK(ui.dialogs.errors[0].contains(u"Cannot Import Model"_s));
    CHECK(ui.dialogs.errors[0].contains(u"bad.gguf"_s));
}

TEST_CASE("The parts of a model may be dropped together", "[window][import]") {
    UiWindow ui;
    ui.start();
    GgufBuilder first = smallLlamaKeys();
    first.small("split.no", 0).small("split.count", 2);
    first.tensor("token_embd.weight", "Q4_K", {256, 512});
    GgufBuilder second;
    second.small("split.no", 1).small("split.count", 2);
    addSmallBlock(second, 0);
    const QString b = writeModel(ui, u"m-00002-of-00002.gguf"_s, second.file());
    const QString a = writeModel(ui, u"m-00001-of-00002.gguf"_s, first.file());
    CHECK(drop(ui, {b, a}));
    CHECK(says(dialogOf(ui), u"m-00001-of-00002.gguf (2 files)"_s));
}
