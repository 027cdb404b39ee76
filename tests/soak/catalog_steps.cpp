// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTextBrowser>
#include <QTreeWidget>
#include <QtTest/QtTest>
#include <array>

#include "tests/soak/steps.h"
#include "ui/catalog/catalog_window.h"

namespace headroom::soak {

namespace {

using namespace Qt::Literals::StringLiterals;

/// Which window has the keys, for a message.
QString whereKeysGo() {
    const auto nameOf = [](const QWidget* widget) {
        return widget ? QString::fromUtf8(widget->metaObject()->className()) + u' ' +
                            widget->objectName()
                      : u"none"_s;
    };
    return u"active %1, modal %2, popup %3, focus %4"_s.arg(
        nameOf(QApplication::activeWindow()), nameOf(QApplication::activeModalWidget()),
        nameOf(QApplication::activePopupWidget()), nameOf(QApplication::focusWidget()));
}

CatalogWindow* openCatalog(Stage& stage) {
    if (!stage.getsKeys()) {
        stage.problems << u"The window does not come to the front: "_s + whereKeysGo();
    }
    QTest::keyClick(&stage.window(), Qt::Key_K, Qt::ControlModifier);
    Stage::draw();
    for (QWidget* const widget : QApplication::topLevelWidgets()) {
        auto* const catalog = qobject_cast<CatalogWindow*>(widget);
        if (catalog && catalog->isVisible()) return catalog;
    }
    stage.problems << u"The catalog did not open: "_s + whereKeysGo();
    return nullptr;
}

QTableView& rowsOf(const CatalogWindow& catalog) {
    return *catalog.findChild<QTableView*>(u"catalogTableView"_s);
}

void walkCatalog(Stage& stage, Chance& chance) {
    CatalogWindow* const catalog = openCatalog(stage);
    if (!catalog) return;
    auto* const tables = catalog->findChild<QListWidget*>(u"tableList"_s);
    turnThrough(*tables, chance, 5);
    static const std::array kWords{u"a100"_s, u"24"_s, u"apple m"_s, u"zzzz"_s, u"usd"_s};
    auto* const filter = catalog->findChild<QLineEdit*>(u"filterLineEdit"_s);
    type(*filter, chance.of(kWords));
    Stage::draw();
    QTest::qWait(300);
    type(*filter, QString());
    if (chance.oneIn(2)) catalog->close();
}

void editCell(Stage& stage, Chance& chance) {
    CatalogWindow* const catalog = openCatalog(stage);
    if (!catalog) return;
    static constexpr std::array kTables{"machines", "cloud_prices", "api_prices", "accelerators"};
    catalog->showTable(chance.of(kTables));
    QTableView& view = rowsOf(*catalog);
    if (view.model()->rowCount() == 0) return;
    std::vector<int> shown;
    for (int column = 0; column < view.model()->columnCount(); ++column) {
        if (!view.isColumnHidden(column)) shown.push_back(column);
    }
    const QModelIndex cell =
        view.model()->index(chance.below(view.model()->rowCount()), chance.of(shown));
    view.setFocus();
    view.setCurrentIndex(cell);
    QTest::keyClick(&view, Qt::Key_F2);
    auto* const editor = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    if (editor && view.isAncestorOf(editor)) {
        stage.tell(cell.data().toString());
        type(*editor, QString::number(chance.between(1, 5000)));
        QTest::keyClick(editor, chance.oneIn(4) ? Qt::Key_Escape : Qt::Key_Return);
    }
    Stage::draw();
    if (chance.oneIn(4)) stage.waitUntilIdle();
    // Back to the rows that minutes are compared with.
    stage.session().undoStack().setIndex(0);
    if (chance.oneIn(2)) catalog->close();
}

/// Rented machines in SkyPilot's columns, at prices that differ each time.
QByteArray priceList(Chance& chance) {
    QByteArray text =
        "InstanceType,AcceleratorName,AcceleratorCount,vCPUs,MemoryGiB,Price,Region,GpuInfo,"
        "SpotPrice\n";
    for (int i = 0; i < 40; ++i) {
        text += "g6e." + QByteArray::number(i) + "xlarge,L40S,1.0,16.0,128.0," +
                QByteArray::number(chance.between(100, 900) / 100.0) + ",us-east-" +
                QByteArray::number(i % 4) +
                ",\"{'Gpus': [{'Name': 'L40S', 'Count': 1, 'MemoryInfo': {'SizeInMiB': "
                "46068}}]}\",1.25\n";
    }
    return text;
}

void importPrices(Stage& stage, Chance& chance) {
    CatalogWindow* const catalog = openCatalog(stage);
    if (!catalog) return;
    const QString folder = stage.file(u"catalogs/v8/aws"_s);
    QDir().mkpath(folder);
    QFile file(folder + u"/vms.csv"_s);
    if (file.open(QIODevice::WriteOnly)) file.write(priceList(chance));
    file.close();
    stage.dialogs().fileNames = {file.fileName()};
    catalog->findChild<QAction*>(u"importAction"_s)->trigger();
    stage.waitUntilIdle();
    auto* const plan = catalog->findChild<QDialog*>(u"importPlanDialog"_s);
    auto* const apply = plan ? plan->findChild<QAbstractButton*>(u"importApplyButton"_s) : nullptr;
    if (!apply) {
        stage.problems << u"A price list had no preview: "_s + stage.dialogs().errors.join(u' ');
        return;
    }
    if (chance.oneIn(3)) {
        QTest::keyClick(plan, Qt::Key_Escape);
    } else {
        click(*apply);
    }
    stage.waitUntilIdle();
    stage.session().undoStack().setIndex(0);
    catalog->close();
}

void importModel(Stage& stage, Chance&) {
    QFile file(stage.file(u"config.json"_s));
    if (file.open(QIODevice::WriteOnly)) {
        file.write(R"({"model_type": "llama", "architectures": ["LlamaForCausalLM"],
            "hidden_size": 4096, "intermediate_size": 14336, "num_hidden_layers": 32,
            "num_attention_heads": 32, "num_key_value_heads": 8, "vocab_size": 128256,
            "max_position_embeddings": 131072, "torch_dtype": "bfloat16"})");
    }
    file.close();
    stage.dialogs().fileNames = {file.fileName()};
    QTest::keyClick(&stage.window(), Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
    stage.waitUntilIdle();
    Stage::draw();
}

void calibrate(Stage& stage, Chance&) {
    QTest::keyClick(&stage.window(), Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    auto* const dialog = stage.window().findChild<QDialog*>(u"calibrateDialog"_s);
    if (!dialog) return;
    QFile sample(QStringLiteral(HEADROOM_SOURCE_DIR "/tests/fuzz/corpus/bench/llama_bench.md"));
    if (!sample.open(QIODevice::ReadOnly)) return;
    dialog->findChild<QPlainTextEdit*>(u"calibrateText"_s)
        ->setPlainText(QString::fromUtf8(sample.readAll()));
    QTest::qWait(700);
}

void readGuide(Stage& stage, Chance& chance) {
    QTest::keyClick(&stage.window(), Qt::Key_F1);
    Stage::draw();
    auto* const guide = stage.window().findChild<QDialog*>(u"guideWindow"_s);
    if (!guide) return;
    auto* const contents = guide->findChild<QTreeWidget*>(u"guideContents"_s);
    turnThrough(*contents, chance, 6);
    static const std::array kWords{u"memory"_s, u"price"_s, u"spot"_s, u"no such word"_s};
    auto* const search = guide->findChild<QLineEdit*>(u"guideSearch"_s);
    type(*search, chance.of(kWords));
    Stage::draw();
    if (chance.oneIn(2)) guide->close();
}

/// Settings, the working, the questions of a new scenario, keys, what the program is.
void visitDialog(Stage& stage, Chance& chance) {
    static const std::array kNames{u"settingsAction"_s, u"workingAction"_s, u"describeAction"_s,
                                   u"shortcutsAction"_s, u"aboutAction"_s};
    const QString& name = chance.of(kNames);
    stage.tell(name);
    stage.window().findChild<QAction*>(name)->trigger();
    Stage::draw();
    for (int i = chance.between(0, 6); i > 0; --i) {
        QWidget* const focused = QApplication::focusWidget();
        if (!focused || focused->window() == &stage.window()) break;
        QTest::keyClick(focused, chance.oneIn(2) ? Qt::Key_Tab : Qt::Key_Down);
    }
    Stage::draw();
    stage.closeOthers();
}

constexpr std::array kSteps{
    Step{"walk the catalog", 3, walkCatalog}, Step{"edit a cell", 5, editCell},
    Step{"import prices", 2, importPrices},   Step{"import a model", 1, importModel},
    Step{"calibrate", 1, calibrate},          Step{"read the guide", 3, readGuide},
    Step{"visit a dialog", 4, visitDialog}};

}  // namespace

std::span<const Step> catalogSteps() {
    return kSteps;
}

}  // namespace headroom::soak
