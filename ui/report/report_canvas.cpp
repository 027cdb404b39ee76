// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_canvas.h"

#include <qcustomplot.h>

#include <QApplication>
#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPagedPaintDevice>
#include <QPainterPath>
#include <QTextLayout>
#include <algorithm>
#include <cmath>

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using theme::Role;

namespace {

constexpr double kHeaderHeight = 30;
constexpr double kFooterHeight = 30;
constexpr double kCellGap = 10;
constexpr double kAboveSubheading = 12;
constexpr double kBulletIndent = 14;
constexpr int kBulletLines = 12;
constexpr double kWarningIndent = 18;
constexpr int kWarningLines = 6;
constexpr double kRowPadding = 3;
constexpr double kBelowTable = 8;
/// A cell never makes a row taller than this many lines; the rest is elided.
constexpr int kMostCellLines = 8;
/// Characters that one line can hold at most: what is elided is no longer than this.
constexpr qsizetype kMostElided = 400;

QFont reportFont(int pixels, bool strong) {
    QFont font(QApplication::font().family());
    font.setPixelSize(pixels);
    // Hinted advances belong to a screen; on paper they would differ from the measured ones.
    font.setHintingPreference(QFont::PreferNoHinting);
    if (strong) font.setWeight(QFont::DemiBold);
    return font;
}

double lineStep(const QFont& font) {
    return std::ceil(QFontMetricsF(font).height() * 1.12);
}

/// The last line of a text that goes on: it ends in an ellipsis, also when itself would fit.
QString elided(const QString& text, const QFontMetricsF& metrics, double width) {
    const QString marked = text.trimmed() + u'…';
    if (metrics.horizontalAdvance(marked) <= width) return marked;
    return metrics.elidedText(text, Qt::ElideRight, width);
}

}  // namespace

ReportFonts reportFonts() {
    ReportFonts fonts{reportFont(24, true),  reportFont(18, true), reportFont(15, true),
                      reportFont(12, false), reportFont(12, true), reportFont(10, false),
                      reportFont(10, true),  QFont(u"monospace"_s)};
    fonts.code.setStyleHint(QFont::Monospace);
    fonts.code.setPixelSize(11);
    fonts.code.setHintingPreference(QFont::PreferNoHinting);
    return fonts;
}

ChartStyle reportStyle(bool dark) {
    ChartStyle style = chartStyle(dark);
    style.caption = reportFont(10, false);
    style.body = reportFont(11, false);
    style.strong = reportFont(11, true);
    style.title = reportFont(15, true);
    return style;
}

QStringList wrapText(const QString& text, const QFont& font, double width, int mostLines) {
    QStringList lines;
    const QFontMetricsF metrics(font);
    const QStringList paragraphs = text.split(u'\n');
    for (qsizetype i = 0; i < paragraphs.size(); ++i) {
        const QString& paragraph = paragraphs[i];
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        QTextLayout layout(paragraph, font);
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(width);
            const bool more = line.textStart() + line.textLength() < paragraph.size() ||
                              i + 1 < paragraphs.size();
            if (lines.size() + 1 == mostLines && more) {
                const QString rest = paragraph.mid(line.textStart(), kMostElided);
                lines.append(elided(rest, metrics, width));
                layout.endLayout();
                return lines;
            }
            lines.append(paragraph.mid(line.textStart(), line.textLength()).trimmed());
        }
        layout.endLayout();
    }
    return lines;
}

ReportCanvas::ReportCanvas(QPagedPaintDevice& device, QCPPainter& painter, QSizeF paper,
                           Frame frame)
    : m_device(device),
      m_painter(painter),
      m_frame(std::move(frame)),
      m_fonts(reportFonts()),
      m_style(reportStyle()),
      m_paper(QPointF(0, 0), paper),
      m_area(m_paper.adjusted(0, kHeaderHeight, 0, -kFooterHeight)) {
    m_style.opaque = m_frame.opaque;
    drawFrame();
}

double ReportCanvas::lineHeight(const QFont& font) const {
    return lineStep(font);
}

void ReportCanvas::newPage() {
    m_device.newPage();
    ++m_page;
    drawFrame();
}

void ReportCanvas::ensure(double height) {
    if (remaining() < height && m_y > m_area.top()) newPage();
}

void ReportCanvas::drawFrame() {
    const double width = m_paper.width();
    const double footerTop = m_paper.bottom() - lineStep(m_fonts.small);
    m_painter.setPen(QPen(color(Role::Line), 1));
    m_painter.drawLine(QLineF(0, footerTop - 6, width, footerTop - 6));
    const QString page = m_frame.pageCount > 0
                             ? QCoreApplication::translate("Report", "Page %1 of %2")
                                   .arg(m_page)
                                   .arg(m_frame.pageCount)
                             : QString::number(m_page);
    textAt({0, footerTop}, width * 0.7, m_frame.footer, m_fonts.small, Role::Muted, 1);
    textAt({width * 0.7, footerTop}, width * 0.3, page, m_fonts.small, Role::Muted, 1, true);
    if (m_page > 1) {
        const double right = m_frame.company.isEmpty() ? 0 : width * 0.38;
        textAt({0, 0}, width - right - kCellGap, m_frame.title, m_fonts.small, Role::Muted, 1);
        if (right > 0) {
            textAt({width - right, 0}, right, m_frame.company, m_fonts.small, Role::Muted, 1, true);
        }
        const double y = lineStep(m_fonts.small) + 4;
        m_painter.setPen(QPen(color(Role::Line), 1));
        m_painter.drawLine(QLineF(0, y, width, y));
    }
    m_y = m_page > 1 ? m_area.top() : 0;
}

double ReportCanvas::textAt(QPointF topLeft, double width, const QString& text, const QFont& font,
                            Role role, int mostLines, bool right) {
    const QFontMetricsF metrics(font);
    const double step = lineStep(font);
    m_painter.setFont(font);
    m_painter.setPen(color(role));
    double y = topLeft.y();
    if (m_frame.measuring) return heightOf(text, font, width, mostLines);
    for (const QString& line : wrapText(text, font, width, mostLines)) {
        const double x =
            right ? topLeft.x() + width - metrics.horizontalAdvance(line) : topLeft.x();
        m_painter.drawText(QPointF(x, y + metrics.ascent()), line);
        y += step;
    }
    return y - topLeft.y();
}

double ReportCanvas::heightOf(const QString& text, const QFont& font, double width, int mostLines) {
    return lineStep(font) * static_cast<double>(wrapText(text, font, width, mostLines).size());
}

void ReportCanvas::heading(const QString& text, double following) {
    const double height = heightOf(text, m_fonts.heading, m_area.width(), 3);
    ensure(height + 8 + following);
    m_y += textAt({0, m_y}, m_area.width(), text, m_fonts.heading, Role::Text, 3) + 8;
}

double ReportCanvas::subheadingHeight(const QString& text) const {
    return kAboveSubheading + heightOf(text, m_fonts.lead, m_area.width(), 2) + 5;
}

void ReportCanvas::subheading(const QString& text, double following) {
    ensure(subheadingHeight(text) + following);
    // Nothing stands above it at the head of a page.
    if (m_y > m_area.top()) m_y += kAboveSubheading;
    m_y += textAt({0, m_y}, m_area.width(), text, m_fonts.lead, Role::Text, 2) + 5;
}

void ReportCanvas::paragraph(const QString& text, const QFont& font, Role role) {
    for (const QString& line : wrapText(text, font, m_area.width())) {
        ensure(lineStep(font));
        m_y += textAt({0, m_y}, m_area.width() + 1, line, font, role);
    }
    m_y += 4;
}

double ReportCanvas::bulletHeight(const QString& text) const {
    return heightOf(text, m_fonts.body, m_area.width() - kBulletIndent, kBulletLines) + 3;
}

void ReportCanvas::bullet(const QString& text) {
    ensure(bulletHeight(text));
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(color(Role::Muted));
    m_painter.drawEllipse(QPointF(4, m_y + lineStep(m_fonts.body) / 2), 1.8, 1.8);
    m_y += textAt({kBulletIndent, m_y}, m_area.width() - kBulletIndent, text, m_fonts.body,
                  Role::Text, kBulletLines) +
           3;
}

void ReportCanvas::warning(const QString& text) {
    const double width = m_area.width() - kWarningIndent;
    ensure(heightOf(text, m_fonts.body, width, kWarningLines) + 5);
    const double middle = m_y + QFontMetricsF(m_fonts.body).height() / 2;
    QPainterPath triangle(QPointF(6, middle - 5));
    triangle.lineTo(12, middle + 5);
    triangle.lineTo(0, middle + 5);
    triangle.closeSubpath();
    m_painter.fillPath(triangle, color(Role::Warn));
    m_y += textAt({kWarningIndent, m_y}, width, text, m_fonts.body, Role::Text, kWarningLines) + 5;
}

QRectF ReportCanvas::cellRect(const ReportTable& table, std::size_t column) const {
    double all = 0;
    double before = 0;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (i < column) before += table.columns[i].weight;
        all += table.columns[i].weight;
    }
    const double room = m_area.width() - kCellGap * static_cast<double>(table.columns.size() - 1);
    return {room * before / all + kCellGap * static_cast<double>(column), m_y,
            room * table.columns[column].weight / all, 0};
}

double ReportCanvas::rowHeight(const ReportTable& table, const QStringList& cells,
                               const QFont& font) const {
    double height = lineStep(font);
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        height = std::max(height, heightOf(cells.value(static_cast<int>(column)), font,
                                           cellRect(table, column).width(), kMostCellLines));
    }
    return height + 2 * kRowPadding;
}

void ReportCanvas::tableRow(const ReportTable& table, const QStringList& cells, const QFont& font,
                            Role role, double height) {
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        const QRectF cell = cellRect(table, column);
        const QString text = cells.value(static_cast<int>(column));
        textAt(cell.topLeft() + QPointF(0, kRowPadding), cell.width(), text, font,
               text == unknownText() ? Role::Muted : role, kMostCellLines,
               table.columns[column].numeric);
    }
    m_y += height;
    m_painter.setPen(QPen(color(Role::Line), 0.5));
    m_painter.drawLine(QLineF(0, m_y, m_area.width(), m_y));
}

void ReportCanvas::tableHeader(const ReportTable& table) {
    QStringList titles;
    for (const ReportColumn& column : table.columns) titles.append(column.title);
    tableRow(table, titles, m_fonts.smallStrong, Role::Text, headerHeight(table));
}

double ReportCanvas::headerHeight(const ReportTable& table) const {
    QStringList titles;
    for (const ReportColumn& column : table.columns) titles.append(column.title);
    return rowHeight(table, titles, m_fonts.smallStrong);
}

double ReportCanvas::beginningHeight(const ReportTable& table) const {
    if (table.columns.empty()) return 0;
    double height = headerHeight(table);
    for (std::size_t i = 0; i < std::min<std::size_t>(2, table.rows.size()); ++i) {
        height += rowHeight(table, table.rows[i], m_fonts.smallStrong);
    }
    return height;
}

double ReportCanvas::tableHeight(const ReportTable& table) const {
    if (table.columns.empty()) return 0;
    double height = headerHeight(table) + kBelowTable;
    for (const QStringList& row : table.rows) height += rowHeight(table, row, m_fonts.small);
    return height;
}

void ReportCanvas::table(const ReportTable& table) {
    if (table.columns.empty()) return;
    const std::size_t count = table.rows.size();
    std::vector<const QFont*> fonts(count, &m_fonts.small);
    for (const int row : table.emphasised)
        fonts[static_cast<std::size_t>(row)] = &m_fonts.smallStrong;
    std::vector<double> heights;
    for (std::size_t i = 0; i < count; ++i) {
        heights.push_back(rowHeight(table, table.rows[i], *fonts[i]));
    }
    const double header = headerHeight(table);
    bool headed = false;
    for (std::size_t i = 0; i < count; ++i) {
        double needed = heights[i] + (headed ? 0 : header);
        // Neither the first nor the last row stands alone.
        if (i + 1 < count && (!headed || i + 2 == count)) needed += heights[i + 1];
        if (remaining() < needed && m_y > m_area.top()) {
            newPage();
            headed = false;
        }
        if (!headed) tableHeader(table);
        headed = true;
        tableRow(table, table.rows[i], *fonts[i], Role::Text, heights[i]);
    }
    m_y += kBelowTable;
}

double ReportCanvas::chartHeight(const ReportChart& chart) const {
    if (chart.content.empty()) return 0;
    return drawLegend(nullptr, {}, m_area.width(), chart.content.legend, m_style) + 4 + chart.least;
}

void ReportCanvas::chart(const ReportChart& chart) {
    if (chart.content.empty()) return;
    ensure(chartHeight(chart));
    const std::vector<LegendEntry>& legend = chart.content.legend;
    const double above = drawLegend(nullptr, {}, m_area.width(), legend, m_style) + 4;
    const double height = std::min(chart.height, remaining() - above);
    if (!m_frame.measuring) {
        drawLegend(&m_painter, {0, m_y}, m_area.width(), legend, m_style);
        drawPlot(m_painter, QRectF(0, m_y + above, m_area.width(), height), chart.content, m_style);
    }
    m_y += above + height + 8;
}

}  // namespace headroom
