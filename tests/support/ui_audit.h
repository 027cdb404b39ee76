// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <vector>

class QImage;
class QRect;
class QWidget;

namespace headroom::tests {

/// What a person who cannot see, cannot point, reads large text or reads faint text poorly would
/// stumble over. Each function returns one sentence a fault of what is visible below `root` now;
/// none is an empty list.

/// Where a widget stands, for such a sentence: its class, names and the named ones above it.
QString placeOf(const QWidget& widget);
/// Whether a person can act on it: it takes focus or reacts to a press.
bool isControl(const QWidget& widget);

/// Controls and charts without a name, a sensible role, an action or a place in the tree that
/// assistive technology walks.
QStringList unnamedControls(QWidget& root);
/// Controls of the same role and name, which a list of controls cannot tell apart.
QStringList confusableControls(QWidget& root);

/// Where the Tab key leads from the widget in focus until it comes round.
struct TabWalk {
    std::vector<QWidget*> stops;
    QStringList faults;  ///< out of sight, without a mark of focus, never round, never reached
};
TabWalk walkByTab(QWidget& window, bool backwards = false);

/// Texts of labels, buttons, tabs, headings, cells and working that have less room than they need
/// and no tool tip that says the whole.
QStringList clippedTexts(QWidget& root);
/// Widgets of one layout that cover each other, and texts of one chart that do.
QStringList overlaps(QWidget& root);
/// Widgets of a layout that reach beyond the widget they lie in.
QStringList escapes(QWidget& root);
/// What scrolls sideways, but for the widgets of these names.
QStringList sidewaysScrolls(QWidget& root, const QStringList& allowed = {});
/// Texts whose contrast with the ground that is painted behind them is below 4.5:1, or 3:1 where
/// they are disabled. Scrolls the pages in `root` to see all of them.
QStringList faintTexts(QWidget& root);

/// By WCAG 2.2: (L1 + 0.05) / (L2 + 0.05) of the relative luminances.
double contrast(QRgb a, QRgb b);
/// The pixel that stands out most from the commonest one in `part`.
double contrastIn(const QImage& image, const QRect& part);

}  // namespace headroom::tests
