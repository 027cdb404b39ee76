// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>
#include <span>

#include "core/cost/cash_flow.h"
#include "core/decision/option.h"

class QApplication;

namespace headroom::theme {

/// Colours by meaning (see the token table in the look guide). No colour literal stands elsewhere.
enum class Role {
    Window,
    Surface,
    Line,
    Text,
    Muted,
    Accent,
    AccentText,
    Good,
    Warn,
    Bad,
    Own,
    Rent,
    Api,
    Hybrid,
    Weights,
    Kv,
    State,
    Compute,
    Engine,
    Companions,
    Free,
};
enum class Mode { System, Light, Dark };

/// The mode in force (System resolves to Light or Dark).
bool dark();
QColor color(Role role);
/// A given side of the palette; the report and exports always use light.
QColor color(Role role, bool darkSide);
/// The role of the way of running an option is, before all else.
Role optionRole(OptionKind kind);
QColor optionColor(OptionKind kind);
/// Fusion style, palette and the one style sheet. Emits nothing: widgets get QEvent::PaletteChange.
void apply(QApplication& application, Mode mode);
/// The same without the style sheet, for the start of the program: Qt matches it anew with every
/// widget that gets a parent, which is most of what building a window costs. `apply` follows once
/// the first window is built, before it is shown.
void applyColors(QApplication& application, Mode mode);
Mode mode();
/// The mode chosen last time, from the settings; System when none was.
Mode savedMode();
void saveMode(Mode mode);
/// Sizes of text to choose from, in percent of the desktop's, ascending.
std::span<const int> textPercents();
/// As chosen last time; 100 when none was.
int savedTextPercent();
void saveTextPercent(int percent);
/// Makes the application's font that large. Once, before the first window.
void applyTextPercent(int percent);

enum class TextStyle { Caption, Body, CardTitle, Verdict };
/// The system UI font at the style's size relative to the body, tabular figures where the font has
/// them.
QFont font(TextStyle style, bool strong = false);
/// 4, 8, 12, 16, 24, 32 pixels at 13 px body text, scaled with the font: step 0..5.
int spacing(int step);
/// A length of the design, which has 13 px body text, scaled with the font.
int scaled(int designPixels);

}  // namespace headroom::theme
