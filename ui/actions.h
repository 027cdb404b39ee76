// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QString>
#include <map>
#include <span>

class QAction;
class QMenu;
class QMenuBar;
class QWidget;

namespace headroom {

enum class ActionId {
    New,
    Describe,
    Open,
    ImportModel,
    Calibrate,
    Save,
    SaveAs,
    ShareCopy,
    ExportReport,
    PrintPreview,
    Print,
    ExportWorkbook,
    UpdatePrices,
    Close,
    Quit,
    Undo,
    Redo,
    Catalog,
    Settings,
    Working,
    Why,
    PageAnswer,
    PageMemory,
    PageSpeed,
    PageCost,
    PageRisk,
    PageCompare,
    PagePlace,
    PageValidation,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    Guide,
    Shortcuts,
    About,
};
enum class MenuId { File, Edit, View, Help };

/// One command, described once: the menu bar, the toolbar and the shortcuts come from the table.
struct ActionSpec {
    ActionId id{};
    MenuId menu{};
    const char* objectName{};
    const char* text{};  ///< title case with mnemonic, an ellipsis where a dialog follows
    const char* tip{};   ///< sentence case
    QKeySequence::StandardKey standardKey{QKeySequence::UnknownKey};
    const char* shortcut{};  ///< where there is no standard key
    bool separatorBefore{};
};
/// In the order of the menus.
std::span<const ActionSpec> actionTable();

/// "Ctrl+S", as this desktop writes it; empty where a command has no key.
QString shortcutText(const ActionSpec& spec);
QString actionTip(const ActionSpec& spec);

/// The actions of one window and the menus they stand in.
class Actions {
public:
    /// Creates every action of the table as a child of `window` and fills `menuBar`.
    Actions(QWidget* window, QMenuBar* menuBar);
    QAction* operator[](ActionId id) const { return m_actions.at(id); }
    QMenu* menu(MenuId id) const { return m_menus.at(id); }

private:
    std::map<ActionId, QAction*> m_actions;
    std::map<MenuId, QMenu*> m_menus;
};

}  // namespace headroom
