// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_sheet.h"

#include <QHash>
#include <QRegularExpression>

#include "ui/theme/theme.h"

namespace headroom::theme {

using namespace Qt::Literals::StringLiterals;

namespace {

// @name is replaced by a token. Radius and hairlines are physical, paddings grow with the font.
// Inputs take their colours from the palette: a colour given here would paint placeholders in half
// of it, which is too faint.
const auto kTemplate =
    uR"(
QToolTip { background: @surface; color: @text; border: 1px solid @line; padding: @s0; }

QLabel[tone="muted"] { color: @muted; }
QLabel[tone="good"] { color: @good; }
QLabel[tone="warn"] { color: @warn; }
QLabel[tone="bad"] { color: @bad; }

QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit, QPlainTextEdit {
    background: @window; border: 1px solid @line; border-radius: 6px;
    padding: @s0 @s1; selection-background-color: @accent; selection-color: @accentText;
}
QLineEdit:hover, QComboBox:hover, QSpinBox:hover { border-color: @muted; }
QLineEdit:focus, QComboBox:focus, QComboBox:on, QSpinBox:focus, QPlainTextEdit:focus {
    border: 1px solid @accent; background: @surface;
}
QLineEdit[invalid="true"], QComboBox[invalid="true"] { border: 1px solid @bad; }
QLineEdit[invalid="true"]:focus, QComboBox[invalid="true"]:focus { border: 2px solid @bad; }
QLineEdit:disabled, QComboBox:disabled { background: @surface; }
QComboBox::drop-down { border: 0; width: @s4; }
QComboBox::down-arrow { image: url(:/icons/chevron-down-@side.svg); width: @s2; height: @s2; }
QComboBox QLineEdit { border: 0; padding: 0; background: transparent; }
QAbstractItemView { background: @surface; color: @text; border: 1px solid @line; outline: 0;
    selection-background-color: @accent; selection-color: @accentText; }
QAbstractItemView:focus { border-color: @accent; }
QComboBox QAbstractItemView { border-radius: 0; padding: 2px; }
QTextEdit { border: 1px solid transparent; }
QTextEdit:focus { border-color: @accent; }
QScrollArea[page="true"] { border: 1px solid transparent; }
QScrollArea[page="true"]:focus { border-color: @accent; }

QCheckBox { spacing: @s1; border: 1px solid transparent; border-radius: 4px; padding: 1px; }
QCheckBox:focus { border-color: @accent; }
QCheckBox::indicator, QTableView::indicator { width: @s3; height: @s3;
    border: 1px solid @muted; border-radius: 4px; background: @window; }
QRadioButton { spacing: @s1; border: 1px solid transparent; border-radius: 4px; padding: 1px; }
QRadioButton:focus { border-color: @accent; }
QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid @muted; border-radius: 9px;
    background: @window; }
QRadioButton::indicator:checked { background: @accent; border-color: @accent;
    image: url(:/icons/dot-@side.svg); }
QRadioButton::indicator:disabled { border-color: @line; }
QCheckBox::indicator:checked, QTableView::indicator:checked {
    background: @accent; border-color: @accent; image: url(:/icons/check-@side.svg); }

QPushButton, QToolBar QToolButton, QToolButton[button="true"] {
    background: @surface; color: @text; border: 1px solid @line; border-radius: 6px;
    padding: @s0 @s2; min-height: @s3;
}
QPushButton:hover, QToolBar QToolButton:hover, QToolButton[button="true"]:hover {
    border-color: @muted; }
QPushButton:pressed, QToolBar QToolButton:pressed, QToolButton[button="true"]:pressed {
    background: @line; }
QPushButton:focus, QToolBar QToolButton:focus, QToolButton[button="true"]:focus {
    border-color: @accent; }
QPushButton:disabled, QToolBar QToolButton:disabled { color: @muted; background: @window; }
QPushButton:default, QPushButton[primary="true"], QToolButton[primary="true"],
QToolBar QToolButton[primary="true"] {
    background: @accent; color: @accentText; border-color: @accent; }
QPushButton:default:hover, QPushButton[primary="true"]:hover,
QToolBar QToolButton[primary="true"]:hover { border-color: @text; }
/* A frame in the accent would not show on it. */
QPushButton:default:focus, QPushButton[primary="true"]:focus, QToolButton[primary="true"]:focus,
QToolBar QToolButton[primary="true"]:focus { border: 2px solid @text; }
QPushButton:default:disabled, QPushButton[primary="true"]:disabled,
QToolBar QToolButton[primary="true"]:disabled {
    background: @line; color: @muted; border-color: @line; }
QToolButton[header="true"] { background: transparent; border: 1px solid transparent;
    border-radius: 4px; padding: 1px 2px; }
QToolButton[header="true"]:focus { border-color: @accent; }
QToolButton[quiet="true"], QPushButton[quiet="true"] {
    background: transparent; border: 1px solid transparent; border-radius: 6px; color: @accent;
    padding: 2px @s0; }
QToolButton[quiet="true"]:hover, QPushButton[quiet="true"]:hover { border-color: @line; }
QToolButton[quiet="true"]:focus, QPushButton[quiet="true"]:focus { border-color: @accent; }
QToolButton[quiet="true"]:disabled, QPushButton[quiet="true"]:disabled { color: @muted; }

QToolBar { background: @surface; border: 0; border-bottom: 1px solid @line; padding: @s0 @s2;
    spacing: @s1; }
QToolButton#qt_toolbar_ext_button { padding: 0; qproperty-icon: none;
    image: url(:/icons/chevron-down-@side.svg); }
QMenuBar { background: @surface; color: @text; border: 0; }
QMenuBar::item { padding: @s0 @s1; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: @line; }
QMenu { background: @surface; color: @text; border: 1px solid @line; padding: @s0; }
QMenu::item { padding: @s0 @s4 @s0 @s2; border-radius: 4px; }
QMenu::item:selected { background: @accent; color: @accentText; }
QMenu::item:disabled { color: @muted; background: transparent; }
QMenu::separator { height: 1px; background: @line; margin: @s0 @s1; }
QStatusBar { background: @surface; color: @muted; border-top: 1px solid @line; }
QStatusBar::item { border: 0; }

QTabBar { background: @surface; }
QTabBar::tab { background: @surface; color: @muted; border: 0; border-bottom: 2px solid transparent;
    padding: @s1 @s2; margin-right: @s0; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; font-weight: 600; }
QTabBar::tab:focus { color: @accent; }
QTabWidget::pane { border: 0; border-top: 1px solid @line; }
QTabWidget::tab-bar { left: @s3; }

QHeaderView { background: @surface; border: 0; }
QHeaderView::section { background: @surface; color: @muted; border: 0;
    border-bottom: 1px solid @line; padding: @s0 @s1; }
QTableView { gridline-color: @line; alternate-background-color: @window; }
/* With the 3 px that a cell keeps for its focus, the s1 of the headings. */
QTableView::item { border: 0; padding: 0 5px; }
QTableView::item:selected { background: @accent; color: @accentText; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QTableCornerButton::section { background: @surface; border: 0; }

QScrollBar:vertical { background: transparent; width: @s2; margin: 0; }
QScrollBar:horizontal { background: transparent; height: @s2; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::handle:vertical { min-height: @s5; }
QScrollBar::handle:horizontal { min-width: @s5; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSlider::groove:horizontal { height: 4px; background: @line; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; border-radius: 2px; }
QSlider::handle:horizontal { background: @accent; width: @s2; height: @s2; margin: -@s0 0;
    border-radius: 5px; }
QSlider::handle:horizontal:focus { border: 2px solid @text; }
QSplitter::handle { background: @line; }
QProgressBar { background: @line; border: 0; border-radius: 3px; text-align: center; color: @text; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
)"_s;

QHash<QString, QString> tokens() {
    QHash<QString, QString> values{
        {u"window"_s, color(Role::Window).name()},
        {u"surface"_s, color(Role::Surface).name()},
        {u"line"_s, color(Role::Line).name()},
        {u"text"_s, color(Role::Text).name()},
        {u"muted"_s, color(Role::Muted).name()},
        {u"accent"_s, color(Role::Accent).name()},
        {u"accentText"_s, color(Role::AccentText).name()},
        {u"good"_s, color(Role::Good).name()},
        {u"warn"_s, color(Role::Warn).name()},
        {u"bad"_s, color(Role::Bad).name()},
        {u"side"_s, dark() ? u"dark"_s : u"light"_s},
    };
    for (int step = 0; step < 6; ++step) {
        values.insert(u"s%1"_s.arg(step), u"%1px"_s.arg(spacing(step)));
    }
    return values;
}

}  // namespace

QString styleSheet() {
    static const QRegularExpression placeholder(u"@([A-Za-z]+\\d?)"_s);
    const QHash<QString, QString> values = tokens();
    QString result;
    qsizetype end = 0;
    for (auto matches = placeholder.globalMatch(kTemplate); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        Q_ASSERT(values.contains(match.captured(1)));
        result += QStringView(kTemplate).mid(end, match.capturedStart() - end);
        result += values.value(match.captured(1));
        end = match.capturedEnd();
    }
    result += QStringView(kTemplate).mid(end);
    return result;
}

}  // namespace headroom::theme
