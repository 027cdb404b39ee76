// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QRectF>
#include <QString>
#include <vector>

namespace headroom {

/// What Qt's PDF writer has no words for.
struct PdfExtras {
    struct Place {
        int page{};    ///< from 0
        double top{};  ///< points above the page's lower edge
    };
    struct Bookmark {
        QString title;
        Place place;
    };
    struct Link {
        int page{};   ///< from 0
        QRectF area;  ///< points from the page's lower left corner, y upwards
        Place target;
    };
    QString title;
    QString author;
    QString subject;
    QString program;
    QString createdOn;  ///< ISO date
    bool archival{};    ///< declare PDF/A-1b; the file must be one already
    std::vector<Bookmark> bookmarks;
    std::vector<Link> links;
};

/// Adds bookmarks, links, language and metadata (the same in the information dictionary and in
/// XMP, as PDF/A-1 6.7.3 asks) to a finished PDF. The same input gives the same bytes. Throws
/// FileError.
QByteArray finishPdf(const QByteArray& pdf, const PdfExtras& extras);

}  // namespace headroom
