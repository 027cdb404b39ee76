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

QString lineHtml(const ExplanationLine& line, std::size_t number, bool unfolded,
                 const QString& muted, int captionPixels) {
    const bool sentence = line.result.size() > kLongestFigure;
    QStringList details;
    if (sentence) details.append(escaped(line.result));
    if (!line.formula.empty()) details.append(escaped(line.formula));
    if (!line.numbers.empty()) details.append(u"= "_s + escaped(line.numbers));
    QString html = u"<tr><td><b>"_s + escaped(line.label) +
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

std::vector<QTextCursor> WorkingView::links() const {
    std::vector<QTextCursor> found;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            const QTextFragment text = part.fragment();
            if (text.charFormat().anchorHref().isEmpty()) continue;
            QTextCursor link(document());
            link.setPosition(text.position());
            link.setPosition(text.position() + text.length(), QTextCursor::KeepAnchor);
            found.push_back(link);
        }
    }
    return found;
}

// The next Tab goes on from the cursor.
void WorkingView::placeCursor(const QString& anchor) {
    for (QTextCursor& link : links()) {
        if (link.charFormat().anchorHref() != anchor) continue;
        link.setPosition(link.selectionStart());
        setTextCursor(link);
        showCursor();
        return;
    }
}

void WorkingView::goToLine(const QString& label) {
    setFocus(Qt::OtherFocusReason);
    QTextBlock line = document()->begin();
    while (line.isValid() &&
           (line.text().isEmpty() || (!label.isEmpty() && line.text() != label))) {
        line = line.next();
    }
    if (!line.isValid()) line = document()->begin();
    const QTextCursor cursor(line);
    setTextCursor(cursor);
    QTextEdit::ExtraSelection mark;
    mark.cursor = cursor;
    mark.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    mark.format.setBackground(theme::color(Role::Accent));
    mark.format.setForeground(theme::color(Role::AccentText));
    setExtraSelections({mark});
    QTimer::singleShot(kMarkMilliseconds, this, [this] { setExtraSelections({}); });
    showCursor();
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
    const QTextCursor now = textCursor();
    std::vector<QTextCursor> all = links();
    if (!next) std::reverse(all.begin(), all.end());
    const auto goal = std::find_if(all.begin(), all.end(), [&](const QTextCursor& link) {
        if (!next) return link.selectionStart() < now.selectionStart();
        return now.hasSelection() ? link.selectionStart() > now.selectionStart()
                                  : link.selectionStart() >= now.position();
    });
    if (goal == all.end()) {
        QTextCursor start(document());
        setTextCursor(start);
        return QWidget::focusNextPrevChild(next);
    }
    setTextCursor(*goal);
    showCursor();
    return true;
}

void WorkingView::focusInEvent(QFocusEvent* event) {
    QTextBrowser::focusInEvent(event);
    if (event->reason() != Qt::TabFocusReason && event->reason() != Qt::BacktabFocusReason) return;
    QTextCursor cursor(document());
    if (event->reason() == Qt::BacktabFocusReason) cursor.movePosition(QTextCursor::End);
    setTextCursor(cursor);
    showCursor();
}

void WorkingView::keyPressEvent(QKeyEvent* event) {
    const bool follows = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const QTextCursor now = textCursor();
    const QString link = now.hasSelection() ? now.charFormat().anchorHref() : QString();
    if (follows && !link.isEmpty()) {
        follow(QUrl(link));
        return;
    }
    QTextBrowser::keyPressEvent(event);
}

void WorkingView::wheelEvent(QWheelEvent* event) {
    event->ignore();
}

}  // namespace headroom
