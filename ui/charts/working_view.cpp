// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/working_view.h"

#include <QEvent>
#include <QTextDocument>
#include <QWheelEvent>
#include <cmath>

#include "ui/charts/chart_style.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using theme::Role;

namespace {

QString escaped(const std::string& text) {
    return plainText(text).toHtmlEscaped();
}

/// Results are figures that stand at the right in one line; notes are sentences, which would leave
/// the labels no room there.
constexpr std::size_t kLongestFigure = 48;

QString lineHtml(const ExplanationLine& line, const QString& muted, int captionPixels) {
    const bool sentence = line.result.size() > kLongestFigure;
    QStringList details;
    if (sentence) details.append(escaped(line.result));
    if (!line.formula.empty()) details.append(escaped(line.formula));
    if (!line.numbers.empty()) details.append(u"= "_s + escaped(line.numbers));
    QString html = u"<tr><td><b>"_s + escaped(line.label) +
                   u"</b></td><td align=\"right\" style=\"white-space: nowrap\"><b>"_s +
                   (sentence ? QString() : escaped(line.result)) + u"</b></td></tr>"_s;
    html += u"<tr><td colspan=\"2\" style=\"padding-bottom: 8px\">"_s + details.join(u"<br/>"_s);
    if (!line.source.empty()) {
        if (!details.isEmpty()) html += u"<br/>"_s;
        html += u"<span style=\"color: "_s + muted + u"; font-size: "_s +
                QString::number(captionPixels) + u"px\">"_s + escaped(line.source) + u"</span>"_s;
    }
    return html + u"</td></tr>"_s;
}

}  // namespace

WorkingView::WorkingView(QWidget* parent) : QTextEdit(parent) {
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    document()->setDocumentMargin(0);
    setFont(theme::font(theme::TextStyle::Body));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void WorkingView::setLines(std::vector<ExplanationLine> lines) {
    m_lines = std::move(lines);
    render();
}

void WorkingView::render() {
    const QString muted = theme::color(Role::Muted).name();
    const int caption = theme::font(theme::TextStyle::Caption).pixelSize();
    QString html = u"<table width=\"100%\" cellspacing=\"0\" cellpadding=\"1\">"_s;
    for (const ExplanationLine& line : m_lines) html += lineHtml(line, muted, caption);
    setHtml(html + u"</table>"_s);
    fitHeight();
}

void WorkingView::fitHeight() {
    if (m_fitting) return;
    m_fitting = true;
    document()->setTextWidth(viewport()->width());
    setFixedHeight(static_cast<int>(std::ceil(document()->size().height())) + 2);
    m_fitting = false;
}

void WorkingView::resizeEvent(QResizeEvent* event) {
    QTextEdit::resizeEvent(event);
    fitHeight();
}

void WorkingView::changeEvent(QEvent* event) {
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) render();
}

void WorkingView::wheelEvent(QWheelEvent* event) {
    event->ignore();
}

}  // namespace headroom
