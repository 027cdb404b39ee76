// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// From blocks to pages: what stays together, what moves to the next page.
#include "ui/report/report_layout.h"

#include <qcustomplot.h>

#include <QCoreApplication>
#include <algorithm>

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using theme::Role;

namespace {

/// A short part begins on the page of the former one when this share of it is left.
constexpr double kSharedPage = 0.45;
constexpr double kBelowTitle = 3;
constexpr double kBelowLine = 2.5;
constexpr double kBelowGroup = 12;
constexpr double kColumnGap = 28;
constexpr double kBelowParagraph = 4;
constexpr double kBelowChart = 8;
constexpr double kLabelShare = 0.54;
constexpr double kValueLeft = 0.56;
constexpr double kValueShare = 0.44;
constexpr int kLabelLines = 3;
constexpr int kValueLines = 6;

double lineHeight(const ReportCanvas& canvas, const ReportGroup::Line& line, double width) {
    const QFont& font = canvas.fonts().small;
    return std::max(ReportCanvas::heightOf(line.label, font, width * kLabelShare, kLabelLines),
                    ReportCanvas::heightOf(line.value, font, width * kValueShare, kValueLines));
}

double groupHeight(const ReportCanvas& canvas, const ReportGroup& group, double width) {
    double height =
        ReportCanvas::heightOf(group.title, canvas.fonts().strong, width, 1) + kBelowTitle;
    for (const ReportGroup::Line& line : group.lines) {
        height += lineHeight(canvas, line, width) + kBelowLine;
    }
    return height + kBelowGroup;
}

double drawGroup(ReportCanvas& canvas, const ReportGroup& group, QPointF topLeft, double width) {
    double y = topLeft.y();
    y += canvas.textAt({topLeft.x(), y}, width, group.title, canvas.fonts().strong, Role::Text, 1) +
         kBelowTitle;
    for (const ReportGroup::Line& line : group.lines) {
        canvas.textAt({topLeft.x(), y}, width * kLabelShare, line.label, canvas.fonts().small,
                      Role::Muted, kLabelLines);
        canvas.textAt({topLeft.x() + width * kValueLeft, y}, width * kValueShare, line.value,
                      canvas.fonts().small, Role::Text, kValueLines, true);
        y += lineHeight(canvas, line, width) + kBelowLine;
    }
    return y + kBelowGroup;
}

void paintGroups(ReportCanvas& canvas, const ReportGroups& groups) {
    const double width = (canvas.area().width() - kColumnGap) / 2;
    double left = canvas.y();
    double right = left;
    for (const ReportGroup& group : groups) {
        const double height = groupHeight(canvas, group, width);
        const auto fits = [&](double y) {
            return y + height - kBelowGroup <= canvas.area().bottom();
        };
        if (!fits(left) && !fits(right)) {
            canvas.newPage();
            left = right = canvas.y();
        }
        const bool toLeft = fits(left) && (left <= right || !fits(right));
        double& y = toLeft ? left : right;
        y = drawGroup(canvas, group, {toLeft ? 0 : width + kColumnGap, y}, width);
    }
    canvas.moveTo(std::max(left, right));
}

double contentsHeight(const ReportCanvas& canvas) {
    return canvas.lineHeight(canvas.fonts().small) + 3;
}

/// In two columns, the second beginning where the first half ends.
std::size_t contentsRows(const ReportDocument& document) {
    return (document.parts.size() + 1) / 2;
}

void paintContents(ReportCanvas& canvas, const ReportDocument& document) {
    const QFont& font = canvas.fonts().small;
    const double width = (canvas.area().width() - kColumnGap) / 2;
    const double step = contentsHeight(canvas);
    constexpr double numberWidth = 40;
    const std::size_t rows = contentsRows(document);
    const double top = canvas.y();
    for (std::size_t i = 0; i < document.parts.size(); ++i) {
        const ReportPart& part = document.parts[i];
        const QPointF place(i < rows ? 0 : width + kColumnGap,
                            top + step * static_cast<double>(i % rows));
        canvas.textAt(place, width - numberWidth, part.title, font, Role::Text, 1);
        const auto page = canvas.frame().pages.find(part.key);
        if (page != canvas.frame().pages.end()) {
            canvas.textAt(place + QPointF(width - numberWidth, 0), numberWidth,
                          QString::number(page->second), font, Role::Muted, 1, true);
        }
        canvas.link(part.key, QRectF(place, QSizeF(width, step)));
    }
    canvas.skip(step * static_cast<double>(rows));
}

class PartPainter {
public:
    PartPainter(ReportCanvas& canvas, const ReportDocument& document, const ReportPart& part)
        : m_canvas(canvas), m_document(document), m_part(part) {}

    void paint(bool first) {
        const bool cover =
            !m_part.blocks.empty() && std::holds_alternative<ReportCover>(m_part.blocks.front());
        if (!first && !(m_part.flows && sharesPage())) m_canvas.newPage();
        if (!first && m_canvas.y() > m_canvas.area().top()) m_canvas.skip(kBelowGroup);
        m_canvas.mark(m_part);
        if (!cover) {
            m_canvas.heading(m_part.heading, ahead(0));
            m_shrink = shrinkToFit();
        }
        for (m_at = 0; m_at < m_part.blocks.size(); ++m_at) {
            std::visit([this](const auto& block) { paintBlock(block); }, m_part.blocks[m_at]);
        }
    }

private:
    bool sharesPage() const {
        return m_canvas.remaining() > m_canvas.area().height() * kSharedPage;
    }
    /// The height of one block in one piece, charts as high as they want to be.
    double heightOf(const ReportBlock& block) const {
        if (const auto* text = std::get_if<ReportText>(&block)) {
            if (text->style == ReportText::Style::Subheading) {
                return m_canvas.subheadingHeight(text->text);
            }
            if (text->style == ReportText::Style::Bullet) return m_canvas.bulletHeight(text->text);
            return ReportCanvas::heightOf(text->text, m_canvas.fonts().body,
                                          m_canvas.area().width()) +
                   kBelowParagraph;
        }
        if (const auto* table = std::get_if<ReportTable>(&block)) {
            return m_canvas.tableHeight(*table);
        }
        if (const auto* chart = std::get_if<ReportChart>(&block)) {
            return m_canvas.chartHeight(*chart) + chart->height - chart->least + kBelowChart;
        }
        return 0;
    }
    /// How far the charts give way, from 0 to 1 = down to their least height, for the part to end
    /// on the page it begins on rather than leave a few rows on the next.
    double shrinkToFit() const {
        double needed = 0;
        double slack = 0;
        for (const ReportBlock& block : m_part.blocks) {
            needed += heightOf(block);
            if (const auto* chart = std::get_if<ReportChart>(&block)) {
                slack += chart->height - chart->least;
            }
        }
        const double missing = needed - m_canvas.remaining();
        return missing > 0 && missing <= slack ? missing / slack : 0;
    }
    /// The room that the blocks from `from` on need so that a title above them does not stand
    /// alone: texts up to the beginning of what they introduce.
    double ahead(std::size_t from) const {
        double height = 0;
        for (std::size_t i = from; i < m_part.blocks.size(); ++i) {
            const ReportBlock& block = m_part.blocks[i];
            if (const auto* text = std::get_if<ReportText>(&block)) {
                if (text->style == ReportText::Style::Subheading) {
                    height += m_canvas.subheadingHeight(text->text);
                    continue;
                }
                if (text->style == ReportText::Style::Bullet) {
                    return height + m_canvas.bulletHeight(text->text);
                }
                if (text->style == ReportText::Style::Code) return height + 40;
                height += ReportCanvas::heightOf(text->text, m_canvas.fonts().body,
                                                 m_canvas.area().width()) +
                          kBelowParagraph;
                if (height > m_canvas.area().height() / 3) return height;
                continue;
            }
            if (const auto* table = std::get_if<ReportTable>(&block)) {
                return height + m_canvas.beginningHeight(*table);
            }
            if (const auto* chart = std::get_if<ReportChart>(&block)) {
                return height + m_canvas.chartHeight(*chart);
            }
            if (std::holds_alternative<ReportContents>(block)) {
                return height +
                       contentsHeight(m_canvas) * static_cast<double>(contentsRows(m_document));
            }
            return height + 60;
        }
        return height;
    }

    void paintBlock(const ReportText& text) {
        const ReportFonts& fonts = m_canvas.fonts();
        switch (text.style) {
            case ReportText::Style::Subheading:
                return m_canvas.subheading(text.text, ahead(m_at + 1));
            case ReportText::Style::Body:
                return m_canvas.paragraph(text.text, fonts.body);
            case ReportText::Style::Muted:
                return m_canvas.paragraph(text.text, fonts.body, Role::Muted);
            case ReportText::Style::Bullet:
                return m_canvas.bullet(text.text);
            case ReportText::Style::Warning:
                return m_canvas.warning(text.text);
            case ReportText::Style::Code:
                return m_canvas.paragraph(text.text, fonts.code);
        }
    }
    void paintBlock(const ReportTable& table) { m_canvas.table(table); }
    void paintBlock(const ReportChart& chart) {
        ReportChart fitted = chart;
        fitted.height -= m_shrink * (chart.height - chart.least);
        m_canvas.chart(fitted);
    }
    void paintBlock(const ReportGroups& groups) { paintGroups(m_canvas, groups); }
    void paintBlock(const ReportCover& cover) {
        paintCover(m_canvas, m_document, m_part.heading, cover);
    }
    void paintBlock(const ReportContents&) { paintContents(m_canvas, m_document); }

    ReportCanvas& m_canvas;
    const ReportDocument& m_document;
    const ReportPart& m_part;
    std::size_t m_at{};
    double m_shrink{};
};

}  // namespace

void paintReport(ReportCanvas& canvas, const ReportDocument& document) {
    bool first = true;
    for (const ReportPart& part : document.parts) {
        PartPainter(canvas, document, part).paint(first);
        first = false;
    }
}

}  // namespace headroom
