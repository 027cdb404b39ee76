// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLineEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTabWidget>
#include <QTextBrowser>
#include <QToolButton>
#include <QTreeWidget>

#include "core/scenario/fields.h"
#include "tests/support/ui_pages.h"
#include "ui/actions.h"
#include "ui/guide/guide_pages.h"
#include "ui/guide/guide_window.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

GuideWindow& guideOf(UiWindow& ui) {
    return child<GuideWindow>(*ui.window, u"guideWindow"_s);
}

QString shown(GuideWindow& guide) {
    return child<QTextBrowser>(guide, u"guideReader"_s).toPlainText();
}

QString fromView(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

int visiblePages(GuideWindow& guide) {
    int count = 0;
    auto& contents = child<QTreeWidget>(guide, u"guideContents"_s);
    for (QTreeWidgetItemIterator item(&contents); *item; ++item) {
        const bool page = !(*item)->data(0, Qt::UserRole).toString().isEmpty();
        if (page && !(*item)->isHidden()) ++count;
    }
    return count;
}

}  // namespace

TEST_CASE("Every link of the guide leads to a page, an input or the web", "[guide]") {
    static const QRegularExpression markdown(u"\\]\\(([^)\\s]+)\\)"_s);
    static const QRegularExpression html(u"href=\"([^\"]+)\""_s);
    REQUIRE(guidePages().size() > 20);
    for (const GuidePage& page : guidePages()) {
        CHECK_FALSE(page.title.isEmpty());
        CHECK_FALSE(page.text.isEmpty());
        CHECK(guidePage(page.id) == &page);
        auto links = (page.html ? html : markdown).globalMatch(page.text);
        while (links.hasNext()) {
            const QString link = links.next().captured(1);
            INFO(page.id.toStdString() << " -> " << link.toStdString());
            if (link.startsWith(u"https://"_s) || link.startsWith(u'#')) continue;
            if (link.startsWith(u"images/"_s)) {
                CHECK(QFile::exists(u":/guide/"_s + link));
                continue;
            }
            // The formulas name files of the source tree, which the program does not hold.
            if (page.part == GuidePage::Part::Formulas && link.startsWith(u"../"_s)) continue;
            if (link.startsWith(u"field:"_s)) {
                CHECK(findField(link.mid(6).toStdString()) != nullptr);
                continue;
            }
            CHECK_FALSE(guideTarget(page, link.section(u'#', 0, 0)).isEmpty());
        }
    }
}

TEST_CASE("Pictures of the guide fit the page, also when it gets narrower", "[guide]") {
    UiWindow ui;
    ui.start();
    child<QAction>(*ui.window, u"guideAction"_s).trigger();
    GuideWindow& guide = guideOf(ui);
    guide.openPage(u"tour"_s);
    auto& reader = child<QTextBrowser>(guide, u"guideReader"_s);
    const auto widest = [&] {
        double width = 0;
        for (QTextBlock block = reader.document()->begin(); block.isValid(); block = block.next()) {
            for (auto part = block.begin(); !part.atEnd(); ++part) {
                const QTextImageFormat image = part.fragment().charFormat().toImageFormat();
                if (image.isValid()) width = std::max(width, image.width());
            }
        }
        return width;
    };
    CHECK(widest() > 300);
    for (const int width : {960, 620, 1400}) {
        guide.resize(width, 700);
        CHECK(QTest::qWaitFor([&] { return widest() <= reader.viewport()->width(); }, 5'000));
        CHECK(reader.horizontalScrollBar()->maximum() == 0);
    }
    // Never beyond the size that they were taken at.
    CHECK(widest() <= 1080);
}

TEST_CASE("F1 opens the guide at what one looks at", "[guide][window]") {
    UiWindow ui;
    ui.show();
    QTest::keyClick(ui.window.get(), Qt::Key_F1);
    CHECK(guideOf(ui).currentPage() == u"tour");

    openExample(ui, u"bursty-8b-chat"_s, PageId::Cost);
    child<QTabWidget>(*ui.window, u"pages"_s).setFocus();
    QTest::keyClick(ui.window.get(), Qt::Key_F1);
    CHECK(guideOf(ui).currentPage() == u"cost");
    CHECK(shown(guideOf(ui)).contains(u"month by month"_s));

    // In an input: at its entry, which stands in sight.
    ui.window->activateWindow();
    auto& input = edit(ui, u"contextLengthEdit"_s);
    REQUIRE(QTest::qWaitForWindowActive(ui.window.get()));
    input.setFocus();
    QTest::keyClick(&input, Qt::Key_F1);
    CHECK(guideOf(ui).currentPage() == u"inputs");
    auto& reader = child<QTextBrowser>(guideOf(ui), u"guideReader"_s);
    CHECK(reader.verticalScrollBar()->value() > 0);
}

TEST_CASE("The guide explains every input with its default and its choices", "[guide]") {
    GuideWindow guide;
    guide.openPage(u"inputs"_s);
    const QString text = shown(guide);
    for (const Field& field : fields()) {
        INFO(field.id);
        CHECK(text.contains(fromView(field.label)));
        CHECK(text.contains(fromView(field.help).simplified()));
        for (const Choice& choice : field.choices) CHECK(text.contains(fromView(choice.label)));
    }
    // As the struct of a new scenario has them.
    const Scenario fresh;
    REQUIRE(fresh.workload.context == tokens(8192));
    CHECK(text.contains(u"Default: 8,192 tokens. "_s));
    CHECK(text.contains(u"Default: 120 V. The usual North American outlet."_s));
    CHECK(text.contains(u"Default: empty. "_s));
    CHECK_FALSE(text.contains(u"Default: ."_s));
}

TEST_CASE("Go to This Input opens the form there", "[guide][window]") {
    UiWindow ui;
    ui.start();
    QTest::keyClick(ui.window.get(), Qt::Key_F1, Qt::ControlModifier);
    GuideWindow& guide = guideOf(ui);
    CHECK(guide.currentPage() == u"shortcuts");
    emit guide.fieldRequested(u"finance.horizon_months"_s);
    const QWidget* const focus = ui.window->focusWidget();
    REQUIRE(focus != nullptr);
    CHECK(focus->property("fieldId").toString() == u"finance.horizon_months");
}

TEST_CASE("The table of shortcuts names every command that has a key", "[guide]") {
    GuideWindow guide;
    guide.openPage(u"shortcuts"_s);
    const QString text = shown(guide);
    int keys = 0;
    for (const ActionSpec& spec : actionTable()) {
        if (shortcutText(spec).isEmpty()) continue;
        ++keys;
        INFO(spec.objectName);
        CHECK(text.contains(shortcutText(spec)));
        CHECK(text.contains(actionTip(spec)));
    }
    CHECK(keys >= 20);
}

TEST_CASE("Search lists the pages that hold all words, and none for nonsense", "[guide]") {
    GuideWindow guide;
    guide.openPage(u"tour"_s);
    guide.show();
    auto& search = child<QLineEdit>(guide, u"guideSearch"_s);
    const int all = visiblePages(guide);
    CHECK(all == static_cast<int>(guidePages().size()));
    QTest::keyClicks(&search, u"tornado bar"_s);
    CHECK(visiblePages(guide) >= 1);
    CHECK(visiblePages(guide) < all);
    CHECK(guidePage(guide.currentPage())->text.contains(u"tornado"_s, Qt::CaseInsensitive));
    CHECK_FALSE(child<QTextBrowser>(guide, u"guideReader"_s).extraSelections().isEmpty());
    search.setText(u"qwertzuiop"_s);
    CHECK(visiblePages(guide) == 0);
    search.clear();
    CHECK(visiblePages(guide) == all);
}

TEST_CASE("Links are followed, and back and forward go the same way", "[guide]") {
    GuideWindow guide;
    guide.openPage(u"accuracy"_s);
    guide.openPage(u"risk"_s);
    auto& back = child<QToolButton>(guide, u"guideBack"_s);
    auto& forward = child<QToolButton>(guide, u"guideForward"_s);
    CHECK_FALSE(forward.isEnabled());
    back.click();
    CHECK(guide.currentPage() == u"accuracy");
    CHECK_FALSE(back.isEnabled());
    forward.click();
    CHECK(guide.currentPage() == u"risk");
    emit child<QTextBrowser>(guide, u"guideReader"_s).anchorClicked(QUrl(u"uncertainty.md"_s));
    CHECK(guide.currentPage() == u"uncertainty-formulas");
    guide.openPage(u"no such page"_s);
    CHECK(guide.currentPage() == u"uncertainty-formulas");
}
