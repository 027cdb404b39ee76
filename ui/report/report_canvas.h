// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QRectF>
#include <QString>
#include <QStringList>
#include <vector>

#include "ui/charts/chart_content.h"

class QCPPainter;
class QPdfWriter;

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
/// The chart style of the report: light, with the report's fonts.
ChartStyle reportStyle();

/// Lines of `text` in `width`: words move to the next line, words longer than a line are broken,
/// what goes beyond `mostLines` ends in an ellipsis.
QStringList wrapText(const QString& text, const QFont& font, double width, int mostLines = 60);

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

/// The document from its first line to its last: one painter, a cursor that moves down, pages with
/// a header and a footer. Texts are drawn as they are; nothing is markup.
class ReportCanvas {
public:
    struct Frame {
        QString title;    ///< header of every page but the first
        QString footer;   ///< left end of the footer: program and version
        int pageCount{};  ///< 0 = not known yet
    };
    ReportCanvas(QPdfWriter& writer, QCPPainter& painter, Frame frame);

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

    void heading(const QString& text);
    /// `following`: the height of what must stand on the same page.
    void subheading(const QString& text, double following = 48);
    void paragraph(const QString& text, const QFont& font, theme::Role role = theme::Role::Text);
    void paragraph(const QString& text) { paragraph(text, m_fonts.body); }
    void bullet(const QString& text);
    void table(const ReportTable& table);
    /// Of the header and the first row, which stay together.
    double beginningHeight(const ReportTable& table) const;
    /// A chart as wide as the page.
    void chart(const ChartContent& content, double height);

    /// Draws wrapped text at a place of its own and returns its height; the cursor stays.
    double textAt(QPointF topLeft, double width, const QString& text, const QFont& font,
                  theme::Role role, int mostLines = 60, bool right = false);
    static double heightOf(const QString& text, const QFont& font, double width,
                           int mostLines = 60);

private:
    void drawFrame();
    void tableRow(const ReportTable& table, const QStringList& cells, const QFont& font,
                  theme::Role role);
    double rowHeight(const ReportTable& table, const QStringList& cells, const QFont& font) const;
    void tableHeader(const ReportTable& table);
    double headerHeight(const ReportTable& table) const;
    QRectF cellRect(const ReportTable& table, std::size_t column) const;

    QPdfWriter& m_writer;
    QCPPainter& m_painter;
    Frame m_frame;
    ReportFonts m_fonts;
    ChartStyle m_style;
    QRectF m_paper;
    QRectF m_area;
    int m_page{1};
    double m_y{};
};

}  // namespace headroom
