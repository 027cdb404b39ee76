// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>
#include <QSizeF>
#include <QString>

namespace headroom {

/// A picture for the first page: pixels, or a drawing that stays one on paper.
struct ReportLogo {
    QByteArray svg;  ///< the drawing; empty for pixels
    QImage image;    ///< pixels, of a drawing too (for HTML and PDF/A), on nothing
    QSizeF size;     ///< natural size; only the ratio of its sides matters
    bool empty() const { return image.isNull(); }
    /// The logo on white: PDF/A-1 has no transparency.
    QImage opaque() const;
};

/// Reads a PNG or SVG file of at most 2 MB and 4,000 pixels a side. Throws FileError: a file that
/// cannot be read, is none of these, is too large, or is a drawing that refers to other files.
ReportLogo loadReportLogo(const QString& path);

}  // namespace headroom
