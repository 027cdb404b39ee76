// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QSize>
#include <QString>
#include <functional>

class QCPPainter;

namespace headroom {

/// What `paint` draws, in pixels at 96 to the inch, as an SVG file. Every text is as wide as it was
/// measured in the family of `measuredIn`, in whatever font the reader has: what stands right of a
/// bar or ends at a line stays there. Title and description may be empty.
QString svgDrawing(QSize size, const QFont& measuredIn,
                   const std::function<void(QCPPainter&)>& paint, const QString& title = {},
                   const QString& description = {});

}  // namespace headroom
