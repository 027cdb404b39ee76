// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/start_page.h"

#include <QDir>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/document/document.h"
#include "ui/document/recent_files.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_scroll.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

std::vector<Example> examples() {
    std::vector<Example> result;
    const QDir folder(u":/examples"_s);
    for (const QString& name : folder.entryList({u"*.headroom"_s}, QDir::Files, QDir::Name)) {
        const QString path = folder.filePath(name);
        try {
            const Scenario scenario = loadScenario(path).scenario;
            result.push_back({path, QString::fromStdString(scenario.title),
                              QString::fromStdString(scenario.question)});
        } catch (const FileError&) {
            continue;
        }
    }
    return result;
}

StartPage::StartPage(Document&, QWidget* parent) : QWidget(parent) {
    setObjectName(u"startPage"_s);
    auto* const outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_scroll = new PageScroll;
    m_scroll->setFocusPolicy(Qt::NoFocus);  // its buttons and cards scroll into view
    outer->addWidget(m_scroll);
    QVBoxLayout* const column = m_scroll->column();
    column->parentWidget()->setMaximumWidth(theme::scaled(960));
    column->setSpacing(theme::spacing(3));
    column->addSpacing(theme::spacing(4));
    column->addWidget(makeWrappedLabel(tr("What must I buy, rent or call to run this model?"),
                                       theme::TextStyle::Verdict, true));
    column->addWidget(makeWrappedLabel(
        tr("State the model, the users, the rules and the room. Headroom says whether it fits, how "
           "fast it runs, what it draws and what it costs over its life, and shows the working."),
        theme::TextStyle::Body, false, Tone::Muted));

    auto* const buttons = new QHBoxLayout;
    buttons->setSpacing(theme::spacing(1));
    auto* const fresh = new QPushButton(tr("New Scenario"));
    fresh->setObjectName(u"newScenarioButton"_s);
    fresh->setProperty("primary", true);
    setFocusProxy(fresh);
    auto* const open = new QPushButton(tr("Open…"));
    open->setObjectName(u"openScenarioButton"_s);
    buttons->addWidget(fresh);
    buttons->addWidget(open);
    buttons->addStretch(1);
    column->addLayout(buttons);
    connect(fresh, &QPushButton::clicked, this, &StartPage::newRequested);
    connect(open, &QPushButton::clicked, this, &StartPage::browseRequested);

    column->addWidget(buildExamples());
    m_recent = new QWidget;
    auto* const recentColumn = new QVBoxLayout(m_recent);
    recentColumn->setContentsMargins(0, 0, 0, 0);
    recentColumn->addWidget(makeLabel(tr("Recent files"), theme::TextStyle::CardTitle, true));
    m_recentList = new QVBoxLayout;
    m_recentList->setSpacing(0);
    recentColumn->addLayout(m_recentList);
    column->addWidget(m_recent);
    column->addStretch(1);
    refreshRecent();
}

QWidget* StartPage::buildExamples() {
    auto* const part = new QWidget;
    auto* const column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::spacing(1));
    column->addWidget(makeLabel(tr("Or start from an example"), theme::TextStyle::CardTitle, true));
    auto* const grid = new QGridLayout;
    grid->setSpacing(theme::spacing(2));
    int position = 0;
    for (const Example& example : examples()) {
        auto* const card = new Card;
        card->setClickable(true);
        card->setObjectName(u"exampleCard%1"_s.arg(position + 1));
        card->setAccessibleName(example.title);
        card->setAccessibleDescription(example.question);
        auto* const inside = new QVBoxLayout(card);
        const int side = theme::spacing(3);
        inside->setContentsMargins(side, side, side, side);
        inside->setSpacing(theme::spacing(0));
        QLabel* const title = makeLabel(example.title, theme::TextStyle::CardTitle, true);
        title->setWordWrap(true);
        QLabel* const question =
            makeLabel(example.question, theme::TextStyle::Body, false, Tone::Muted);
        question->setWordWrap(true);
        inside->addWidget(title);
        inside->addWidget(question);
        inside->addStretch(1);
        grid->addWidget(card, position / 2, position % 2);
        connect(card, &Card::clicked, this,
                [this, resource = example.resource] { emit exampleRequested(resource); });
        ++position;
    }
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    part->setVisible(position > 0);
    return part;
}

void StartPage::showEvent(QShowEvent* event) {
    refreshRecent();
    QWidget::showEvent(event);
}

void StartPage::refreshRecent() {
    while (QLayoutItem* const item = m_recentList->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const QStringList files = recent::files();
    for (const QString& path : files) {
        auto* const row = new QToolButton;
        row->setProperty("quiet", true);
        row->setFocusPolicy(Qt::StrongFocus);
        row->setText(QFileInfo(path).completeBaseName().replace(u'&', u"&&"_s));
        row->setToolTip(QDir::toNativeSeparators(path).toHtmlEscaped());
        row->setEnabled(QFileInfo::exists(path));
        connect(row, &QToolButton::clicked, this, [this, path] { emit fileRequested(path); });
        m_recentList->addWidget(row, 0, Qt::AlignLeft);
    }
    m_recent->setVisible(!files.isEmpty());
}

}  // namespace headroom
