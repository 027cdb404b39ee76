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

#include "core/units/format.h"
#include "ui/document/document.h"
#include "ui/document/recent_files.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_scroll.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString placementText(DataPlacement placement) {
    switch (placement) {
        case DataPlacement::OwnPremises:
            return StartPage::tr("stays on the premises");
        case DataPlacement::OwnHardware:
            return StartPage::tr("stays on own hardware");
        case DataPlacement::ContractedCloud:
            return StartPage::tr("providers under contract");
        case DataPlacement::AnyCloud:
            return StartPage::tr("any rented GPU");
        case DataPlacement::Anywhere:
            return StartPage::tr("may go anywhere");
    }
    Q_UNREACHABLE();
}

/// "4 at once · 420 a day · stays on the premises"
QString factsOf(const Scenario& scenario) {
    return StartPage::tr("%1 at once · %2 a day · %3")
        .arg(QString::number(scenario.workload.concurrentUsers),
             QString::fromStdString(formatNumber(scenario.workload.requestsPerDay)),
             placementText(scenario.privacy.placement));
}

Card* exampleCard(const Example& example, const Document& document) {
    auto* const card = new Card;
    card->setClickable(true);
    card->setAccessibleName(example.title);
    card->setAccessibleDescription(example.question);
    auto* const inside = new QVBoxLayout(card);
    const int side = theme::spacing(3);
    inside->setContentsMargins(side, side, side, side);
    inside->setSpacing(theme::spacing(0));
    const ModelSpec* const model = document.catalog().model(example.model.toStdString());
    inside->addWidget(makeWrappedLabel(example.title, theme::TextStyle::CardTitle, true));
    inside->addWidget(makeWrappedLabel(example.question));
    inside->addStretch(1);
    inside->addSpacing(theme::spacing(0));
    inside->addWidget(makeWrappedLabel(
        (model ? QString::fromStdString(model->name) : example.model) + u" · "_s + example.facts,
        theme::TextStyle::Caption, false, Tone::Muted));
    return card;
}

}  // namespace

std::vector<Example> examples() {
    std::vector<Example> result;
    const QDir folder(u":/examples"_s);
    for (const QString& name : folder.entryList({u"*.headroom"_s}, QDir::Files, QDir::Name)) {
        const QString path = folder.filePath(name);
        try {
            const Scenario scenario = loadScenario(path).scenario;
            result.push_back({path, QString::fromStdString(scenario.title),
                              QString::fromStdString(scenario.question),
                              QString::fromStdString(scenario.model.modelId), factsOf(scenario)});
        } catch (const FileError&) {
            continue;
        }
    }
    return result;
}

StartPage::StartPage(const Document& document, QWidget* parent) : QWidget(parent) {
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

    column->addWidget(buildButtons());
    column->addWidget(buildExamples(document));
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

QWidget* StartPage::buildButtons() {
    auto* const part = new QWidget;
    auto* const buttons = new QHBoxLayout(part);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(theme::spacing(1));
    auto* const describe = new QPushButton(tr("&Describe Yours…"));
    describe->setObjectName(u"describeButton"_s);
    describe->setToolTip(tr("Three questions lead to a scenario that can be judged."));
    describe->setProperty("primary", true);
    setFocusProxy(describe);
    auto* const fresh = new QPushButton(tr("&New Scenario"));
    fresh->setObjectName(u"newScenarioButton"_s);
    auto* const open = new QPushButton(tr("&Open…"));
    open->setObjectName(u"openScenarioButton"_s);
    for (QPushButton* const button : {describe, fresh, open}) buttons->addWidget(button);
    buttons->addStretch(1);
    connect(describe, &QPushButton::clicked, this, &StartPage::describeRequested);
    connect(fresh, &QPushButton::clicked, this, &StartPage::newRequested);
    connect(open, &QPushButton::clicked, this, &StartPage::browseRequested);
    return part;
}

QWidget* StartPage::buildExamples(const Document& document) {
    auto* const part = new QWidget;
    auto* const column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::spacing(1));
    column->addWidget(
        makeLabel(tr("Or start from a situation like yours"), theme::TextStyle::CardTitle, true));
    auto* const grid = new QGridLayout;
    grid->setSpacing(theme::spacing(2));
    int position = 0;
    for (const Example& example : examples()) {
        Card* const card = exampleCard(example, document);
        card->setObjectName(u"exampleCard%1"_s.arg(position + 1));
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
