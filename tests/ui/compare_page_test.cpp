// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare_page.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QToolButton>
#include <set>

#include "core/catalog/row.h"
#include "tests/support/compare_table.h"

using namespace headroom;
using namespace headroom::tests;
using namespace headroom::tests::compare;

namespace {

QByteArray exported(UiWindow& ui, const QString& name) {
    ui.dialogs.fileNames = {ui.file(name)};
    QTest::mouseClick(&child<QToolButton>(*ui.window, u"compareExportButton"_s), Qt::LeftButton);
    QFile file(ui.file(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

TEST_CASE("Filters by name, by way and by fit agree with the evaluation", "[compare]") {
    UiWindow ui;
    openExample(ui, u"bursty-8b-chat"_s, PageId::Compare);
    const Evaluation& evaluation = ui.document().evaluation();
    auto& count = child<QLabel>(*ui.window, u"compareCountLabel"_s);
    QAbstractItemModel& shown = *table(ui).model();

    QTest::mouseClick(&child<QCheckBox>(*ui.window, u"compareFeasibleCheckBox"_s), Qt::LeftButton,
                      {}, QPoint(6, 8));
    CHECK(shown.rowCount() == static_cast<int>(evaluation.feasibleCount));
    QTest::keyClick(&child<QCheckBox>(*ui.window, u"compareFeasibleCheckBox"_s), Qt::Key_Space);
    CHECK(shown.rowCount() == static_cast<int>(evaluation.options.size()));

    QTest::keyClicks(&child<QComboBox>(*ui.window, u"compareKindCombo"_s), u"API"_s);
    const auto apis = std::count_if(
        evaluation.options.begin(), evaluation.options.end(),
        [](const OptionResult& option) { return option.option.kind == OptionKind::Api; });
    CHECK(shown.rowCount() == static_cast<int>(apis));
    CHECK(count.text() == u"%1 of %2 options, %3 fit"_s.arg(apis)
                              .arg(evaluation.options.size())
                              .arg(evaluation.feasibleCount));
    child<QComboBox>(*ui.window, u"compareKindCombo"_s).setCurrentIndex(0);

    type(edit(ui, u"compareSearchEdit"_s), u"rtx 4090"_s);
    REQUIRE(shown.rowCount() > 0);
    for (int row = 0; row < shown.rowCount(); ++row) {
        const QString found =
            cell(ui, row, CompareColumn::Name) +
            shown.index(row, kCompareColumns - 1).data(Qt::ToolTipRole).toString();
        CHECK(found.contains(u"rtx"_s, Qt::CaseInsensitive));
        CHECK(found.contains(u"4090"_s));
    }
    type(edit(ui, u"compareSearchEdit"_s), u"no such machine"_s);
    CHECK(shown.rowCount() == 0);
    CHECK(says(*ui.window, u"No option matches the filter."_s));
    type(edit(ui, u"compareSearchEdit"_s), {});
    CHECK(shown.rowCount() == static_cast<int>(evaluation.options.size()));
    CHECK(table(ui).isVisible());
}

TEST_CASE("Choosing a row by mouse or key chooses the option for all pages, and back",
          "[compare][focus]") {
    UiWindow ui;
    openExample(ui, u"bursty-8b-chat"_s, PageId::Compare);
    clickHeader(ui, static_cast<int>(CompareColumn::Total));
    clickHeader(ui, static_cast<int>(CompareColumn::Total));
    // The dearest first: the row on screen is not the rank.
    REQUIRE(optionAt(ui, 3).option.id != ui.document().evaluation().options[3].option.id);
    clickRow(ui, 3);
    CHECK(ui.document().focusedOption().toStdString() == optionAt(ui, 3).option.id);
    QTest::keyClick(&table(ui), Qt::Key_Down);
    CHECK(ui.document().focusedOption().toStdString() == optionAt(ui, 3).option.id);
    QTest::keyClick(&table(ui), Qt::Key_Return);
    CHECK(ui.document().focusedOption().toStdString() == optionAt(ui, 4).option.id);

    ui.document().setFocusedOption(QString::fromStdString(optionAt(ui, 1).option.id));
    for (int row = 0; row < 6; ++row) {
        const bool bold = table(ui).model()->index(row, 0).data(Qt::FontRole).value<QFont>().bold();
        CHECK(bold == (row == 1));
    }
    // From the search one goes down into the rows without the mouse.
    edit(ui, u"compareSearchEdit"_s).setFocus();
    QTest::keyClick(&edit(ui, u"compareSearchEdit"_s), Qt::Key_Down);
    CHECK(table(ui).hasFocus());
}

TEST_CASE("Copy takes the selected rows, or all without a selection", "[compare][copy]") {
    UiWindow ui;
    openExample(ui, u"private-70b-assistant"_s, PageId::Compare);
    auto& copy = child<QToolButton>(*ui.window, u"compareCopyButton"_s);
    QTest::mouseClick(&copy, Qt::LeftButton);
    const int all = static_cast<int>(ui.document().evaluation().options.size());
    CHECK(QGuiApplication::clipboard()->text().count(u'\n') == all + 1);  // and the headings
    clickRow(ui, 2);
    QTest::keyClick(&table(ui), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&table(ui), Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].startsWith(u"Option\tWay\t"_s));
    CHECK(lines[1].section(u'\t', 0, 0) == cell(ui, 2, CompareColumn::Name));
    CHECK(lines[2].section(u'\t', 0, 0) == cell(ui, 3, CompareColumn::Name));
}

TEST_CASE("What is left out shows its first reason, and all of them in the tip", "[compare]") {
    UiWindow ui;
    openExample(ui, u"private-70b-assistant"_s, PageId::Compare);
    int leftOut = 0;
    for (int row = 0; row < table(ui).model()->rowCount(); ++row) {
        const OptionResult& option = optionAt(ui, row);
        const QString why = cell(ui, row, CompareColumn::WhyOut);
        if (option.feasible) {
            CHECK(why == u"fits"_s);
            continue;
        }
        ++leftOut;
        REQUIRE_FALSE(option.exclusions.empty());
        const QString tip =
            table(ui).model()->index(row, kCompareColumns - 1).data(Qt::ToolTipRole).toString();
        bool complete = why.startsWith(QString::fromStdString(option.exclusions.front().reason));
        for (const Exclusion& exclusion : option.exclusions) {
            complete &= tip.contains(QString::fromStdString(exclusion.reason).toHtmlEscaped());
        }
        INFO(option.option.id << ": " << why.toStdString());
        CHECK(complete);
    }
    CHECK(leftOut > 0);
}

TEST_CASE("The exported CSV has every row shown, and names never run as formulas",
          "[compare][export]") {
    UiWindow ui;
    const std::vector<Row> machines = ui.session->rows().at("machines");
    const std::vector<std::string> names{"=1+2", "+3 \"quoted\", comma", "-x", "@sum"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        Row hostile = machines[i];
        hostile.set("name", names[i]);
        REQUIRE(ui.session->edit(u"Rename"_s, {{"machines", machines[i], hostile}}) == QString());
    }
    openExample(ui, u"private-70b-assistant"_s, PageId::Compare);
    const std::vector<Row> rows = parseCsv(exported(ui, u"all.csv"_s).toStdString());
    REQUIRE(rows.size() == ui.document().evaluation().options.size());
    std::set<std::string> found;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string name = rows[i].text("Option");
        REQUIRE_FALSE(name.empty());
        CHECK(std::string("=+-@").find(name.front()) == std::string::npos);
        found.insert(name);
        const auto free = rows[i].number("Free (GiB)");
        const OptionResult& option = ui.document().evaluation().options[i];
        if (free) CHECK(*free == Approx(inGibibytes(option.ledger->headroom())).margin(0.05));
    }
    for (const std::string& name : names) CHECK(found.count("'" + name) == 1);
    // What is filtered out is not exported.
    type(edit(ui, u"compareSearchEdit"_s), u"@sum"_s);
    CHECK(parseCsv(exported(ui, u"one.csv"_s).toStdString()).size() ==
          static_cast<std::size_t>(table(ui).model()->rowCount()));
}

TEST_CASE("An export that fails is explained", "[compare][export]") {
    UiWindow ui;
    openExample(ui, u"private-70b-assistant"_s, PageId::Compare);
    CHECK(exported(ui, u"no/such/folder.csv"_s).isEmpty());
    REQUIRE(ui.dialogs.errors.size() == 1);
    CHECK(ui.dialogs.errors.front().contains(u"no/such/folder.csv"_s));
}

TEST_CASE("With an error in the requirements the comparison says what to do first", "[compare]") {
    UiWindow ui;
    openWithError(ui, PageId::Compare);
    CHECK_FALSE(table(ui).isVisible());
    CHECK(says(*ui.window, u"marked inputs on the left"_s));
}
