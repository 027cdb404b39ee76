// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenuBar>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "core/units/format.h"
#include "ui/document/risk_session.h"
#include "ui/form/requirement_form.h"
#include "ui/pages/answer_page.h"
#include "ui/pages/compare_page.h"
#include "ui/pages/cost_page.h"
#include "ui/pages/memory_page.h"
#include "ui/pages/place_page.h"
#include "ui/pages/risk_page.h"
#include "ui/pages/speed_page.h"
#include "ui/pages/start_page.h"
#include "ui/pages/validation_page.h"
#include "ui/report/report_maker.h"
#include "ui/theme/theme.h"
#include "ui/widgets/counted.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/page_scroll.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

const auto kGeometryKey = u"window/geometry"_s;

constexpr std::array kThemes{std::pair{ActionId::ThemeSystem, theme::Mode::System},
                             std::pair{ActionId::ThemeLight, theme::Mode::Light},
                             std::pair{ActionId::ThemeDark, theme::Mode::Dark}};

}  // namespace

std::optional<PageId> pageFromName(const QString& name) {
    if (name == u"answer") return PageId::Answer;
    if (name == u"memory") return PageId::Memory;
    if (name == u"speed") return PageId::Speed;
    if (name == u"cost") return PageId::Cost;
    if (name == u"risk") return PageId::Risk;
    if (name == u"compare") return PageId::Compare;
    if (name == u"place") return PageId::Place;
    if (name == u"validation") return PageId::Validation;
    return std::nullopt;
}

MainWindow::MainWindow(CatalogSession& session, QWidget* parent)
    : QMainWindow(parent), m_document(session), m_autosave(m_document) {
    setObjectName(u"mainWindow"_s);
    setAcceptDrops(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    m_actions = std::make_unique<Actions>(this, menuBar());
    buildFileMenu();
    buildToolBar();
    buildCentral();
    m_reports = new ReportMaker(this);
    buildStatusBar();
    connectActions();
    connectDocument();
    resize(theme::scaled(1380), theme::scaled(860));
    restoreGeometry(QSettings().value(kGeometryKey).toByteArray());
    refresh();
    m_start->setFocus();
}

MainWindow::~MainWindow() {
    // The pages refer to the document, which as a member would go before them.
    m_document.disconnect(this);
    m_document.undoStack().disconnect(this);
    delete takeCentralWidget();
}

MainWindow* MainWindow::create(CatalogSession& session) {
    auto* const window = new MainWindow(session);
    window->setAttribute(Qt::WA_DeleteOnClose);
    return window;
}

void MainWindow::buildCentral() {
    m_central = new QStackedWidget;
    m_start = new StartPage(m_document);
    auto* const workspace = new QWidget;
    auto* const columns = new QHBoxLayout(workspace);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    m_form = new RequirementForm(m_document);
    auto* const rule = new QFrame;
    rule->setFixedWidth(1);
    rule->setAutoFillBackground(true);
    rule->setBackgroundRole(QPalette::Mid);
    columns->addWidget(m_form);
    columns->addWidget(rule);
    columns->addWidget(buildPages(), 1);
    m_central->addWidget(m_start);
    m_central->addWidget(workspace);
    setCentralWidget(m_central);

    connect(m_start, &StartPage::describeRequested, this, &MainWindow::describe);
    connect(m_start, &StartPage::newRequested, this, &MainWindow::startNew);
    connect(m_start, &StartPage::browseRequested, this, &MainWindow::browse);
    connect(m_start, &StartPage::fileRequested, this, &MainWindow::openFile);
    connect(m_start, &StartPage::exampleRequested, this, &MainWindow::openExample);
    connect(m_answer, &AnswerPage::fieldRequested, m_form, &RequirementForm::focusField);
    connect(m_answer, &AnswerPage::workingRequested, this, &MainWindow::showWorking);
    connectWorkings();
}

QWidget* MainWindow::buildPages() {
    auto* const right = new QWidget;
    auto* const column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_messages = new MessageBar;
    m_messages->setObjectName(u"messageBar"_s);
    m_pages = new QTabWidget;
    m_pages->setObjectName(u"pages"_s);
    m_pages->setDocumentMode(true);
    m_pages->tabBar()->setDrawBase(false);
    m_pages->tabBar()->setAutoFillBackground(true);
    m_pages->setAutoFillBackground(true);
    m_pages->setBackgroundRole(QPalette::Base);
    m_answer = new AnswerPage(m_document);
    m_pages->addTab(m_answer, tr("Answer"));
    m_pages->addTab(new MemoryPage(m_document), tr("Memory"));
    m_speed = new SpeedPage(m_document);
    m_pages->addTab(m_speed, tr("Speed"));
    m_pages->addTab(new CostPage(m_document), tr("Cost"));
    m_pages->addTab(new RiskPage(m_document), tr("Risk"));
    m_pages->addTab(new ComparePage(m_document), tr("Compare"));
    m_pages->addTab(new PlacePage(m_document), tr("Power and Place"));
    m_validation = new ValidationPage(m_document);
    m_pages->addTab(m_validation, tr("Validation"));
    // The strip of tabs is a surface, the pages below it are ground.
    for (int i = 0; i < m_pages->count(); ++i) {
        m_pages->widget(i)->setAutoFillBackground(true);
        m_pages->widget(i)->setBackgroundRole(QPalette::Window);
    }
    column->addWidget(m_messages);
    column->addWidget(m_pages, 1);
    return right;
}

void MainWindow::buildToolBar() {
    QToolBar* const bar = addToolBar(tr("Main Toolbar"));
    bar->setObjectName(u"mainToolBar"_s);
    bar->setMovable(false);
    auto* const heading = new QWidget;
    auto* const line = new QHBoxLayout(heading);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme::spacing(2));
    m_title = new ElidedLabel;
    m_title->setObjectName(u"documentTitle"_s);
    m_title->setFont(theme::font(theme::TextStyle::CardTitle, true));
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_edited = makeLabel(tr("edited"), theme::TextStyle::Body, false, Tone::Muted);
    line->addWidget(m_title);
    line->addWidget(m_edited);
    line->addStretch(1);
    heading->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(heading);
    Actions& actions = *m_actions;
    actions[ActionId::Undo]->setIconText(u"↶ "_s + tr("Undo"));
    actions[ActionId::Redo]->setIconText(u"↷ "_s + tr("Redo"));
    for (const ActionId id :
         {ActionId::Undo, ActionId::Redo, ActionId::Catalog, ActionId::ExportReport}) {
        bar->addAction(actions[id]);
        QWidget* const button = bar->widgetForAction(actions[id]);
        button->setObjectName(actions[id]->objectName().replace(u"Action"_s, u"Button"_s));
        button->setFocusPolicy(Qt::TabFocus);
        if (id == ActionId::ExportReport) button->setProperty("primary", true);
    }
}

void MainWindow::buildStatusBar() {
    m_catalogStatus = makeLabel({}, theme::TextStyle::Caption, false, Tone::Muted);
    m_catalogStatus->setObjectName(u"catalogStatus"_s);
    m_evaluationStatus = makeLabel({}, theme::TextStyle::Caption, false, Tone::Muted);
    m_evaluationStatus->setObjectName(u"evaluationStatus"_s);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->setContentsMargins(theme::spacing(2), 0, theme::spacing(2), 0);
    statusBar()->addWidget(m_catalogStatus);
    m_evaluationStatus->setIndent(theme::spacing(3));
    statusBar()->addWidget(m_evaluationStatus);
}

void MainWindow::connectActions() {
    const Actions& actions = *m_actions;
    const auto on = [&](ActionId id, auto slot) {
        connect(actions[id], &QAction::triggered, this, slot);
    };
    on(ActionId::New, [this] { startNew(); });
    on(ActionId::Describe, [this] { describe(); });
    on(ActionId::Open, [this] { browse(); });
    on(ActionId::ImportModel, [this] { browseModel(); });
    on(ActionId::Calibrate, [this] { calibrate(); });
    on(ActionId::Save, [this] { save(); });
    on(ActionId::SaveAs, [this] { saveAs(); });
    on(ActionId::ShareCopy, [this] { shareCopy(); });
    on(ActionId::ExportReport, [this] { exportReport(); });
    on(ActionId::PrintPreview, [this] { previewReport(); });
    on(ActionId::Print, [this] { printReport(); });
    on(ActionId::ExportWorkbook, [this] { exportWorkbook(); });
    on(ActionId::UpdatePrices, [this] { updatePrices(); });
    on(ActionId::Close, [this] { close(); });
    on(ActionId::Quit, [] { QApplication::closeAllWindows(); });
    on(ActionId::Undo, [this] { m_document.undoStack().undo(); });
    on(ActionId::Redo, [this] { m_document.undoStack().redo(); });
    on(ActionId::Catalog, [this] { showCatalog(); });
    on(ActionId::Working, [this] { showWorking(); });
    on(ActionId::Why, [this] { whyHere(); });
    on(ActionId::PageAnswer, [this] { showPage(PageId::Answer); });
    on(ActionId::PageMemory, [this] { showPage(PageId::Memory); });
    on(ActionId::PageSpeed, [this] { showPage(PageId::Speed); });
    on(ActionId::PageCost, [this] { showPage(PageId::Cost); });
    on(ActionId::PageRisk, [this] { showPage(PageId::Risk); });
    on(ActionId::PageCompare, [this] { showPage(PageId::Compare); });
    on(ActionId::PagePlace, [this] { showPage(PageId::Place); });
    on(ActionId::PageValidation, [this] { showPage(PageId::Validation); });
    on(ActionId::Settings, [this] { showSettings(); });
    on(ActionId::Guide, [this] { showGuide(); });
    on(ActionId::Shortcuts, [this] { showShortcuts(); });
    on(ActionId::About, [this] { showAbout(); });
    for (const auto& [id, mode] : kThemes) {
        on(id, [chosen = mode] {
            theme::saveMode(chosen);
            theme::apply(*qApp, chosen);
        });
    }
    showThemeChoice();
}

void MainWindow::showThemeChoice() {
    for (const auto& [id, mode] : kThemes) (*m_actions)[id]->setChecked(theme::mode() == mode);
}

void MainWindow::connectDocument() {
    QUndoStack& stack = m_document.undoStack();
    connect(&m_document, &Document::changed, this, &MainWindow::refresh);
    connect(&m_document, &Document::pathChanged, this, &MainWindow::refresh);
    connect(&m_document, &Document::loaded, this, &MainWindow::offerPriceUpdate);
    connect(&stack, &QUndoStack::cleanChanged, this, &MainWindow::refresh);
    connect(&stack, &QUndoStack::indexChanged, this, &MainWindow::updateUndoTexts);
    connect(&m_document.session(), &CatalogSession::changedElsewhere, this, [this] {
        m_messages->showMessage(theme::Role::Muted, tr("Another program changed the catalog; all "
                                                       "figures are of the catalog as it is now."));
    });
    connect(&m_document.session(), &CatalogSession::failed, this, [this](const QString& sentence) {
        m_messages->showMessage(theme::Role::Bad, sentence);
    });
    connect(&m_autosave, &Autosave::failed, this, [this](const QString& sentence) {
        m_messages->showMessage(theme::Role::Warn, sentence);
    });
    updateUndoTexts();
}

void MainWindow::refresh() {
    const bool started = m_central->currentWidget() != m_start;
    const QString title = m_document.title();
    setWindowTitle(started ? tr("%1[*] — Headroom").arg(title) : tr("Headroom"));
    setWindowFilePath(m_document.path());
    setWindowModified(m_document.modified());
    m_title->setText(started ? title : tr("Headroom"));
    m_edited->setVisible(started && m_document.modified());
    const Actions& actions = *m_actions;
    const bool usable = started && !m_document.stale() && !m_document.evaluation().options.empty();
    actions[ActionId::ExportReport]->setEnabled(usable);
    actions[ActionId::PrintPreview]->setEnabled(usable);
    actions[ActionId::Print]->setEnabled(usable);
    actions[ActionId::ExportWorkbook]->setEnabled(usable);
    actions[ActionId::Working]->setEnabled(started && m_document.focused());
    actions[ActionId::Why]->setEnabled(started && m_document.focused());
    actions[ActionId::UpdatePrices]->setEnabled(started && m_document.pricesAsSaved());
    actions[ActionId::Save]->setEnabled(started);
    actions[ActionId::SaveAs]->setEnabled(started);
    actions[ActionId::ShareCopy]->setEnabled(started);
    refreshMessages();
    refreshStatus();
}

void MainWindow::refreshMessages() {
    for (const Finding& finding : m_document.findings()) {
        if (!finding.field.empty() || finding.severity == Severity::Note) continue;
        const std::string sentence =
            finding.remedy.empty() ? finding.message : finding.message + ' ' + finding.remedy;
        m_messages->showMessage(
            finding.severity == Severity::Error ? theme::Role::Bad : theme::Role::Warn,
            QString::fromStdString(sentence));
        return;
    }
}

void MainWindow::refreshStatus() {
    const CatalogSession& session = m_document.session();
    std::size_t rows = 0;
    for (const auto& [table, list] : session.rows()) rows += list.size();
    const int stale = session.staleRows(QDate::currentDate());
    QString catalog =
        counted(static_cast<qlonglong>(rows), tr("Catalog: 1 row"), tr("Catalog: %1 rows")) +
        u" · "_s + counted(stale, tr("1 stale price"), tr("%1 stale prices"));
    if (session.store().readOnly()) catalog += tr(" · read-only");
    m_catalogStatus->setText(catalog);
    const bool started = m_central->currentWidget() != m_start;
    m_evaluationStatus->setVisible(started);
    m_evaluationStatus->setText(
        m_document.stale()
            ? tr("Stale: the requirements contain an error")
            : counted(static_cast<qlonglong>(m_document.evaluation().options.size()),
                      tr("Evaluated 1 option in %1 ms"), tr("Evaluated %1 options in %2 ms"))
                  .arg(QString::fromStdString(
                      formatSignificant(m_document.evaluationMilliseconds()))));
}

void MainWindow::updateUndoTexts() {
    const QUndoStack& stack = m_document.undoStack();
    QAction* const undo = (*m_actions)[ActionId::Undo];
    QAction* const redo = (*m_actions)[ActionId::Redo];
    undo->setEnabled(stack.canUndo());
    redo->setEnabled(stack.canRedo());
    // The text of the button stays short; the menu says what is undone.
    const QString undoButton = undo->iconText();
    const QString redoButton = redo->iconText();
    undo->setText(stack.canUndo() ? tr("&Undo %1").arg(stack.undoText()) : tr("&Undo"));
    redo->setText(stack.canRedo() ? tr("&Redo %1").arg(stack.redoText()) : tr("&Redo"));
    undo->setIconText(undoButton);
    redo->setIconText(redoButton);
}

void MainWindow::startScenario() {
    m_central->setCurrentIndex(1);
    refresh();
    m_form->focusField(u"model.id"_s);
}

void MainWindow::startScenarioUnlessStarted() {
    if (m_central->currentWidget() == m_start) startScenario();
}

void MainWindow::showPage(PageId page) {
    startScenarioUnlessStarted();
    m_pages->setCurrentIndex(static_cast<int>(page));
}

bool MainWindow::busy() const {
    const QList<PageScroll*> pages = m_pages->findChildren<PageScroll*>();
    const bool outdated = std::any_of(pages.begin(), pages.end(), [](const PageScroll* page) {
        return page->isVisible() && page->outdated();
    });
    return outdated || m_modelReading.running() || m_reports->busy() || m_validation->checking() ||
           m_speed->simulating() || m_answer->searching() || m_document.risk().studying();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!mayDiscard()) {
        event->ignore();
        return;
    }
    QSettings().setValue(kGeometryKey, saveGeometry());
    QMainWindow::closeEvent(event);
}

}  // namespace headroom
