// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// From the menu to a file, a preview, a page.
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPrintPreviewDialog>
#include <QPrintPreviewWidget>
#include <QPrinter>
#include <QPushButton>
#include <QRegularExpression>

#include "tests/support/report.h"
#include "tests/support/ui_window.h"
#include "ui/report/report_dialog.h"
#include "ui/report/report_document.h"
#include "ui/widgets/message_bar.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

void trigger(UiWindow& ui, const QString& action) {
    child<QAction>(*ui.window, action).trigger();
}

bool settled(const UiWindow& ui) {
    return QTest::qWaitFor([&] { return !ui.window->busy(); }, 60'000);
}

/// As it was painted, without lines that are elided. How much of a name an elided label of a chart
/// shows hangs on the last hundredth of a point, by which a printer's page is another.
QString wholeLines(const QString& path) {
    static const QRegularExpression elided(u"[^\\n]*…[^\\n]*"_s);
    const auto text = poppler(u"pdftotext"_s, {u"-raw"_s, u"-enc"_s, u"UTF-8"_s, path, u"-"_s});
    return text ? squeezed(QString(*text).remove(elided)) : QString();
}

}  // namespace

TEST_CASE("The report is written as a PDF and the bar says where", "[window][report]") {
    UiWindow ui;
    ui.start();
    ui.dialogs.fileNames = {ui.file(u"report.pdf"_s)};
    trigger(ui, u"exportReportAction"_s);
    auto& dialog = child<ReportDialog>(*ui.window, u"reportDialog"_s);
    child<QPushButton>(dialog, u"reportExportButton"_s).click();
    CHECK(ui.window->busy());
    REQUIRE(settled(ui));
    CHECK(ui.dialogs.errors.isEmpty());
    CHECK(bytesOf(ui.file(u"report.pdf"_s)).startsWith("%PDF-"));
    CHECK(child<MessageBar>(*ui.window, u"messageBar"_s).text().contains(u"report.pdf"_s));
}

TEST_CASE("What is chosen in the dialog goes into the file and is there again",
          "[window][report]") {
    UiWindow ui;
    ui.start();
    ui.dialogs.fileNames = {ui.file(u"report.html"_s)};
    {
        ReportDialog dialog(u"A. Uthor"_s, {});
        QObject::connect(&dialog, &ReportDialog::exportWanted, [](const ReportPreferences&) {});
        child<QComboBox>(dialog, u"reportFormatCombo"_s).setCurrentIndex(2);
        CHECK_FALSE(child<QComboBox>(dialog, u"reportPageSizeCombo"_s).isEnabled());
        child<QLineEdit>(dialog, u"reportCompanyEdit"_s).setText(u"Acme"_s);
        CHECK(child<QLineEdit>(dialog, u"reportAuthorEdit"_s).placeholderText() == u"A. Uthor");
        auto& list = child<QListWidget>(dialog, u"reportSectionsList"_s);
        REQUIRE(list.count() == static_cast<int>(reportSections().size()));
        list.item(static_cast<int>(ReportSection::Risk))->setCheckState(Qt::Unchecked);
        child<QPushButton>(dialog, u"reportExportButton"_s).click();
    }
    trigger(ui, u"exportReportAction"_s);
    auto& dialog = child<ReportDialog>(*ui.window, u"reportDialog"_s);
    CHECK(child<QLineEdit>(dialog, u"reportCompanyEdit"_s).text() == u"Acme");
    child<QPushButton>(dialog, u"reportExportButton"_s).click();
    REQUIRE(settled(ui));
    const QByteArray html = bytesOf(ui.file(u"report.html"_s));
    CHECK(html.contains("Acme"));
    CHECK(html.contains("<section id=\"cost\">"));
    CHECK_FALSE(html.contains("<section id=\"risk\">"));
}

TEST_CASE("A logo is shown small, one that cannot be used stops the export", "[window][report]") {
    UiWindow ui;
    QImage image(64, 32, QImage::Format_RGB32);
    image.fill(Qt::darkGreen);
    REQUIRE(image.save(ui.file(u"logo.png"_s)));
    QFile broken(ui.file(u"broken.png"_s));
    REQUIRE(broken.open(QIODevice::WriteOnly));
    broken.write("no picture");
    broken.close();
    ReportDialog dialog({}, {});
    dialog.show();
    auto& choose = child<QPushButton>(dialog, u"reportLogoButton"_s);
    auto& accept = child<QPushButton>(dialog, u"reportExportButton"_s);
    ui.dialogs.fileNames = {ui.file(u"logo.png"_s), ui.file(u"broken.png"_s)};
    choose.click();
    CHECK_FALSE(child<QLabel>(dialog, u"reportLogoLabel"_s).pixmap().isNull());
    CHECK(accept.isEnabled());
    choose.click();
    CHECK_FALSE(accept.isEnabled());
    CHECK(child<QLabel>(dialog, u"reportProblemLabel"_s).text().contains(u"broken.png"_s));
    child<QPushButton>(dialog, u"reportRemoveLogoButton"_s).click();
    CHECK(accept.isEnabled());
    CHECK(dialog.preferences().logoPath.isEmpty());
}

TEST_CASE("The preview has the pages of the report", "[window][report]") {
    UiWindow ui;
    ui.start();
    ReportPreferences chosen;
    chosen.sections = {ReportSection::Memory, ReportSection::Cost};
    chosen.save();
    trigger(ui, u"printPreviewAction"_s);
    REQUIRE(settled(ui));
    auto& preview = child<QPrintPreviewDialog>(*ui.window, u"printPreviewDialog"_s);
    auto& pages = child<QPrintPreviewWidget>(preview, QString());
    REQUIRE(QTest::qWaitFor([&] { return pages.pageCount() > 1; }, 20'000));
    CHECK(pages.pageCount() == 3);
    preview.close();
}

TEST_CASE("Printed pages are those of the PDF", "[report]") {
    const EvaluatedExample& example = privateAssistant();
    const ReportDocument document =
        makeReport(example.scenario, example.evaluation, seedCatalog(), kSettings);
    QTemporaryDir folder;
    const QString printed = folder.filePath(u"printed.pdf"_s);
    QPrinter printer(QPrinter::HighResolution);
    printer.setOutputFormat(QPrinter::PdfFormat);
    printer.setOutputFileName(printed);
    printer.setPageSize(QPageSize(QPageSize::A4));
    printReport(document, printer);
    const Written report(example);
    const QString text = wholeLines(report.path);
    if (text.isEmpty()) return;  // no Poppler here
    CHECK(pdfInfo(printed, u"Pages"_s) == pdfInfo(report.path, u"Pages"_s));
    CHECK(wholeLines(printed) == text);
    CHECK(misplacedWords(pdfWords(printed), kMargin).join(u'\n') == QString());
}
