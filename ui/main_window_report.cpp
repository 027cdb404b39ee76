// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The report: exported, previewed, printed.
#include <QCoreApplication>
#include <QDate>
#include <QDesktopServices>
#include <QDir>
#include <QPrintDialog>
#include <QPrintPreviewDialog>
#include <QPrinter>
#include <QStatusBar>
#include <QUrl>
#include <memory>

#include "database/save_file.h"
#include "ui/dialogs/dialogs.h"
#include "ui/dialogs/file_names.h"
#include "ui/dialogs/run_guarded.h"
#include "ui/main_window.h"
#include "ui/report/report_dialog.h"
#include "ui/report/report_document.h"
#include "ui/report/report_maker.h"
#include "ui/widgets/message_bar.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

void MainWindow::exportReport() {
    const Scenario& scenario = m_document.scenario();
    auto* const dialog = new ReportDialog(QString::fromStdString(scenario.author),
                                          QString::fromStdString(scenario.company), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ReportDialog::exportWanted, this, &MainWindow::saveReport);
    connect(dialog, &ReportDialog::previewWanted, this, [this] { previewReport(); });
    dialog->open();
}

void MainWindow::saveReport(const ReportPreferences& chosen) {
    const bool html = chosen.format == ReportFormat::Html;
    const QString path = dialogs().saveFileName(
        this, tr("Export Report"), fileNameFor(m_document.title(), html ? u"html"_s : u"pdf"_s),
        html ? tr("Web pages (*.html)") : tr("PDF documents (*.pdf)"));
    if (path.isEmpty()) return;
    makeReport(chosen, [this, path, html](const ReportDocument& report) {
        const bool done = runGuarded(this, tr("Cannot Export Report"), [&] {
            saveFile(path, html ? htmlReport(report) : pdfReport(report));
        });
        if (!done) return;
        m_messages->showMessage(
            theme::Role::Good, tr("The report is in %1.").arg(QDir::toNativeSeparators(path)),
            tr("Open Report"), [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
    });
}

void MainWindow::previewReport() {
    const ReportPreferences chosen = ReportPreferences::load();
    makeReport(chosen, [this, chosen](const ReportDocument& report) {
        const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
        printer->setPageSize(QPageSize(chosen.pageSize));
        auto* const dialog = new QPrintPreviewDialog(printer.get(), this);
        dialog->setObjectName(u"printPreviewDialog"_s);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        // The printer lives as long as the dialog that draws on it.
        connect(dialog, &QPrintPreviewDialog::paintRequested, this,
                [this, printer, report](QPrinter* device) { printOn(*device, report); });
        dialog->open();
    });
}

void MainWindow::printReport() {
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setPageSize(QPageSize(ReportPreferences::load().pageSize));
    auto* const dialog = new QPrintDialog(printer.get(), this);
    dialog->setObjectName(u"printDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QAbstractPrintDialog::PrintPageRange, false);
    connect(dialog, qOverload<QPrinter*>(&QPrintDialog::accepted), this, [this, printer] {
        makeReport(ReportPreferences::load(), [this, printer](const ReportDocument& report) {
            if (!printOn(*printer, report)) return;
            m_messages->showMessage(theme::Role::Good, tr("The report was sent to the printer."));
        });
    });
    dialog->open();
}

bool MainWindow::printOn(QPrinter& printer, const ReportDocument& report) {
    return runGuarded(this, tr("Cannot Print Report"),
                      [&] { headroom::printReport(report, printer); });
}

void MainWindow::makeReport(const ReportPreferences& chosen,
                            std::function<void(const ReportDocument&)> done) {
    const bool ready = runGuarded(this, tr("Cannot Make the Report"), [&] {
        if (m_reports->busy()) {
            throw FileError(tr("Another report is still being made. Try again after it."));
        }
        ReportSettings settings = chosen.settings();
        settings.catalogDate = m_document.pricesAsSaved() ? m_document.savedOn()
                                                          : m_document.session().newestPriceDate();
        settings.createdOn = QDate::currentDate().toString(Qt::ISODate);
        m_reports->make(
            m_document, settings,
            [this, done = std::move(done)](const ReportDocument& report) {
                statusBar()->clearMessage();
                done(report);
            },
            [this](const QString& sentence) {
                statusBar()->clearMessage();
                m_messages->showMessage(theme::Role::Bad, sentence);
            });
    });
    if (ready) statusBar()->showMessage(tr("Making the report…"));
}

}  // namespace headroom
