// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whether everything can be read: room for every text, nothing on top of another, enough contrast,
// in both themes, in windows small and large, with long names and with text three times as large.
// The test `structure_2x` runs one of them and the audit's own at two device pixels a pixel.
#include <QGridLayout>
#include <QListWidget>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>

#include "tests/support/ui_audit_pages.h"
#include "ui/catalog/catalog_window.h"
#include "ui/report/report_dialog.h"
#include "ui/widgets/labels.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

/// Text as large as a person sets it in the system, while this lives.
class TextSize {
public:
    explicit TextSize(double factor) : m_before(QApplication::font()) {
        QFont larger = m_before;
        larger.setPointSizeF(m_before.pointSizeF() * factor);
        QApplication::setFont(larger);
    }
    ~TextSize() { QApplication::setFont(m_before); }
    TextSize(const TextSize&) = delete;
    TextSize& operator=(const TextSize&) = delete;

private:
    QFont m_before;
};

/// Tables that are spreadsheets: they have more columns than any window, and a first column that
/// stays in view or a filter.
QStringList wideTables() {
    return {u"compareTable"_s, u"catalogTableView"_s, u"frozenColumn"_s};
}

enum class Sideways { Allowed, Never };

void checkStructure(QWidget& root, const QString& where, Sideways sideways = Sideways::Never) {
    checkNone(clippedTexts(root), where + u", clipped"_s);
    checkNone(overlaps(root), where + u", covered"_s);
    checkNone(escapes(root), where + u", beyond"_s);
    if (sideways == Sideways::Never) {
        checkNone(sidewaysScrolls(root, wideTables()), where + u", sideways"_s);
    }
    checkNone(faintTexts(root), where + u", faint"_s);
}

QWidget& currentPage(UiWindow& ui) {
    return *child<QTabWidget>(*ui.window, u"pages"_s).currentWidget();
}

void checkPages(UiWindow& ui, const std::vector<PageId>& pages, Sideways sideways) {
    checkStructure(*ui.window, u"the window"_s, sideways);
    for (const PageId page : pages) {
        ui.window->showPage(page);
        settle(ui);
        unfold(currentPage(ui));
        checkStructure(currentPage(ui), nameOf(page), sideways);
    }
}

void checkReportDialog(UiWindow& ui) {
    child<QAction>(*ui.window, u"exportReportAction"_s).trigger();
    auto& dialog = child<ReportDialog>(*ui.window, u"reportDialog"_s);
    REQUIRE(QTest::qWaitForWindowExposed(&dialog));
    checkStructure(dialog, u"report dialog"_s);
    dialog.reject();
}

void checkDialogs(UiWindow& ui) {
    for (const QString& action : {u"describeAction"_s, u"settingsAction"_s, u"shortcutsAction"_s}) {
        child<QAction>(*ui.window, action).trigger();
        for (QDialog* const dialog : ui.window->findChildren<QDialog*>()) {
            if (!dialog->isVisible()) continue;
            auto* const tabs = dialog->findChild<QTabWidget*>();
            for (int i = 0; i < (tabs ? tabs->count() : 1); ++i) {
                if (tabs) tabs->setCurrentIndex(i);
                layOut();
                checkStructure(*dialog, action);
            }
            dialog->reject();
        }
    }
}

void checkCatalog(UiWindow& ui, QSize size, Sideways sideways) {
    CatalogWindow catalog(*ui.session);
    catalog.resize(size);
    catalog.showTable("machines");
    catalog.show();
    REQUIRE(QTest::qWaitForWindowExposed(&catalog));
    checkStructure(catalog, u"catalog"_s, sideways);
}

void rename(UiWindow& ui, const std::string& table, const std::string& id, const QString& name) {
    for (const Row& row : ui.session->rows().at(table)) {
        if (row.text("id") != id) continue;
        Row renamed = row;
        renamed.set("name", name.toStdString());
        REQUIRE(ui.session->edit(u"Rename"_s, {{table, row, renamed}}) == QString());
        return;
    }
    FAIL("no row " << id);
}

/// Names as long as the fields allow, of one word, of many, of letters from elsewhere.
void useLongNames(UiWindow& ui) {
    Scenario scenario = ui.document().scenario();
    const QString many =
        u"Größtmögliches Übersetzungsmodell 超大型语言模型 "_s.repeated(3).left(120);
    rename(ui, "models", scenario.model.modelId, many);
    const std::vector<OptionResult>& options = ui.document().evaluation().options;
    for (const std::size_t index : ui.document().evaluation().highlights) {
        const Option& option = options[index].option;
        if (baseKind(option.kind) != OptionKind::Own) continue;
        rename(ui, "machines", option.catalogId,
               u"Rechenzentrumsgroßrechner"_s.repeated(5).left(120));
        break;
    }
    scenario.title =
        u"Ein sehr langer Titel mit Umlauten äöüß "_s.repeated(5).left(200).toStdString();
    ui.document().edit(scenario, u"Change Title"_s);
}

}  // namespace

TEST_CASE("The audit of structure finds what it is made for", "[structure][audit][2x]") {
    QWidget root;
    root.resize(400, 300);
    QLabel clipped(u"This text needs much more than sixty pixels."_s, &root);
    clipped.setGeometry(10, 10, 60, 20);
    QLabel roomy(u"Fits"_s, &root);
    roomy.setGeometry(10, 40, 100, 30);
    root.show();
    const QStringList cut = clippedTexts(root);
    REQUIRE(cut.size() == 1);
    CHECK(cut.front().contains(u"This text"_s));

    QLabel faint(u"Hardly seen"_s, &root);
    faint.setGeometry(10, 80, 200, 30);
    QPalette pale = faint.palette();
    pale.setColor(QPalette::WindowText, QColor(170, 170, 170));
    pale.setColor(QPalette::Window, Qt::white);
    faint.setPalette(pale);
    faint.setAutoFillBackground(true);
    faint.show();
    const QStringList pales = faintTexts(root).filter(u"Hardly seen"_s);
    CHECK(pales.size() == 1);
    faint.setEnabled(false);
    pale.setColor(QPalette::Disabled, QPalette::WindowText, QColor(140, 140, 140));
    faint.setPalette(pale);
    CHECK(faintTexts(root).filter(u"Hardly seen"_s).isEmpty());  // 3.3:1 and disabled

    QWidget box(&root);
    box.setGeometry(200, 10, 150, 60);
    auto* const grid = new QGridLayout(&box);
    QLabel below(u"Below"_s);
    QLabel above(u"Above"_s);
    grid->addWidget(&below, 0, 0);
    grid->addWidget(&above, 0, 0);
    box.show();
    CHECK(overlaps(root).size() == 1);
    CHECK(escapes(root).isEmpty());
    grid->activate();
    above.setGeometry(140, 0, 50, 20);
    CHECK(escapes(root).size() == 1);

    QScrollArea wide(&root);
    wide.setGeometry(10, 150, 100, 100);
    auto* const content = new QWidget;
    content->setFixedSize(300, 50);
    wide.setWidget(content);
    wide.show();
    CHECK(sidewaysScrolls(root).size() == 1);
}

TEST_CASE("The audit measures contrast as WCAG does", "[structure][audit][2x]") {
    CHECK(contrast(qRgb(0, 0, 0), qRgb(255, 255, 255)) == Approx(21.0));
    CHECK(contrast(qRgb(118, 118, 118), qRgb(255, 255, 255)) == Approx(4.54).margin(0.01));
    CHECK(contrast(qRgb(255, 0, 0), qRgb(255, 0, 0)) == Approx(1.0));
}

TEST_CASE("An elided label says the whole text in its tool tip, or is found",
          "[structure][audit][2x]") {
    QWidget root;
    ElidedLabel label(u"A title of some length & a <tag>"_s, &root);
    label.resize(80, 20);
    root.show();
    CHECK(clippedTexts(root).isEmpty());
    label.setToolTip({});
    CHECK(clippedTexts(root).size() == 1);
    label.setText(u"Another title that is long as well"_s);
    CHECK(clippedTexts(root).isEmpty());
}

TEST_CASE("A line breaks within a word that is too long for it, never before a percent sign",
          "[structure][audit]") {
    CHECK(breakable(u"12 % of 45.5 % are 5 %, up % or 3 of"_s) ==
          u"12\u00A0% of 45.5\u00A0% are 5\u00A0%, up % or 3 of"_s);
    CHECK(breakable(u"%"_s) == u"%"_s);
    CHECK(breakable(u" %"_s) == u" %"_s);
    CHECK(breakable(QString(30, u'x')) == QString(30, u'x'));
    CHECK(breakable(QString(31, u'x')).remove(QChar(0x200B)) == QString(31, u'x'));
    CHECK(breakable(QString(31, u'x')).count(QChar(0x200B)) == 3);
}

TEST_CASE("At 1280 x 800 in light everything can be read", "[structure][pages]") {
    UiWindow ui;
    recent::add(ui.file(u"older.headroom"_s));
    ui.show();
    checkStructure(*ui.window, u"start page"_s);
    openExample(ui, u"private-70b-assistant"_s, PageId::Answer);
    settle(ui);
    unfold(*ui.window);
    checkPages(ui, {kAllPages.begin(), kAllPages.end()}, Sideways::Never);
    checkReportDialog(ui);
    checkDialogs(ui);
    checkCatalog(ui, {1280, 800}, Sideways::Never);
}

TEST_CASE("At 2560 x 1440 in dark with long names everything can be read", "[structure][pages]") {
    UiWindow ui;
    theme::apply(*qApp, theme::Mode::Dark);
    ui.window->resize(2560, 1440);
    ui.show();
    checkStructure(*ui.window, u"start page"_s);
    openExample(ui, u"rag-30b-moe"_s, PageId::Answer);
    useLongNames(ui);
    settle(ui);
    checkPages(ui, {PageId::Memory, PageId::Cost, PageId::Risk, PageId::Compare, PageId::Place},
               Sideways::Never);
    checkReportDialog(ui);
    checkCatalog(ui, {2560, 1440}, Sideways::Never);
    theme::apply(*qApp, theme::Mode::Light);
}

TEST_CASE("At 1280 x 800 in dark with long names and text half as large again",
          "[structure][pages][2x]") {
    const TextSize text(1.5);
    UiWindow ui;
    theme::apply(*qApp, theme::Mode::Dark);
    ui.show();
    checkStructure(*ui.window, u"start page"_s);
    openExample(ui, u"bursty-8b-chat"_s, PageId::Answer);
    useLongNames(ui);
    settle(ui);
    checkPages(ui, {PageId::Memory, PageId::Cost, PageId::Risk, PageId::Place}, Sideways::Allowed);
    enter(edit(ui, u"contextLengthEdit"_s), u"-1"_s);
    ui.window->showPage(PageId::Answer);
    layOut();
    checkStructure(*ui.window, u"stale"_s, Sideways::Allowed);
    checkDialogs(ui);
    checkCatalog(ui, {1280, 800}, Sideways::Allowed);
    theme::apply(*qApp, theme::Mode::Light);
}

TEST_CASE("With text three times as large nothing is lost", "[structure][pages]") {
    const TextSize text(3);
    UiWindow ui;
    ui.window->resize(2560, 1440);
    ui.show();
    checkStructure(*ui.window, u"start page"_s);
    openExample(ui, u"weekly-lora-70b"_s, PageId::Answer);
    settle(ui);
    checkPages(ui, {PageId::Memory, PageId::Cost, PageId::Risk, PageId::Place}, Sideways::Allowed);
    checkReportDialog(ui);
    checkCatalog(ui, {2560, 1440}, Sideways::Allowed);
}
