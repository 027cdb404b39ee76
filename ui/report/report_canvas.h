// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QRectF>
#include <QString>
#include <QStringList>
#include <map>
#include <vector>

#include "ui/report/report_document.h"

class QCPPainter;
class QPagedPaintDevice;

namespace headroom {

/// Fonts of the report in pixels at 96 dots per inch, whatever the screen's are.
struct ReportFonts {
    QFont title;
    QFont heading;
    QFont lead;  ///< the verdict, card titles
    QFont body;
    QFont strong;
    QFont small;
    QFont smallStrong;
    QFont code;
};
ReportFonts reportFonts();
/// The chart style of the report with the report's fonts; dark for the screen alone.
ChartStyle reportStyle(bool dark = false);

/// Lines of `text` in `width`: words move to the next line, words longer than a line are broken,
/// what goes beyond `mostLines` ends in an ellipsis.
QStringList wrapText(const QString& text, const QFont& font, double width, int mostLines = 60);

/// The document from its first line to its last: one painter, a cursor that moves down, pages with
/// a header and a footer. Texts are drawn as they are; nothing is markup.
class ReportCanvas {
public:
    struct Frame {
        QString title;                 ///< header of every page but the first
        QString company;               ///< right end of that header
        QString footer;                ///< left end of the footer: program and version
        int pageCount{};               ///< 0 = not known yet
        std::map<QString, int> pages;  ///< first page of each part, for the contents
        bool measuring{};              ///< only where things go: texts and charts are left out
        bool opaque{};                 ///< nothing transparent
    };
    /// Where a part begins.
    struct Mark {
        QString key;
        QString title;
        int page{};  ///< from 1
        double y{};  ///< pixels from the upper margin
    };
    /// A place that leads to the part of this key.
    struct Link {
        QString key;
        int page{};
        QRectF area;
    };
    /// `paper` is the room within the margins in pixels at 96 dots per inch, to which the painter
    /// is scaled.
    ReportCanvas(QPagedPaintDevice& device, QCPPainter& painter, QSizeF paper, Frame frame);

    const ReportFonts& fonts() const { return m_fonts; }
    const ChartStyle& style() const { return m_style; }
    QCPPainter& painter() { return m_painter; }
    QColor color(theme::Role role) const { return m_style.color(role); }
    int page() const { return m_page; }
    /// Room between header and footer.
    QRectF area() const { return m_area; }
    double y() const { return m_y; }
    double remaining() const { return m_area.bottom() - m_y; }

    void newPage();
    /// A new page unless `height` is left on this one.
    void ensure(double height);
    void skip(double height) { m_y += height; }
    void moveTo(double y) { m_y = y; }

    const Frame& frame() const { return m_frame; }
    void mark(const ReportPart& part) { m_marks.push_back({part.key, part.title, m_page, m_y}); }
    const std::vector<Mark>& marks() const { return m_marks; }
    void link(const QString& key, const QRectF& area) { m_links.push_back({key, m_page, area}); }
    const std::vector<Link>& links() const { return m_links; }

    /// `following`: the height of what must stand on the same page.
    void heading(const QString& text, double following);
    void subheading(const QString& text, double following);
    double subheadingHeight(const QString& text) const;
    void paragraph(const QString& text, const QFont& font, theme::Role role = theme::Role::Text);
    void bullet(const QString& text);
    double bulletHeight(const QString& text) const;
    void warning(const QString& text);
    void table(const ReportTable& table);
    /// Of the header and the first two rows, which stay together.
    double beginningHeight(const ReportTable& table) const;
    /// Of all rows on one page.
    double tableHeight(const ReportTable& table) const;
    /// A chart as wide as the page; it shrinks down to `least` to stay on this one.
    void chart(const ReportChart& chart);
    /// The least height of a chart with its legend.
    double chartHeight(const ReportChart& chart) const;
    double lineHeight(const QFont& font) const;

    /// Draws wrapped text at a place of its own and returns its height; the cursor stays.
    double textAt(QPointF topLeft, double width, const QString& text, const QFont& font,
                  theme::Role role, int mostLines = 60, bool right = false);
    static double heightOf(const QString& text, const QFont& font, double width,
                           int mostLines = 60);

private:
    void drawFrame();
    void tableRow(const ReportTable& table, const QStringList& cells, const QFont& font,
                  theme::Role role, double height);
    double rowHeight(const ReportTable& table, const QStringList& cells, const QFont& font) const;
    void tableHeader(const ReportTable& table);
    double headerHeight(const ReportTable& table) const;
    QRectF cellRect(const ReportTable& table, std::size_t column) const;

    QPagedPaintDevice& m_device;
    QCPPainter& m_painter;
    Frame m_frame;
    ReportFonts m_fonts;
    ChartStyle m_style;
    QRectF m_paper;
    QRectF m_area;
    int m_page{1};
    double m_y{};
    std::vector<Mark> m_marks;
    std::vector<Link> m_links;
};

}  // namespace headroom
