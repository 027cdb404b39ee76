// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guide/guide_window.h"

#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QImage>
#include <QLineEdit>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextTable>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "ui/guide/guide_pages.h"
#include "ui/theme/theme.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kPageRole = Qt::UserRole;

QString partTitle(GuidePage::Part part) {
    switch (part) {
        case GuidePage::Part::Guide:
            return GuideWindow::tr("Guide");
        case GuidePage::Part::Reference:
            return GuideWindow::tr("Reference");
        case GuidePage::Part::Formulas:
            return GuideWindow::tr("Formulas and sources");
    }
    Q_UNREACHABLE();
}

/// "2. What is enough" -> "2-what-is-enough", as links of Markdown files name their headings.
QString slug(const QString& heading) {
    QString result;
    for (const QChar c : heading.toLower()) {
        if (c.isLetterOrNumber()) result += c;
        if (c == u' ' || c == u'-') result += u'-';
    }
    return result;
}

/// Pictures are taken at two pixels a point; a narrow window shows them smaller, scaled smoothly
/// for its `ratio` of pixels.
void fitPictures(QTextDocument& document, int room, double ratio) {
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            QTextImageFormat image = part.fragment().charFormat().toImageFormat();
            if (!image.isValid()) continue;
            QImage picture(u":/guide/"_s + image.name());
            if (picture.isNull()) continue;
            image.setWidth(std::min(room, picture.width() / 2));
            image.setHeight(image.width() * picture.height() / picture.width());
            // In full colours first: one with a palette would be dithered.
            picture = picture.convertToFormat(QImage::Format_RGB32)
                          .scaledToWidth(static_cast<int>(image.width() * ratio),
                                         Qt::SmoothTransformation);
            picture.setDevicePixelRatio(ratio);
            document.addResource(QTextDocument::ImageResource, QUrl(image.name()), picture);
            QTextCursor cursor(block);
            QTextBlockFormat line;
            line.setLineHeight(100, QTextBlockFormat::ProportionalHeight);
            cursor.mergeBlockFormat(line);
            cursor.setPosition(part.fragment().position());
            cursor.setPosition(part.fragment().position() + part.fragment().length(),
                               QTextCursor::KeepAnchor);
            cursor.setCharFormat(image);
            break;  // a block has one, and its fragments are others now
        }
    }
}

/// Sizes and spaces of the look guide, where Markdown's own are those of a web page.
void polish(QTextDocument& document) {
    constexpr std::array kStyles{theme::TextStyle::Verdict, theme::TextStyle::CardTitle};
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        const int level = format.headingLevel();
        if (level == 0) {
            format.setLineHeight(125, QTextBlockFormat::ProportionalHeight);
            cursor.setBlockFormat(format);
            continue;
        }
        format.setTopMargin(theme::spacing(level == 1 ? 1 : 3));
        format.setBottomMargin(theme::spacing(1));
        cursor.setBlockFormat(format);
        cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        const auto style =
            level <= 2 ? kStyles[static_cast<std::size_t>(level - 1)] : theme::TextStyle::Body;
        QTextCharFormat letters;
        letters.setFont(theme::font(style, true));
        cursor.setCharFormat(letters);
    }
    for (QTextFrame* const frame : document.rootFrame()->childFrames()) {
        auto* const table = qobject_cast<QTextTable*>(frame);
        if (!table) continue;
        QTextTableFormat format = table->format();
        format.setBorder(0.5);
        format.setBorderCollapse(true);
        format.setBorderBrush(theme::color(theme::Role::Line));
        format.setCellPadding(theme::spacing(0));
        table->setFormat(format);
    }
}

}  // namespace

GuideWindow::GuideWindow(QWidget* parent) : QDialog(parent) {
    setObjectName(u"guideWindow"_s);
    setWindowTitle(tr("Guide"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto* const splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(buildContents());
    splitter->addWidget(buildReader());
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({theme::scaled(240), theme::scaled(720)});
    column->addWidget(splitter);
    resize(theme::scaled(960), theme::scaled(700));
    fillContents();
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, m_search,
            [this] { m_search->setFocus(), m_search->selectAll(); });
    connect(new QShortcut(QKeySequence::Back, this), &QShortcut::activated, m_back,
            &QToolButton::click);
    connect(new QShortcut(QKeySequence::Forward, this), &QShortcut::activated, m_forward,
            &QToolButton::click);
    refreshButtons();
}

QWidget* GuideWindow::buildContents() {
    auto* const left = new QWidget;
    auto* const column = new QVBoxLayout(left);
    const int side = theme::spacing(2);
    column->setContentsMargins(side, side, 0, side);
    column->setSpacing(theme::spacing(1));
    m_search = new QLineEdit;
    m_search->setObjectName(u"guideSearch"_s);
    m_search->setPlaceholderText(tr("Search the guide"));
    m_search->setAccessibleName(tr("Search the guide"));
    m_search->setClearButtonEnabled(true);
    column->addWidget(m_search);
    m_contents = new QTreeWidget;
    m_contents->setObjectName(u"guideContents"_s);
    m_contents->setAccessibleName(tr("Contents"));
    m_contents->setHeaderHidden(true);
    m_contents->setRootIsDecorated(false);
    m_contents->setFrameShape(QFrame::NoFrame);
    m_contents->setTextElideMode(Qt::ElideRight);
    column->addWidget(m_contents, 1);
    connect(m_search, &QLineEdit::textChanged, this, &GuideWindow::search);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { m_reader->setFocus(); });
    connect(m_contents, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        const QString page = item ? item->data(0, kPageRole).toString() : QString();
        if (!page.isEmpty() && page != m_current.page) openPage(page);
    });
    return left;
}

QWidget* GuideWindow::buildReader() {
    auto* const right = new QWidget;
    auto* const column = new QVBoxLayout(right);
    const int side = theme::spacing(2);
    column->setContentsMargins(0, side, side, side);
    column->setSpacing(theme::spacing(1));
    auto* const bar = new QHBoxLayout;
    const auto addButton = [&](const QString& text, const QString& name, const QString& says) {
        auto* const button = new QToolButton;
        button->setText(text);
        button->setObjectName(name);
        button->setAccessibleName(says);
        button->setToolTip(says);
        button->setFocusPolicy(Qt::TabFocus);
        bar->addWidget(button);
        return button;
    };
    m_back = addButton(u"←"_s, u"guideBack"_s, tr("Back"));
    m_forward = addButton(u"→"_s, u"guideForward"_s, tr("Forward"));
    bar->addStretch(1);
    column->addLayout(bar);
    m_reader = new QTextBrowser;
    m_reader->setObjectName(u"guideReader"_s);
    m_reader->setAccessibleName(tr("Page of the guide"));
    m_reader->setOpenLinks(false);
    m_reader->setSearchPaths({u":/guide"_s});
    m_reader->setFrameShape(QFrame::NoFrame);
    m_reader->document()->setDocumentMargin(theme::spacing(3));
    column->addWidget(m_reader, 1);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_reader, &QTextBrowser::anchorClicked, this,
            [this](const QUrl& link) { follow(link.toString()); });
    connect(m_back, &QToolButton::clicked, this, [this] {
        if (m_position == 0) return;
        showPlace(m_history[--m_position]);
    });
    connect(m_forward, &QToolButton::clicked, this, [this] {
        if (m_position + 1 >= m_history.size()) return;
        showPlace(m_history[++m_position]);
    });
    return right;
}

void GuideWindow::fillContents() {
    QTreeWidgetItem* heading = nullptr;
    std::optional<GuidePage::Part> part;
    for (const GuidePage& page : guidePages()) {
        if (part != page.part) {
            part = page.part;
            heading = new QTreeWidgetItem(m_contents, {partTitle(page.part)});
            heading->setFlags(Qt::ItemIsEnabled);
            heading->setFont(0, theme::font(theme::TextStyle::Body, true));
        }
        auto* const item = new QTreeWidgetItem(heading, {page.title});
        item->setData(0, kPageRole, page.id);
        item->setToolTip(0, page.title.toHtmlEscaped());
    }
    m_contents->expandAll();
}

void GuideWindow::openPage(const QString& page, const QString& anchor) {
    if (!guidePage(page)) return;
    const Place place{page, anchor};
    if (!m_history.empty()) m_history.resize(m_position + 1);
    m_history.push_back(place);
    m_position = m_history.size() - 1;
    showPlace(place);
}

void GuideWindow::showPlace(const Place& place) {
    m_current = place;
    render();
    scrollTo(place.anchor);
    for (QTreeWidgetItemIterator item(m_contents); *item; ++item) {
        if ((*item)->data(0, kPageRole).toString() == place.page) {
            m_contents->setCurrentItem(*item);
        }
    }
    markWords();
    refreshButtons();
}

void GuideWindow::render() {
    const GuidePage* const page = guidePage(m_current.page);
    if (!page) return;
    if (page->html) {
        m_reader->setHtml(page->text);
    } else {
        m_reader->setMarkdown(page->text);
    }
    polish(*m_reader->document());
    fitToWidth();
}

void GuideWindow::fitToWidth() {
    fitPictures(*m_reader->document(),
                m_reader->viewport()->width() - 2 * theme::spacing(3) - theme::spacing(1),
                m_reader->devicePixelRatioF());
}

void GuideWindow::resizeEvent(QResizeEvent* event) {
    QDialog::resizeEvent(event);
    // The page has its new width once the layout is done.
    QTimer::singleShot(0, this, &GuideWindow::fitToWidth);
}

void GuideWindow::scrollTo(const QString& anchor) {
    QTextCursor start(m_reader->document());
    m_reader->setTextCursor(start);
    if (anchor.isEmpty()) return;
    for (QTextBlock block = m_reader->document()->begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() == 0 || slug(block.text()) != anchor) continue;
        // From the end, so that the heading becomes the first line in sight.
        m_reader->verticalScrollBar()->setValue(m_reader->verticalScrollBar()->maximum());
        m_reader->setTextCursor(QTextCursor(block));
        m_reader->ensureCursorVisible();
        return;
    }
    m_reader->scrollToAnchor(anchor);
}

void GuideWindow::follow(const QString& link) {
    if (link.startsWith(u"field:"_s)) {
        emit fieldRequested(link.mid(6));
        return;
    }
    const qsizetype hash = link.indexOf(u'#');
    const QString file = hash < 0 ? link : link.left(hash);
    const QString anchor = hash < 0 ? QString() : link.mid(hash + 1);
    if (file.isEmpty()) {
        openPage(m_current.page, anchor);
        return;
    }
    const GuidePage* const from = guidePage(m_current.page);
    const QString target = from ? guideTarget(*from, file) : QString();
    if (!target.isEmpty()) {
        openPage(target, anchor);
    } else if (link.startsWith(u"https://"_s)) {
        // The person clicked it: the browser shows what it is.
        QDesktopServices::openUrl(QUrl(link));
    }
}

void GuideWindow::search(const QString& words) {
    const QStringList parts = words.split(u' ', Qt::SkipEmptyParts);
    QTreeWidgetItem* first = nullptr;
    for (QTreeWidgetItemIterator item(m_contents); *item; ++item) {
        const GuidePage* const page = guidePage((*item)->data(0, kPageRole).toString());
        if (!page) continue;
        const bool found = std::all_of(parts.begin(), parts.end(), [&](const QString& part) {
            return page->text.contains(part, Qt::CaseInsensitive);
        });
        (*item)->setHidden(!found);
        if (found && !first) first = *item;
    }
    for (int i = 0; i < m_contents->topLevelItemCount(); ++i) {
        QTreeWidgetItem* const part = m_contents->topLevelItem(i);
        bool any = false;
        for (int j = 0; j < part->childCount(); ++j) any = any || !part->child(j)->isHidden();
        part->setHidden(!any);
    }
    QTreeWidgetItem* const current = m_contents->currentItem();
    if (first && (!current || current->isHidden())) m_contents->setCurrentItem(first);
    markWords();
}

void GuideWindow::markWords() {
    QList<QTextEdit::ExtraSelection> marks;
    for (const QString& word : m_search->text().split(u' ', Qt::SkipEmptyParts)) {
        QTextCursor cursor(m_reader->document());
        while (!(cursor = m_reader->document()->find(word, cursor)).isNull()) {
            QTextEdit::ExtraSelection mark;
            mark.cursor = cursor;
            mark.format.setBackground(theme::color(theme::Role::Accent));
            mark.format.setForeground(theme::color(theme::Role::AccentText));
            marks.append(mark);
        }
    }
    m_reader->setExtraSelections(marks);
}

void GuideWindow::refreshButtons() {
    m_back->setEnabled(m_position > 0);
    m_forward->setEnabled(m_position + 1 < m_history.size());
}

void GuideWindow::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_reader && !m_current.page.isEmpty()) {
        const int place = m_reader->verticalScrollBar()->value();
        render();
        markWords();
        m_reader->verticalScrollBar()->setValue(place);
    }
}

}  // namespace headroom
