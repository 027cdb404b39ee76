// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page_scroll.h"

#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>
#include <QtTest/QtTest>
#include <array>

#include "tests/support/catch.h"
#include "ui/widgets/labels.h"

using namespace headroom;

namespace {

/// Five parts of 200 px in a page that shows two and a half of them.
struct Page {
    explicit Page(bool shown = true) {
        for (std::size_t i = 0; i < counts.size(); ++i) {
            parts[i] = new QWidget;
            parts[i]->setFixedHeight(200);
            scroll.column()->addWidget(parts[i]);
            scroll.addPart(parts[i], [this, i] { ++counts[i]; });
        }
        scroll.column()->addStretch(1);
        scroll.resize(400, 500);
        if (!shown) return;
        scroll.show();
        REQUIRE(QTest::qWaitForWindowExposed(&scroll));
        REQUIRE(QTest::qWaitFor([this] { return parts.back()->y() >= 800; }, 5'000));
        scroll.finishParts();
        counts = {};
    }
    bool settled() {
        return QTest::qWaitFor([this] { return !scroll.outdated(); }, 5'000);
    }
    PageScroll scroll;
    std::array<QWidget*, 5> parts{};
    std::array<int, 5> counts{};
};

using Counts = std::array<int, 5>;

}  // namespace

TEST_CASE("A change refreshes what is in sight at once and the rest soon", "[page_scroll]") {
    Page page;
    page.scroll.refreshParts();
    CHECK(page.counts == Counts{1, 1, 1, 0, 0});
    CHECK(page.scroll.outdated());
    REQUIRE(page.settled());
    CHECK(page.counts == Counts{1, 1, 1, 1, 1});
}

TEST_CASE("Changes in a row refresh what is out of sight once", "[page_scroll]") {
    Page page;
    for (int i = 0; i < 10; ++i) page.scroll.refreshParts();
    REQUIRE(page.settled());
    CHECK(page.counts == Counts{10, 10, 10, 1, 1});
}

TEST_CASE("A part that is scrolled to is refreshed at once", "[page_scroll]") {
    Page page;
    page.scroll.refreshParts();
    page.scroll.verticalScrollBar()->setValue(page.scroll.verticalScrollBar()->maximum());
    CHECK(page.counts == Counts{1, 1, 1, 1, 1});
    page.scroll.refreshParts();
    CHECK(page.counts == Counts{1, 1, 2, 2, 2});
}

TEST_CASE("A hidden part is refreshed where it would appear", "[page_scroll]") {
    Page page;
    page.parts[1]->hide();
    page.parts[4]->hide();
    QCoreApplication::processEvents();
    page.counts = {};
    page.scroll.refreshParts();
    // With the second part gone the fourth begins below 400 px of the page, in sight; the fifth
    // would stand below its end, out of sight.
    CHECK(page.counts == Counts{1, 1, 1, 1, 0});
    REQUIRE(page.settled());
    CHECK(page.counts == Counts{1, 1, 1, 1, 1});
}

TEST_CASE("A hidden page refreshes when it is shown", "[page_scroll]") {
    Page page(false);
    page.scroll.refreshParts();
    page.scroll.finishParts();
    CHECK(page.counts == Counts{0, 0, 0, 0, 0});
    page.scroll.show();
    REQUIRE(page.settled());
    CHECK(page.counts == Counts{1, 1, 1, 1, 1});
    page.scroll.hide();
    page.scroll.refreshParts();
    CHECK(page.counts == Counts{1, 1, 1, 1, 1});
    CHECK(page.scroll.outdated());
    page.scroll.show();
    REQUIRE(page.settled());
    CHECK(page.counts == Counts{2, 2, 2, 2, 2});
}

TEST_CASE("A wrapped label is as high as its text of now", "[page_scroll][labels]") {
    QLabel* const label = makeWrappedLabel(QStringLiteral("one"));
    const std::unique_ptr<QLabel> owner(label);
    const int low = label->heightForWidth(100);
    CHECK(label->heightForWidth(100) == low);
    label->setText(QStringLiteral("one two three four five six seven eight nine ten eleven"));
    const int high = label->heightForWidth(100);
    CHECK(high > low);
    CHECK(label->heightForWidth(1000) == low);
    QFont larger = label->font();
    larger.setPixelSize(2 * QFontInfo(larger).pixelSize());
    label->setFont(larger);
    CHECK(label->heightForWidth(100) > high);
}
