// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// From the start page to the report, by keys and clicks, through every example.
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>

#include "tests/support/pdf.h"
#include "tests/support/ui_pages.h"
#include "ui/pages/start_page.h"
#include "ui/report/report_dialog.h"
#include "ui/widgets/card.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

bool settled(const UiWindow& ui) {
    return QTest::qWaitFor([&] { return !ui.window->busy(); }, 120'000);
}

/// Visits each page as a person does, by its key, and waits for what it computes.
void visitPages(UiWindow& ui) {
    auto& pages = child<QTabWidget>(*ui.window, u"pages"_s);
    for (int i = 0; i < pages.count(); ++i) {
        QTest::keyClick(ui.window.get(), static_cast<Qt::Key>(Qt::Key_1 + i), Qt::ControlModifier);
        CHECK(pages.currentIndex() == i);
        INFO("page " << pages.tabText(i).toStdString());
        REQUIRE(settled(ui));
        bool words = false;
        for (const QLabel* const label : pages.currentWidget()->findChildren<QLabel*>()) {
            words = words || (label->isVisible() && !label->text().isEmpty());
        }
        CHECK(words);
    }
}

/// One edit by keys in the form, seen in the answer, and taken back.
void editAndUndo(UiWindow& ui) {
    const Scenario before = ui.document().scenario();
    auto& users = edit(ui, u"concurrentUsersEdit"_s);
    enter(users, u"2"_s);
    CHECK(ui.document().scenario().workload.concurrentUsers == 2);
    QTest::keyClick(ui.window.get(), Qt::Key_Z, Qt::ControlModifier);
    CHECK(ui.document().scenario() == before);
}

}  // namespace

TEST_CASE("Every example is walked from the start page to its PDF", "[journey]") {
    const auto number = GENERATE(range(0, 6));
    const std::vector<Example> all = examples();
    REQUIRE(all.size() == 6);
    const Example& example = all[static_cast<std::size_t>(number)];
    INFO(example.resource.toStdString());
    UiWindow ui;
    ui.show();
    auto& card = child<Card>(*ui.window, u"exampleCard%1"_s.arg(number + 1));
    QTest::mouseClick(&card, Qt::LeftButton);
    REQUIRE(ui.document().title() == example.title);
    const QString sentence = QString::fromStdString(ui.document().evaluation().verdict.sentence);
    CHECK_FALSE(sentence.isEmpty());
    editAndUndo(ui);
    visitPages(ui);

    const QString path = ui.file(u"report.pdf"_s);
    ui.dialogs.fileNames = {path};
    QTest::keyClick(ui.window.get(), Qt::Key_E, Qt::ControlModifier);
    auto& dialog = child<ReportDialog>(*ui.window, u"reportDialog"_s);
    QTest::keyClick(&child<QPushButton>(dialog, u"reportExportButton"_s), Qt::Key_Return);
    REQUIRE(settled(ui));
    CHECK(ui.dialogs.errors.isEmpty());
    const auto text = pdfText(path);
    if (!text) return;
    CHECK(text->contains(squeezed(example.question)));
    // The very words of the window, which by now are those of the odds.
    CHECK(text->contains(squeezed(QString::fromStdString(ui.document().verdict().sentence))));
    const OptionResult& best = ui.document().evaluation().options.front();
    CHECK(text->contains(squeezed(QString::fromStdString(best.option.name))));
}
