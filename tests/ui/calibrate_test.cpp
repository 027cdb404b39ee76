// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

#include "tests/support/ui_pages.h"
#include "ui/charts/text_table_view.h"
#include "ui/dialogs/calibrate_dialog.h"
#include "ui/widgets/message_bar.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

QString sample(const char* name) {
    return QStringLiteral(HEADROOM_SOURCE_DIR "/tests/data/bench/") + QString::fromUtf8(name);
}

QString sampleText(const char* name) {
    QFile file(sample(name));
    REQUIRE(file.open(QIODevice::ReadOnly));
    return QString::fromUtf8(file.readAll());
}

CalibrateDialog& openDialog(UiWindow& ui) {
    child<QAction>(*ui.window, u"calibrateAction"_s).trigger();
    return child<CalibrateDialog>(*ui.window, u"calibrateDialog"_s);
}

QPushButton& acceptButton(CalibrateDialog& dialog) {
    return child<QPushButton>(dialog, u"calibrateButton"_s);
}

/// A scenario that runs on the card that the samples measured.
void ask3090(UiWindow& ui) {
    openExample(ui, u"rag-30b-moe"_s, PageId::Speed);
    Scenario scenario;
    scenario.model.modelId = "llama-3.1-8b";
    scenario.model.weightFormatId = "gguf-q4_k_m";
    scenario.model.engine = EngineChoice::LlamaCpp;
    ui.document().edit(scenario, u"Change"_s);
    ui.document().setFocusedOption(u"own/diy-1x3090"_s);
    REQUIRE(ui.document().focused() != nullptr);
    REQUIRE(ui.document().focused()->option.id == "own/diy-1x3090");
}

double decodeOf(UiWindow& ui) {
    return ui.document().focused()->speed->decodeSingle.likely.value;
}

}  // namespace

TEST_CASE("A pasted measurement predicts its device, and is taken back", "[calibrate][dialog]") {
    UiWindow ui;
    ask3090(ui);
    const double before = decodeOf(ui);
    auto& label = child<QLabel>(*ui.window, u"calibrationLabel"_s);
    auto& remove = child<QPushButton>(*ui.window, u"uncalibrateButton"_s);
    CHECK_FALSE(label.isVisible());
    CalibrateDialog& dialog = openDialog(ui);
    CHECK_FALSE(acceptButton(dialog).isEnabled());
    dialog.setText(sampleText("llama_bench.md"));
    const TextTable& table = child<TextTableView>(dialog, u"calibrateTable"_s).table();
    CHECK(table.rows.size() >= 4);
    CHECK(says(dialog, u"as long as devices of the class"_s));
    REQUIRE(acceptButton(dialog).isEnabled());
    acceptButton(dialog).click();
    CHECK(says(*ui.window, u"is predicted by your measurement"_s));
    CHECK(decodeOf(ui) != before);
    CHECK(label.isVisible());
    CHECK(label.text().contains(u"rtx-3090"_s));
    remove.click();
    CHECK(decodeOf(ui) == before);
    CHECK_FALSE(label.isVisible());
    ui.document().session().undoStack().undo();
    CHECK(decodeOf(ui) != before);
    ui.document().session().undoStack().undo();
    CHECK(decodeOf(ui) == before);
}

TEST_CASE("What cannot be read or matched is told, and nothing is stored", "[calibrate][dialog]") {
    UiWindow ui;
    ui.start();
    CalibrateDialog& dialog = openDialog(ui);
    dialog.setText(u"hello\nworld"_s);
    CHECK_FALSE(acceptButton(dialog).isEnabled());
    CHECK_FALSE(child<QLabel>(dialog, u"calibrateState"_s).text().isEmpty());
    QString strange = sampleText("llama_bench.md");
    strange.replace(u"NVIDIA GeForce RTX 3090"_s, u"<b>Abacus 9000</b>"_s);
    dialog.setText(strange);
    CHECK(says(dialog, u"<b>Abacus 9000</b>"_s));
    CHECK(says(dialog, u"is not used"_s));
    CHECK_FALSE(acceptButton(dialog).isEnabled());
    dialog.setText({});
    CHECK_FALSE(acceptButton(dialog).isEnabled());
    CHECK(ui.document().session().undoStack().count() == 0);
}

TEST_CASE("A file is opened, and one that is none is told by its name", "[calibrate][dialog]") {
    UiWindow ui;
    ui.start();
    CalibrateDialog& dialog = openDialog(ui);
    auto& open = child<QPushButton>(dialog, u"calibrateOpenButton"_s);
    ui.dialogs.fileNames = {sample("llama_bench.json"), ui.file(u"absent.json"_s)};
    open.click();
    CHECK(says(dialog, u"llama_bench.json"_s));
    CHECK(acceptButton(dialog).isEnabled());
    open.click();
    CHECK(says(dialog, u"absent.json"_s));
    CHECK_FALSE(acceptButton(dialog).isEnabled());
}
