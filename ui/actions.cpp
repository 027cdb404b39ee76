// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>
#include <array>

namespace headroom {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Actions", text);
}

constexpr auto kNone = QKeySequence::UnknownKey;

// clang-format off
constexpr std::array kTable{
    ActionSpec{ActionId::New, MenuId::File, "newAction", QT_TRANSLATE_NOOP("Actions", "&New"),
               QT_TRANSLATE_NOOP("Actions", "Start an empty scenario"), QKeySequence::New},
    ActionSpec{ActionId::Describe, MenuId::File, "describeAction",
               QT_TRANSLATE_NOOP("Actions", "&Describe Yours…"),
               QT_TRANSLATE_NOOP("Actions", "Three questions lead to a scenario that can be judged"), kNone,
               "Ctrl+Shift+N"},
    ActionSpec{ActionId::Open, MenuId::File, "openAction", QT_TRANSLATE_NOOP("Actions", "&Open…"),
               QT_TRANSLATE_NOOP("Actions", "Open a scenario file"), QKeySequence::Open},
    ActionSpec{ActionId::ImportModel, MenuId::File, "importModelAction",
               QT_TRANSLATE_NOOP("Actions", "&Import Model…"),
               QT_TRANSLATE_NOOP("Actions", "Read a GGUF, safetensors or config.json file into the catalog"),
               kNone, "Ctrl+Shift+I", true},
    ActionSpec{ActionId::Calibrate, MenuId::File, "calibrateAction",
               QT_TRANSLATE_NOOP("Actions", "Calibrate With a &Benchmark…"),
               QT_TRANSLATE_NOOP("Actions", "Let your own measurement predict your device"),
               kNone, "Ctrl+Shift+B"},
    ActionSpec{ActionId::Save, MenuId::File, "saveAction", QT_TRANSLATE_NOOP("Actions", "&Save"),
               QT_TRANSLATE_NOOP("Actions", "Save the scenario with the prices it was judged by"),
               QKeySequence::Save, nullptr, true},
    ActionSpec{ActionId::SaveAs, MenuId::File, "saveAsAction", QT_TRANSLATE_NOOP("Actions", "Save &As…"),
               QT_TRANSLATE_NOOP("Actions", "Save the scenario under another name"), QKeySequence::SaveAs},
    ActionSpec{ActionId::ShareCopy, MenuId::File, "shareCopyAction",
               QT_TRANSLATE_NOOP("Actions", "S&hare a Copy…"),
               QT_TRANSLATE_NOOP("Actions", "Write the scenario with every price it rests on, to open elsewhere")},
    ActionSpec{ActionId::ExportReport, MenuId::File, "exportReportAction",
               QT_TRANSLATE_NOOP("Actions", "Expor&t Report…"),
               QT_TRANSLATE_NOOP("Actions", "Write the comparison as a PDF or a web page"), kNone, "Ctrl+E", true},
    ActionSpec{ActionId::PrintPreview, MenuId::File, "printPreviewAction",
               QT_TRANSLATE_NOOP("Actions", "Print Pre&view…"),
               QT_TRANSLATE_NOOP("Actions", "See the pages of the report"), kNone, "Ctrl+Shift+P"},
    ActionSpec{ActionId::Print, MenuId::File, "printAction", QT_TRANSLATE_NOOP("Actions", "&Print Report…"),
               QT_TRANSLATE_NOOP("Actions", "Print the report with the choices of the last export"),
               QKeySequence::Print},
    ActionSpec{ActionId::ExportWorkbook, MenuId::File, "exportWorkbookAction",
               QT_TRANSLATE_NOOP("Actions", "Export &Workbook…"),
               QT_TRANSLATE_NOOP("Actions", "Write the cash flows with live formulas, or as CSV"), kNone,
               "Ctrl+Shift+E"},
    ActionSpec{ActionId::UpdatePrices, MenuId::File, "updatePricesAction",
               QT_TRANSLATE_NOOP("Actions", "&Update Prices…"),
               QT_TRANSLATE_NOOP("Actions", "Replace the prices saved in this scenario by the catalog’s")},
    ActionSpec{ActionId::Close, MenuId::File, "closeAction", QT_TRANSLATE_NOOP("Actions", "&Close"),
               QT_TRANSLATE_NOOP("Actions", "Close this window"), QKeySequence::Close, nullptr, true},
    ActionSpec{ActionId::Quit, MenuId::File, "quitAction", QT_TRANSLATE_NOOP("Actions", "&Quit"),
               QT_TRANSLATE_NOOP("Actions", "Close all windows"), QKeySequence::Quit},
    ActionSpec{ActionId::Undo, MenuId::Edit, "undoAction", QT_TRANSLATE_NOOP("Actions", "&Undo"),
               QT_TRANSLATE_NOOP("Actions", "Take back the last change"), QKeySequence::Undo},
    ActionSpec{ActionId::Redo, MenuId::Edit, "redoAction", QT_TRANSLATE_NOOP("Actions", "&Redo"),
               QT_TRANSLATE_NOOP("Actions", "Bring back what was undone"), QKeySequence::Redo},
    ActionSpec{ActionId::Catalog, MenuId::Edit, "catalogAction", QT_TRANSLATE_NOOP("Actions", "&Catalog…"),
               QT_TRANSLATE_NOOP("Actions", "See and edit machines, prices and models"), kNone, "Ctrl+K", true},
    ActionSpec{ActionId::Settings, MenuId::Edit, "settingsAction", QT_TRANSLATE_NOOP("Actions", "&Settings…"),
               QT_TRANSLATE_NOOP("Actions", "Colors, text size, and what new scenarios start from"),
               QKeySequence::Preferences, "Ctrl+,"},
    ActionSpec{ActionId::PageAnswer, MenuId::View, "pageAnswerAction", QT_TRANSLATE_NOOP("Actions", "&Answer"),
               QT_TRANSLATE_NOOP("Actions", "What to buy, rent or call"), kNone, "Ctrl+1"},
    ActionSpec{ActionId::PageMemory, MenuId::View, "pageMemoryAction", QT_TRANSLATE_NOOP("Actions", "&Memory"),
               QT_TRANSLATE_NOOP("Actions", "What fits, byte by byte"), kNone, "Ctrl+2"},
    ActionSpec{ActionId::PageSpeed, MenuId::View, "pageSpeedAction", QT_TRANSLATE_NOOP("Actions", "S&peed"),
               QT_TRANSLATE_NOOP("Actions", "How fast for one, how fast for all"), kNone, "Ctrl+3"},
    ActionSpec{ActionId::PageCost, MenuId::View, "pageCostAction", QT_TRANSLATE_NOOP("Actions", "&Cost"),
               QT_TRANSLATE_NOOP("Actions", "What it costs over time"), kNone, "Ctrl+4"},
    ActionSpec{ActionId::PageRisk, MenuId::View, "pageRiskAction", QT_TRANSLATE_NOOP("Actions", "&Risk"),
               QT_TRANSLATE_NOOP("Actions", "How sure the answer is and what would turn it"), kNone, "Ctrl+5"},
    ActionSpec{ActionId::PageCompare, MenuId::View, "pageCompareAction", QT_TRANSLATE_NOOP("Actions", "C&ompare"),
               QT_TRANSLATE_NOOP("Actions", "All options in one table"), kNone, "Ctrl+6"},
    ActionSpec{ActionId::PagePlace, MenuId::View, "pagePlaceAction", QT_TRANSLATE_NOOP("Actions", "Power a&nd Place"),
               QT_TRANSLATE_NOOP("Actions", "Watts, circuit, heat, noise and carbon"), kNone, "Ctrl+7"},
    ActionSpec{ActionId::PageValidation, MenuId::View, "pageValidationAction", QT_TRANSLATE_NOOP("Actions", "&Validation"),
               QT_TRANSLATE_NOOP("Actions", "How close predictions come to measurements"), kNone, "Ctrl+8"},
    ActionSpec{ActionId::Working, MenuId::View, "workingAction", QT_TRANSLATE_NOOP("Actions", "Show &Working…"),
               QT_TRANSLATE_NOOP("Actions", "Formulas, numbers and sources of the chosen option"), kNone, "Ctrl+I", true},
    ActionSpec{ActionId::Why, MenuId::View, "whyAction", QT_TRANSLATE_NOOP("Actions", "W&hy This Number?"),
               QT_TRANSLATE_NOOP("Actions", "Go to the working of the number that has the focus"), kNone, "Ctrl+Shift+Y"},
    ActionSpec{ActionId::ThemeSystem, MenuId::View, "themeSystemAction",
               QT_TRANSLATE_NOOP("Actions", "&System Colors"),
               QT_TRANSLATE_NOOP("Actions", "Light or dark as the desktop"), kNone, nullptr, true},
    ActionSpec{ActionId::ThemeLight, MenuId::View, "themeLightAction", QT_TRANSLATE_NOOP("Actions", "&Light"),
               QT_TRANSLATE_NOOP("Actions", "Dark text on light ground")},
    ActionSpec{ActionId::ThemeDark, MenuId::View, "themeDarkAction", QT_TRANSLATE_NOOP("Actions", "&Dark"),
               QT_TRANSLATE_NOOP("Actions", "Light text on dark ground")},
    ActionSpec{ActionId::Guide, MenuId::Help, "guideAction", QT_TRANSLATE_NOOP("Actions", "&Guide"),
               QT_TRANSLATE_NOOP("Actions", "The user guide, opened at what you look at"), QKeySequence::HelpContents},
    ActionSpec{ActionId::Shortcuts, MenuId::Help, "shortcutsAction",
               QT_TRANSLATE_NOOP("Actions", "&Keyboard Shortcuts"),
               QT_TRANSLATE_NOOP("Actions", "Every key and what it does"), kNone, "Ctrl+F1"},
    ActionSpec{ActionId::About, MenuId::Help, "aboutAction", QT_TRANSLATE_NOOP("Actions", "&About Headroom"),
               QT_TRANSLATE_NOOP("Actions", "Version, licence, catalog"), kNone, nullptr, true},
};
// clang-format on

QList<QKeySequence> shortcutsOf(const ActionSpec& spec) {
    QList<QKeySequence> keys;
    if (spec.standardKey != kNone) keys = QKeySequence::keyBindings(spec.standardKey);
    // Not every desktop has a key for every standard command.
    if (spec.shortcut && keys.isEmpty()) keys = {QKeySequence(QString::fromLatin1(spec.shortcut))};
    return keys;
}

QString menuTitle(MenuId id) {
    switch (id) {
        case MenuId::File:
            return tr("&File");
        case MenuId::Edit:
            return tr("&Edit");
        case MenuId::View:
            return tr("&View");
        case MenuId::Help:
            return tr("&Help");
    }
    Q_UNREACHABLE();
}

}  // namespace

std::span<const ActionSpec> actionTable() {
    return kTable;
}

QString shortcutText(const ActionSpec& spec) {
    const QList<QKeySequence> keys = shortcutsOf(spec);
    return keys.isEmpty() ? QString() : keys.front().toString(QKeySequence::NativeText);
}

QString actionTip(const ActionSpec& spec) {
    return tr(spec.tip);
}

Actions::Actions(QWidget* window, QMenuBar* menuBar) {
    for (const MenuId id : {MenuId::File, MenuId::Edit, MenuId::View, MenuId::Help}) {
        m_menus[id] = menuBar->addMenu(menuTitle(id));
    }
    auto* const themes = new QActionGroup(window);
    for (const ActionSpec& spec : kTable) {
        auto* const action = new QAction(tr(spec.text), window);
        action->setObjectName(QString::fromLatin1(spec.objectName));
        action->setStatusTip(tr(spec.tip));
        action->setToolTip(tr(spec.tip));
        action->setShortcuts(shortcutsOf(spec));
        if (spec.id == ActionId::ThemeSystem || spec.id == ActionId::ThemeLight ||
            spec.id == ActionId::ThemeDark) {
            action->setCheckable(true);
            themes->addAction(action);
        }
        QMenu* const menu = m_menus.at(spec.menu);
        if (spec.separatorBefore) menu->addSeparator();
        menu->addAction(action);
        m_actions[spec.id] = action;
    }
}

}  // namespace headroom
