// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/working_view.h"

#include <QEvent>
#include <QScrollArea>
#include <QTextBlock>
#include <QTextDocument>
#include <QTimer>
#include <QUrl>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/charts/chart_style.h"
#include "ui/charts/working_links.h"

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

/// How long a line stays marked that one was led to.
constexpr int kMarkMilliseconds = 2'500;

QString lineName(std::size_t line) {
    return u"line"_s + QString::number(line);
}

QString lineHtml(const ExplanationLine& line, std::size_t number, bool unfolded,
                 const QString& muted, int captionPixels) {
    const bool sentence = line.result.size() > kLongestFigure;
    QStringList details;
    if (sentence) details.append(escaped(line.result));
    if (!line.formula.empty()) details.append(escaped(line.formula));
    if (!line.numbers.empty()) details.append(u"= "_s + escaped(line.numbers));
    QString html = u"<tr><td><a name=\"%1\"></a><b>"_s.arg(lineName(number)) + escaped(line.label) +
                   u"</b></td><td align=\"right\" style=\"white-space: nowrap\"><b>"_s +
                   (sentence ? QString() : escaped(line.result)) + u"</b></td></tr>"_s;
    html += u"<tr><td colspan=\"2\" style=\"padding-bottom: 8px\">"_s + details.join(u"<br/>"_s);
    QStringList origins;
    if (!line.source.empty()) origins.append(escaped(line.source));
    const QString inputs = inputsHtml(line.inputs, number, unfolded);
    if (!inputs.isEmpty()) origins.append(inputs);
    if (!origins.isEmpty()) {
        if (!details.isEmpty()) html += u"<br/>"_s;
        html += u"<span style=\"color: "_s + muted + u"; font-size: "_s +
                QString::number(captionPixels) + u"px\">"_s + origins.join(u"<br/>"_s) +
                u"</span>"_s;
    }
    return html + u"</td></tr>"_s;
}

}  // namespace

WorkingView::WorkingView(QWidget* parent) : QTextBrowser(parent) {
    setOpenLinks(false);
    connect(this, &QTextBrowser::anchorClicked, this, &WorkingView::follow);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    setAccessibleDescription(
        tr("Tab goes from input to input, Return to the place where it is set."));
    document()->setDocumentMargin(0);
    setFont(theme::font(theme::TextStyle::Body));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void WorkingView::setLines(std::vector<ExplanationLine> lines) {
    const auto sameLine = [](const ExplanationLine& a, const ExplanationLine& b) {
        return a.label == b.label;
    };
    if (!std::equal(lines.begin(), lines.end(), m_lines.begin(), m_lines.end(), sameLine)) {
        m_unfolded.clear();
    }
    m_lines = std::move(lines);
    render();
}

void WorkingView::render() {
    const QString muted = theme::color(Role::Muted).name();
    const int caption = theme::font(theme::TextStyle::Caption).pixelSize();
    QString html = u"<table width=\"100%\" cellspacing=\"0\" cellpadding=\"1\">"_s;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        html += lineHtml(m_lines[i], i, m_unfolded.contains(i), muted, caption);
    }
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
    QTextBrowser::resizeEvent(event);
    fitHeight();
}

void WorkingView::changeEvent(QEvent* event) {
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) render();
}

void WorkingView::follow(const QUrl& url) {
    const QString link = url.toString();
    if (const std::optional<std::size_t> line = moreLink(link)) {
        m_unfolded.insert(*line);
        render();
        placeCursor(u"input:%1/%2"_s.arg(*line).arg(kShownInputs));
        return;
    }
    const std::optional<InputLink> input = inputLink(link);
    if (!input || input->line >= m_lines.size()) return;
    const InputReferences& inputs = m_lines[input->line].inputs;
    // Where it leads may show other lines here.
    if (input->input < inputs.size()) emit inputRequested(InputReference(inputs[input->input]));
}

// The next Tab goes on from the cursor.
void WorkingView::placeCursor(const QString& anchor) {
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            if (part.fragment().charFormat().anchorHref() != anchor) continue;
            QTextCursor cursor(document());
            cursor.setPosition(part.fragment().position());
            setTextCursor(cursor);
            showCursor();
            return;
        }
    }
}

void WorkingView::goToLine(const QString& label) {
    const auto found = std::find_if(
        m_lines.begin(), m_lines.end(),
        [&](const ExplanationLine& one) { return QString::fromStdString(one.label) == label; });
    const QString name =
        lineName(found == m_lines.end() ? 0 : static_cast<std::size_t>(found - m_lines.begin()));
    setFocus(Qt::OtherFocusReason);
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            if (!part.fragment().charFormat().anchorNames().contains(name)) continue;
            QTextCursor cursor(block);
            setTextCursor(cursor);
            QTextEdit::ExtraSelection mark;
            mark.cursor = cursor;
            mark.cursor.select(QTextCursor::BlockUnderCursor);
            mark.format.setBackground(theme::color(Role::Accent));
            mark.format.setForeground(theme::color(Role::AccentText));
            setExtraSelections({mark});
            QTimer::singleShot(kMarkMilliseconds, this, [this] { setExtraSelections({}); });
            showCursor();
            return;
        }
    }
}

// The page scrolls, not the view.
void WorkingView::showCursor() {
    for (QWidget* outer = parentWidget(); outer != nullptr; outer = outer->parentWidget()) {
        auto* const area = qobject_cast<QScrollArea*>(outer);
        if (area == nullptr || area->widget() == nullptr) continue;
        const QRect line = cursorRect();
        const QPoint place = viewport()->mapTo(area->widget(), line.center());
        area->ensureVisible(place.x(), place.y(), 0, area->viewport()->height() / 4);
        return;
    }
}

bool WorkingView::focusNextPrevChild(bool next) {
    const bool stays = QTextBrowser::focusNextPrevChild(next);
    if (hasFocus() && textCursor().hasSelection()) showCursor();
    return stays;
}

void WorkingView::wheelEvent(QWheelEvent* event) {
    event->ignore();
}

}  // namespace headroom
