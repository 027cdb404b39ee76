// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The report as one HTML file: no script, nothing from elsewhere, every text escaped.
#include <QBuffer>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <algorithm>

#include "ui/report/report_document.h"
#include "ui/report/report_html_style.h"
#include "ui/report/report_svg.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kChartWidth = 760;

QString tr(const char* text) {
    return QCoreApplication::translate("Report", text);
}

QString escaped(const QString& text) {
    return text.toHtmlEscaped().replace(u'\n', u"<br>"_s);
}

QString element(const QString& tag, const QString& text, const QString& cssClass = {}) {
    if (text.isEmpty()) return {};
    const QString attribute = cssClass.isEmpty() ? QString() : u" class=\"%1\""_s.arg(cssClass);
    return u'<' + tag + attribute + u'>' + escaped(text) + u"</"_s + tag + u">\n"_s;
}

QString logoElement(const ReportDocument& document) {
    if (document.logo.empty()) return {};
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    document.logo.image.save(&buffer, "PNG");
    return u"<img class=\"logo\" alt=\""_s + document.company.toHtmlEscaped() +
           u"\" src=\"data:image/png;base64,"_s + QString::fromLatin1(png.toBase64()) + u"\">\n"_s;
}

QString cardElement(const ReportCard& card) {
    QString html = u"<article class=\"card top-%1\">\n"_s.arg(htmlRole(card.role));
    html += element(u"p"_s, card.standing, u"standing fg-"_s + htmlRole(card.role));
    html += element(u"h3"_s, card.name);
    html += element(u"p"_s, card.price, u"muted"_s);
    html += u"<dl>\n"_s;
    for (const ReportCard::Figure& figure : card.figures) {
        html += u"<div>"_s + element(u"dt"_s, figure.label) +
                element(u"dd"_s, figure.value, u"fg-"_s + htmlRole(figure.role)) + u"</div>\n"_s;
    }
    html += u"</dl>\n"_s;
    html += element(u"p"_s, card.exclusion, u"fg-bad"_s);
    html += element(u"p"_s, card.aside, u"fg-"_s + htmlRole(card.asideRole));
    return html + u"</article>\n"_s;
}

class HtmlWriter {
public:
    explicit HtmlWriter(const ReportDocument& document) : m_document(document) {}

    QString body() {
        for (const ReportPart& part : m_document.parts) addPart(part);
        return m_html;
    }

private:
    void addPart(const ReportPart& part) {
        const bool cover = &part == &m_document.parts.front();
        m_html += u"<section id=\"%1\">\n"_s.arg(part.key);
        if (cover) m_html += u"<header>\n"_s + logoElement(m_document);
        m_html += element(cover ? u"h1"_s : u"h2"_s, part.heading);
        for (const ReportBlock& block : part.blocks) {
            const auto* text = std::get_if<ReportText>(&block);
            setList(text != nullptr && text->style == ReportText::Style::Bullet);
            std::visit([this](const auto& content) { add(content); }, block);
        }
        setList(false);
        m_html += u"</section>\n"_s;
        if (cover) addContents();
    }

    void setList(bool open) {
        if (open == m_list) return;
        m_html += open ? u"<ul>\n"_s : u"</ul>\n"_s;
        m_list = open;
    }

    void addContents() {
        m_html += u"<nav aria-label=\""_s + tr("In this report").toHtmlEscaped() + u"\">\n"_s +
                  element(u"h2"_s, tr("In this report")) + u"<ol>\n"_s;
        for (const ReportPart& part : m_document.parts) {
            m_html +=
                u"<li><a href=\"#%1\">"_s.arg(part.key) + escaped(part.title) + u"</a></li>\n"_s;
        }
        m_html += u"</ol>\n</nav>\n"_s;
    }

    void add(const ReportText& text) {
        switch (text.style) {
            case ReportText::Style::Subheading:
                m_html += element(u"h3"_s, text.text);
                break;
            case ReportText::Style::Body:
                m_html += element(u"p"_s, text.text);
                break;
            case ReportText::Style::Muted:
                m_html += element(u"p"_s, text.text, u"muted"_s);
                break;
            case ReportText::Style::Bullet:
                m_html += element(u"li"_s, text.text);
                break;
            case ReportText::Style::Warning:
                m_html += element(u"p"_s, text.text, u"warning"_s);
                break;
            case ReportText::Style::Code:
                m_html += u"<pre>"_s + text.text.toHtmlEscaped() + u"</pre>\n"_s;
                break;
        }
    }

    void add(const ReportTable& table) {
        if (table.columns.empty()) return;
        m_html += u"<div class=\"table\"><table>\n<thead><tr>"_s;
        for (const ReportColumn& column : table.columns) {
            m_html += (column.numeric ? u"<th class=\"n\">"_s : u"<th>"_s) + escaped(column.title) +
                      u"</th>"_s;
        }
        m_html += u"</tr></thead>\n<tbody>\n"_s;
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            const auto& bold = table.emphasised;
            const bool strong =
                std::find(bold.begin(), bold.end(), static_cast<int>(i)) != bold.end();
            m_html += strong ? u"<tr class=\"e\">"_s : u"<tr>"_s;
            for (std::size_t column = 0; column < table.columns.size(); ++column) {
                m_html += (table.columns[column].numeric ? u"<td class=\"n\">"_s : u"<td>"_s) +
                          escaped(table.rows[i].value(static_cast<qsizetype>(column))) + u"</td>"_s;
            }
            m_html += u"</tr>\n"_s;
        }
        m_html += u"</tbody>\n</table></div>\n"_s;
    }

    void add(const ReportChart& chart) {
        if (chart.content.empty()) return;
        const QString label = chart.content.title + u' ' + chart.content.summary;
        m_html += u"<figure role=\"img\" aria-label=\""_s + label.toHtmlEscaped() + u"\">\n"_s +
                  chartSvg(chart, kChartWidth, false, u"light"_s) + u'\n' +
                  chartSvg(chart, kChartWidth, true, u"dark"_s) + u"\n</figure>\n"_s;
    }

    void add(const ReportGroups& groups) {
        m_html += u"<div class=\"groups\">\n"_s;
        for (const ReportGroup& group : groups) {
            m_html += u"<div class=\"group\">"_s + element(u"h3"_s, group.title) + u"<dl>\n"_s;
            for (const ReportGroup::Line& line : group.lines) {
                m_html += u"<div>"_s + element(u"dt"_s, line.label) + element(u"dd"_s, line.value) +
                          u"</div>\n"_s;
            }
            m_html += u"</dl></div>\n"_s;
        }
        m_html += u"</div>\n"_s;
    }

    void add(const ReportCover& cover) {
        m_html += element(u"p"_s, cover.question, u"question"_s) +
                  element(u"p"_s, cover.byline, u"muted"_s) + u"</header>\n"_s +
                  u"<div class=\"verdict\">\n"_s +
                  element(u"p"_s, cover.badge, u"badge fg-%1"_s.arg(htmlRole(cover.badgeRole))) +
                  element(u"h2"_s, cover.verdict) + element(u"p"_s, cover.facts) + u"</div>\n"_s;
        for (const QString& warning : cover.warnings) {
            m_html += element(u"p"_s, warning, u"warning"_s);
        }
        if (!cover.relaxations.isEmpty()) {
            m_html += element(u"h3"_s, tr("The smallest changes that would admit something"));
            m_html += u"<ul>\n"_s;
            for (const QString& change : cover.relaxations) m_html += element(u"li"_s, change);
            m_html += u"</ul>\n"_s;
        }
        m_html += u"<div class=\"cards\">\n"_s;
        for (const ReportCard& card : cover.cards) m_html += cardElement(card);
        m_html += u"</div>\n"_s;
    }

    /// The list of contents stands in front, where a browser can reach it from any page.
    void add(const ReportContents&) {
        const QString title = tr("In this report");
        const QString heading = element(u"h3"_s, title);
        if (m_html.endsWith(heading)) m_html.chop(heading.size());
    }

    const ReportDocument& m_document;
    QString m_html;
    bool m_list{};
};

}  // namespace

QByteArray htmlReport(const ReportDocument& document) {
    const QString style = htmlReportStyle();
    const QString hash = QString::fromLatin1(
        QCryptographicHash::hash(style.toUtf8(), QCryptographicHash::Sha256).toBase64());
    QString html = u"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"_s;
    // Only this style sheet and pictures inside the file: a name from a catalog cannot add more.
    html +=
        u"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "img-src data:; style-src 'sha256-%1'; base-uri 'none'; form-action 'none'\">\n"_s.arg(
            hash);
    html += u"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"_s;
    html += u"<meta name=\"color-scheme\" content=\"light dark\">\n"_s;
    html += u"<meta name=\"generator\" content=\"%1\">\n"_s.arg(document.program.toHtmlEscaped());
    if (!document.author.isEmpty()) {
        html +=
            u"<meta name=\"author\" content=\""_s + document.author.toHtmlEscaped() + u"\">\n"_s;
    }
    html += element(u"title"_s, document.title.isEmpty() ? document.program : document.title);
    html += u"<style>"_s + style + u"</style>\n</head>\n<body>\n<main>\n"_s;
    html += HtmlWriter(document).body();
    html += u"</main>\n<footer>"_s + escaped(document.program) + u"</footer>\n</body>\n</html>\n"_s;
    return html.toUtf8();
}

}  // namespace headroom
