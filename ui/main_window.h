// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>
#include <array>
#include <functional>
#include <memory>

#include "ui/actions.h"
#include "ui/document/autosave.h"
#include "ui/document/document.h"

class QLabel;
class QPrinter;
class QStackedWidget;
class QTabWidget;

namespace headroom {

class CatalogWindow;

class AnswerPage;
class ElidedLabel;
class GuideWindow;
class MessageBar;
class ReportMaker;
struct ReportDocument;
struct ReportPreferences;
class RequirementForm;
class StartPage;
class SpeedPage;
class ValidationPage;
class WhyMenu;
struct InputReference;
struct WhyTarget;

enum class PageId { Answer, Memory, Speed, Cost, Risk, Compare, Place, Validation };
/// "answer", "memory", "speed", "cost", "compare", "validation": names for the command line.
std::optional<PageId> pageFromName(const QString& name);

/// One window for one scenario: the form on the left, the pages on the right. A window that has
/// nothing to lose takes the next document itself; otherwise a new window does.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(CatalogSession& session, QWidget* parent = nullptr);
    ~MainWindow() override;
    /// A window that deletes itself when closed.
    static MainWindow* create(CatalogSession& session);

    Document& document() { return m_document; }
    /// Opens a scenario file here, in the window that has it already, or in a new one. Failures are
    /// shown. Returns the window, nullptr after a failure.
    MainWindow* openFile(const QString& path);
    MainWindow* openExample(const QString& resource);
    /// Reads a model file on a thread of its own, then shows what it says, ready to be entered in
    /// the catalog. Failures are shown.
    void importModel(const QString& path);
    /// Leaves the start page with the scenario as it is.
    void startScenario();
    void showPage(PageId page);
    /// Whether a page still works on what it shows, or a file is being read.
    bool busy() const;
    /// Tells what newer supplied rows changed in the catalog, and offers those that differ from
    /// edited ones.
    void tellNewRows();
    /// Offers what a crash left behind; declined copies are removed.
    void offerRecovery();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildCentral();
    QWidget* buildPages();
    void buildToolBar();
    void buildStatusBar();
    void buildFileMenu();
    void connectActions();
    void connectDocument();
    void refresh();
    void refreshMessages();
    void refreshStatus();
    void updateUndoTexts();

    bool isPristine() const;
    MainWindow* load(const QString& title, const std::function<void(Document&)>& loader);
    void startScenarioUnlessStarted();
    void startNew();
    void describe();
    void browse();
    void browseModel();
    void calibrate();
    struct ReadModel;
    void showImport(const ReadModel& read);
    void offerImported(const QString& id, const QString& name, const QString& format);
    void useModel(const QString& id, const QString& format);
    bool save();
    bool saveAs();
    void shareCopy();
    bool saveTo(const QString& path);
    bool mayDiscard();
    void fillRecentMenu(QMenu* menu);
    void exportReport();
    void saveReport(const ReportPreferences& chosen);
    void previewReport();
    void printReport();
    bool printOn(QPrinter& printer, const ReportDocument& report);
    /// Calls `done` with the report of what is chosen, once it is made.
    void makeReport(const ReportPreferences& chosen,
                    std::function<void(const ReportDocument&)> done);
    void exportWorkbook();
    void updatePrices();
    void offerPriceUpdate();
    CatalogWindow& showCatalog();
    void showWorking();
    void connectWorkings();
    /// To the input in the form, the option in its table, the row in the catalog.
    void goToInput(const InputReference& input);
    /// To the page and the line that explain a number.
    void showWhy(const WhyTarget& target);
    /// The same for the number that has the focus; else the whole working.
    void whyHere();
    void showSettings();
    void showThemeChoice();
    GuideWindow& guide();
    void showGuide();
    void showShortcuts();
    void showAbout();

    Document m_document;
    Autosave m_autosave;
    std::unique_ptr<Actions> m_actions;
    QStackedWidget* m_central{};
    StartPage* m_start{};
    RequirementForm* m_form{};
    AnswerPage* m_answer{};
    QTabWidget* m_pages{};
    SpeedPage* m_speed{};
    ValidationPage* m_validation{};
    WhyMenu* m_why{};
    BackgroundTask m_modelReading;
    ReportMaker* m_reports{};
    MessageBar* m_messages{};
    ElidedLabel* m_title{};
    QLabel* m_edited{};
    QLabel* m_catalogStatus{};
    QLabel* m_evaluationStatus{};
};

}  // namespace headroom
