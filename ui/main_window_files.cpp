// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Files of the main window: open, save, recover, export.
#include <QApplication>
#include <QCloseEvent>
#include <QDate>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>
#include <QStackedWidget>
#include <QUrl>

#include "core/decision/risk_study.h"
#include "database/cash_flow_csv.h"
#include "database/workbook.h"
#include "ui/catalog/catalog_window.h"
#include "ui/catalog/used_rows.h"
#include "ui/dialogs/describe_dialog.h"
#include "ui/dialogs/dialogs.h"
#include "ui/dialogs/file_names.h"
#include "ui/dialogs/run_guarded.h"
#include "ui/document/recent_files.h"
#include "ui/document/scenario_defaults.h"
#include "ui/main_window.h"
#include "ui/pages/answer_page_text.h"
#include "ui/pages/start_page.h"
#include "ui/widgets/counted.h"
#include "ui/widgets/message_bar.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Price differences that the question lists one by one.
constexpr std::size_t kListedDifferences = 12;
/// Sheets of a workbook beside the focused option's.
constexpr std::size_t kExportedOptions = 8;

QString scenarioFilter() {
    return MainWindow::tr("Headroom scenarios (*.headroom);;All files (*)");
}

QString shown(const QString& value, const QString& whenEmpty) {
    return value.isEmpty() ? whenEmpty : value;
}

}  // namespace

void MainWindow::buildFileMenu() {
    QMenu* const file = m_actions->menu(MenuId::File);
    QAction* const before = (*m_actions)[ActionId::ImportModel];
    auto* const recentMenu = new QMenu(tr("Open &Recent"), file);
    recentMenu->setObjectName(u"recentMenu"_s);
    connect(recentMenu, &QMenu::aboutToShow, this,
            [this, recentMenu] { fillRecentMenu(recentMenu); });
    auto* const exampleMenu = new QMenu(tr("&Examples"), file);
    exampleMenu->setObjectName(u"exampleMenu"_s);
    for (const Example& example : examples()) {
        QString text = example.title;
        exampleMenu->addAction(text.replace(u'&', u"&&"_s), this,
                               [this, resource = example.resource] { openExample(resource); });
    }
    // The separator in front of the next command belongs below the two submenus.
    QAction* separator = before;
    for (QAction* const action : file->actions()) {
        if (action == before) break;
        if (action->isSeparator()) separator = action;
    }
    file->insertMenu(separator, recentMenu);
    file->insertMenu(separator, exampleMenu);
}

void MainWindow::fillRecentMenu(QMenu* menu) {
    menu->clear();
    const QStringList files = recent::files();
    for (int i = 0; i < files.size(); ++i) {
        const QString& path = files[i];
        QString name = QDir::toNativeSeparators(path);
        name.replace(u'&', u"&&"_s);
        const QString text = i < 9 ? u"&%1  %2"_s.arg(i + 1).arg(name) : name;
        QAction* const action = menu->addAction(text, this, [this, path] { openFile(path); });
        action->setEnabled(QFileInfo::exists(path));
    }
    if (files.isEmpty()) menu->addAction(tr("No files yet"))->setEnabled(false);
    menu->addSeparator();
    menu->addAction(tr("&Clear"), this, [] { recent::clear(); })->setEnabled(!files.isEmpty());
}

bool MainWindow::isPristine() const {
    return m_central->currentWidget() == m_start && !m_document.modified();
}

MainWindow* MainWindow::load(const QString& title, const std::function<void(Document&)>& loader) {
    const bool here = isPristine();
    MainWindow* const target = here ? this : create(m_document.session());
    if (!runGuarded(this, title, [&] { loader(target->m_document); })) {
        if (!here) delete target;
        return nullptr;
    }
    target->startScenario();
    target->show();
    return target;
}

void MainWindow::startNew() {
    load(tr("Cannot Start a Scenario"), [](Document& document) { document.begin(newScenario()); });
}

void MainWindow::describe() {
    auto* const dialog = new DescribeDialog(m_document.session().catalog(), newScenario(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DescribeDialog::scenarioWanted, this, [this](const Scenario& scenario) {
        MainWindow* const window = load(tr("Cannot Start a Scenario"),
                                        [&](Document& document) { document.begin(scenario); });
        if (window) window->showPage(PageId::Answer);
    });
    dialog->open();
}

MainWindow* MainWindow::openFile(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    for (QWidget* const widget : QApplication::topLevelWidgets()) {
        auto* const window = qobject_cast<MainWindow*>(widget);
        if (!window || window->m_document.path() != absolute || !window->isVisible()) continue;
        window->raise();
        window->activateWindow();
        return window;
    }
    MainWindow* const window =
        load(tr("Cannot Open Scenario"), [&](Document& document) { document.load(absolute); });
    if (window) recent::add(absolute);
    return window;
}

MainWindow* MainWindow::openExample(const QString& resource) {
    return load(tr("Cannot Open Example"),
                [&](Document& document) { document.loadExample(resource); });
}

void MainWindow::browse() {
    const QString path = dialogs().openFileName(this, tr("Open Scenario"), scenarioFilter());
    if (!path.isEmpty()) openFile(path);
}

bool MainWindow::save() {
    return m_document.path().isEmpty() ? saveAs() : saveTo(m_document.path());
}

bool MainWindow::saveAs() {
    const QString suggestion = m_document.path().isEmpty()
                                   ? fileNameFor(m_document.title(), u"headroom"_s)
                                   : m_document.path();
    const QString path =
        dialogs().saveFileName(this, tr("Save Scenario"), suggestion, scenarioFilter());
    return !path.isEmpty() && saveTo(path);
}

void MainWindow::shareCopy() {
    const QString path = dialogs().saveFileName(
        this, tr("Share a Copy"), fileNameFor(m_document.title(), u"headroom"_s), scenarioFilter());
    if (path.isEmpty()) return;
    const bool written = runGuarded(this, tr("Cannot Share the Scenario"),
                                    [&] { saveScenario(path, m_document.file()); });
    if (!written) return;
    m_messages->showMessage(
        theme::Role::Good,
        tr("Wrote %1. It opens elsewhere with the same figures, and its rows can be imported into "
           "another catalog.")
            .arg(QDir::toNativeSeparators(path)));
}

bool MainWindow::saveTo(const QString& path) {
    if (!runGuarded(this, tr("Cannot Save Scenario"), [&] { m_document.save(path); })) return false;
    m_autosave.update();
    recent::add(path);
    return true;
}

bool MainWindow::mayDiscard() {
    if (!m_document.modified()) return true;
    switch (dialogs().askToSave(this, m_document.title())) {
        case Dialogs::Answer::Save:
            return save();
        case Dialogs::Answer::Discard:
            return true;
        default:
            return false;
    }
}

void MainWindow::offerRecovery() {
    for (const Recoverable& left : recoverableDocuments()) {
        const QString when = QLocale().toString(left.written, QLocale::ShortFormat);
        const bool wanted = dialogs().confirm(
            this, tr("Recover Scenario"),
            tr("“%1” was not saved when Headroom last ended. A copy from %2 is there. Recover it, "
               "or cancel to discard the copy.")
                .arg(shown(left.title, tr("Untitled")), when),
            tr("Recover"));
        if (wanted) {
            MainWindow* const window = load(tr("Cannot Recover Scenario"), [&](Document& document) {
                document.loadRecovered(left.path);
            });
            if (!window) continue;  // the copy stays for another attempt
            window->m_autosave.update();
        }
        discardRecoverable(left.path);
    }
}

void MainWindow::exportWorkbook() {
    const QString path = dialogs().saveFileName(this, tr("Export Workbook"),
                                                fileNameFor(m_document.title(), u"xlsx"_s),
                                                tr("Workbooks (*.xlsx);;Tables of months (*.csv)"));
    if (path.isEmpty()) return;
    std::vector<const OptionResult*> options;
    for (const std::size_t index : riskOptions(m_document.evaluation().options, kExportedOptions)) {
        options.push_back(&m_document.evaluation().options[index]);
    }
    if (const OptionResult* focused = m_document.focused();
        focused != nullptr && focused->cash &&
        std::find(options.begin(), options.end(), focused) == options.end()) {
        options.insert(options.begin(), focused);
    }
    if (options.empty()) {
        m_messages->showMessage(
            theme::Role::Warn,
            tr("No option meets the requirements. Choose one in a chart or a table first."));
        return;
    }
    const bool done = runGuarded(this, tr("Cannot Export Workbook"), [&] {
        if (path.endsWith(u".csv"_s, Qt::CaseInsensitive)) {
            writeCashFlowCsv(path, options, m_document.scenario());
        } else {
            writeWorkbook(path, {m_document.scenario(), m_document.catalog(), options,
                                 QDateTime::currentDateTimeUtc()});
        }
    });
    if (!done) return;
    m_messages->showMessage(
        theme::Role::Good, tr("The workbook is in %1.").arg(QDir::toNativeSeparators(path)),
        tr("Open Workbook"), [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
}

void MainWindow::offerPriceUpdate() {
    m_messages->hide();
    const std::size_t count = m_document.priceDifferences().size();
    if (count == 0) return;
    m_messages->showMessage(theme::Role::Warn,
                            counted(static_cast<qlonglong>(count),
                                    tr("One price as saved on %1 differs from the catalog."),
                                    tr("%1 prices as saved on %2 differ from the catalog."))
                                .arg(answer::dateText(m_document.savedOn().toStdString())),
                            tr("Update Prices…"), [this] { updatePrices(); });
}

void MainWindow::updatePrices() {
    const std::vector<PriceDifference> changes = m_document.priceDifferences();
    QStringList lines;
    for (std::size_t i = 0; i < std::min(changes.size(), kListedDifferences); ++i) {
        const PriceDifference& change = changes[i];
        lines << tr("%1, %2: %3 → %4")
                     .arg(change.name, change.column, shown(change.saved, tr("not there")),
                          shown(change.current, tr("gone")));
    }
    if (changes.size() > kListedDifferences) {
        lines << tr("and %n more", nullptr, static_cast<int>(changes.size() - kListedDifferences));
    }
    const QString question =
        tr("The scenario takes the catalog’s rows of today. This can be undone.") + u"\n\n"_s +
        lines.join(u'\n');
    if (dialogs().confirm(this, tr("Update Prices"), question, tr("Update Prices"))) {
        m_document.updatePrices();
        m_messages->hide();
    }
}

CatalogWindow& MainWindow::showCatalog() {
    for (QWidget* const widget : QApplication::topLevelWidgets()) {
        // One that was closed is there until the event loop deletes it.
        auto* const catalog = qobject_cast<CatalogWindow*>(widget);
        if (catalog && catalog->isVisible()) {
            catalog->show();
            catalog->raise();
            catalog->activateWindow();
            return *catalog;
        }
    }
    auto* const catalog = new CatalogWindow(m_document.session(), this);
    catalog->setAttribute(Qt::WA_DeleteOnClose);
    catalog->setWindowFlag(Qt::Window);
    const auto mark = [this, catalog] { catalog->setUsedRows(usedRows(m_document)); };
    connect(&m_document, &Document::changed, catalog, mark);
    connect(&m_document, &Document::focusChanged, catalog, mark);
    mark();
    catalog->show();
    return *catalog;
}

void MainWindow::tellNewRows() {
    CatalogStore& store = m_document.session().store();
    const SeedMerge& merge = store.seedMerge();
    if (!merge.problem.isEmpty()) {
        m_messages->showMessage(theme::Role::Warn, merge.problem);
        return;
    }
    if (!merge.any()) {
        const CatalogOutcome outcome = store.outcome();
        if (outcome == CatalogOutcome::Upgraded || outcome == CatalogOutcome::CurrentReadOnly) {
            m_messages->showMessage(theme::Role::Muted, store.outcomeText());
        }
        return;
    }
    const QString sentence =
        tr("This release brought newer rows: %1 updated, %2 added; %3 differ from rows that you "
           "edited, which stay.")
            .arg(QString::number(merge.updated), QString::number(merge.added),
                 QString::number(merge.offered));
    if (merge.offered == 0) {
        m_messages->showMessage(theme::Role::Muted, sentence);
        return;
    }
    m_messages->showMessage(theme::Role::Muted, sentence, tr("Compare"), [this] {
        m_messages->hide();
        showCatalog().showOffers();
    });
}

}  // namespace headroom
