// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <variant>
#include <vector>

#include "ui/charts/chart_content.h"
#include "ui/report/report.h"

namespace headroom {

struct ReportColumn {
    QString title;
    double weight{1};
    bool numeric{};
};
struct ReportTable {
    std::vector<ReportColumn> columns;
    std::vector<QStringList> rows;
    std::vector<int> emphasised;
};

/// A piece of text; nothing in it is markup.
struct ReportText {
    enum class Style { Subheading, Body, Muted, Bullet, Warning, Code };
    Style style{Style::Body};
    QString text;
};

struct ReportChart {
    ChartContent content;
    double height{};  ///< pixels at 96 dots per inch
    double least{};   ///< it may shrink to this rather than leave a page half empty
};

/// Labels with their values under titles, in two columns.
struct ReportGroup {
    struct Line {
        QString label;
        QString value;
    };
    QString title;
    std::vector<Line> lines;
};
using ReportGroups = std::vector<ReportGroup>;

/// An option on the first page.
struct ReportCard {
    struct Figure {
        QString label;
        QString value;
        theme::Role role{theme::Role::Text};
    };
    theme::Role role{};
    QString standing;
    QString name;
    QString price;
    std::vector<Figure> figures;
    QString exclusion;
    QString aside;
    theme::Role asideRole{theme::Role::Text};
};

/// The first page.
struct ReportCover {
    QString question;
    QString byline;
    QString badge;
    theme::Role badgeRole{};
    QString verdict;
    QString facts;
    QStringList warnings;
    QStringList relaxations;
    std::vector<ReportCard> cards;
};

/// The list of sections with their pages.
struct ReportContents {};

using ReportBlock =
    std::variant<ReportText, ReportTable, ReportChart, ReportGroups, ReportCover, ReportContents>;

/// A section: a title for the contents and the bookmarks, the finding as its heading.
struct ReportPart {
    QString key;    ///< anchor: the key of the section, "cover"
    QString title;  ///< in the contents and the bookmarks
    QString heading;
    std::vector<ReportBlock> blocks;
    bool flows{};  ///< may begin in the middle of a page

    void text(ReportText::Style style, const QString& text) {
        blocks.emplace_back(ReportText{style, text});
    }
    void subheading(const QString& words) { text(ReportText::Style::Subheading, words); }
    void paragraph(const QString& words) { text(ReportText::Style::Body, words); }
    void muted(const QString& words) { text(ReportText::Style::Muted, words); }
    void bullet(const QString& words) { text(ReportText::Style::Bullet, words); }
    void warning(const QString& words) { text(ReportText::Style::Warning, words); }
    void code(const QString& words) { text(ReportText::Style::Code, words); }
    void table(ReportTable table) { blocks.emplace_back(std::move(table)); }
    void chart(ChartContent content, double height, double least) {
        blocks.emplace_back(ReportChart{std::move(content), height, least});
    }
};

/// The report as a value; it refers to nothing it was made from.
struct ReportDocument {
    QString title;
    QString question;
    QString author;
    QString company;
    QString program;    ///< "Headroom 0.1.0"
    QString createdOn;  ///< ISO date
    QPageSize::PageSizeId pageSize{QPageSize::A4};
    ReportLogo logo;
    bool archival{};
    std::vector<ReportPart> parts;  ///< the first is the first page
};

}  // namespace headroom
