// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <set>

#include "core/scenario/fields.h"
#include "tests/support/ui_window.h"
#include "ui/form/requirement_form.h"
#include "ui/widgets/quantity_edit.h"
#include "ui/widgets/section.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

QWidget* inputOf(const MainWindow& window, std::string_view fieldId) {
    for (QWidget* const widget : window.findChildren<QWidget*>()) {
        if (widget->property("fieldId").toString().toStdString() == fieldId) return widget;
    }
    return nullptr;
}

QString problem(UiWindow& ui, const QString& input) {
    const QLabel& label = child<QLabel>(*ui.window, input + u"Problem"_s);
    return label.isVisible() ? label.text() : QString();
}

/// Restores the default locale at the end of a test.
struct LocaleGuard {
    explicit LocaleGuard(const QLocale& locale) { QLocale::setDefault(locale); }
    ~LocaleGuard() { QLocale::setDefault(QLocale::c()); }
};

}  // namespace

TEST_CASE("Every field has an input with a name, a help text and a label that leads to it",
          "[form][accessibility]") {
    UiWindow ui;
    ui.start();
    std::set<QString> names;
    for (const Field& field : fields()) {
        INFO(field.id);
        QWidget* const input = inputOf(*ui.window, field.id);
        REQUIRE(input != nullptr);
        CHECK(names.insert(input->objectName()).second);
        CHECK(input->toolTip().contains(
            QString::fromUtf8(field.help.data(), static_cast<qsizetype>(field.help.size()))
                .toHtmlEscaped()));
        QAccessibleInterface* const accessible = QAccessible::queryAccessibleInterface(input);
        REQUIRE(accessible != nullptr);
        CHECK(input->accessibleName().toStdString().find(field.label) == 0);
        CHECK_FALSE(accessible->text(QAccessible::Description).isEmpty());
        // On Unix a combo box reports its text as its name; the label is a relation there.
        const auto labels = accessible->relations(QAccessible::Label);
        REQUIRE(labels.size() == 1);
        CHECK(labels.front().first->text(QAccessible::Name).toStdString() == field.label);
    }
}

TEST_CASE("The tab key visits the inputs in the order of the form", "[form][accessibility]") {
    UiWindow ui;
    ui.start();
    std::vector<int> lines;
    QWidget* const first = inputOf(*ui.window, "model.id");
    QWidget* widget = first;
    int lastBottom = -1;
    do {
        const QVariant id = widget->property("fieldId");
        if (id.isValid() && widget->isVisible()) {
            const int y = widget->mapTo(ui.window.get(), QPoint()).y();
            INFO(id.toString().toStdString());
            CHECK(y > lastBottom);
            lastBottom = y;
            lines.push_back(y);
        }
        widget = widget->nextInFocusChain();
    } while (widget != first);
    CHECK(lines.size() > 20);
}

TEST_CASE("Typing a context length changes the evaluation after a short pause", "[form]") {
    UiWindow ui;
    ui.start();
    QLineEdit& context = edit(ui, u"contextLengthEdit"_s);
    const double before =
        ui.document().evaluation().options.front().ledger
            ? ui.document().evaluation().options.front().ledger->total().cache().value
            : 0.0;
    type(context, u"131072"_s);
    CHECK(QTest::qWaitFor(
        [&] { return ui.document().scenario().workload.context == tokens(131072); }, 2000));
    CHECK(context.text() == u"131072"_s);
    const OptionResult* withLedger = nullptr;
    for (const OptionResult& option : ui.document().evaluation().options) {
        if (option.ledger) {
            withLedger = &option;
            break;
        }
    }
    REQUIRE(withLedger != nullptr);
    CHECK(withLedger->ledger->total().cache().value > before);
}

TEST_CASE("Undo and redo work by keys while the cursor is in a field", "[form]") {
    UiWindow ui;
    ui.start();
    const Scenario before = ui.document().scenario();
    QLineEdit& context = edit(ui, u"contextLengthEdit"_s);
    enter(context, u"32768"_s);
    REQUIRE(ui.document().scenario().workload.context == tokens(32768));
    CHECK(ui.window->findChild<QAction*>(u"undoAction"_s)
              ->text()
              .contains(u"Change Context Length"_s));
    QTest::keyClick(&context, Qt::Key_Z, Qt::ControlModifier);
    CHECK(ui.document().scenario() == before);
    CHECK(context.text() == u"8192"_s);
    QTest::keyClick(&context, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(ui.document().scenario().workload.context == tokens(32768));
}

TEST_CASE("Text that is no number stays, is explained below, and the results go stale", "[form]") {
    UiWindow ui;
    ui.start();
    QLineEdit& context = edit(ui, u"contextLengthEdit"_s);
    enter(context, u"12 apples"_s);
    CHECK(context.text() == u"12 apples"_s);
    CHECK(problem(ui, u"contextLengthEdit"_s).contains(u"12 apples"_s));
    CHECK(ui.document().stale());
    CHECK(ui.document().scenario().workload.context == tokens(8192));

    // Another edit neither cures nor replaces it.
    enter(edit(ui, u"concurrentUsersEdit"_s), u"3"_s);
    CHECK(context.text() == u"12 apples"_s);
    CHECK(ui.document().stale());

    context.setFocus();
    QTest::keyClick(&context, Qt::Key_Escape);
    CHECK(context.text() == u"8192"_s);
    CHECK(problem(ui, u"contextLengthEdit"_s).isEmpty());
    CHECK_FALSE(ui.document().stale());
}

TEST_CASE("Nonsense in a number field is refused with a sentence and nothing is lost", "[form]") {
    const auto text =
        GENERATE(as<const char*>{}, "-1", "nan", "inf", "1e308", "0", "1,2,3", "0x10");
    UiWindow ui;
    ui.start();
    QLineEdit& users = edit(ui, u"concurrentUsersEdit"_s);
    INFO(text);
    enter(users, QString::fromLatin1(text));
    CHECK_FALSE(problem(ui, u"concurrentUsersEdit"_s).isEmpty());
    CHECK(ui.document().stale());
    CHECK_FALSE(ui.document().evaluation().options.empty());
    enter(users, u"4"_s);
    CHECK(problem(ui, u"concurrentUsersEdit"_s).isEmpty());
    CHECK_FALSE(ui.document().stale());
    CHECK(ui.document().scenario().workload.concurrentUsers == 4);
}

TEST_CASE("An emptied limit means no limit", "[form]") {
    UiWindow ui;
    ui.start();
    QLineEdit& limit = edit(ui, u"capitalLimitEdit"_s);
    CHECK(limit.placeholderText() == u"no limit"_s);
    enter(limit, u"20,000"_s);
    CHECK(ui.document().scenario().finance.capitalLimit == 20000.0);
    enter(limit, u""_s);
    CHECK_FALSE(ui.document().scenario().finance.capitalLimit.has_value());
}

TEST_CASE("Percentages are typed and shown times one hundred", "[form]") {
    UiWindow ui;
    ui.start();
    QLineEdit& rate = edit(ui, u"discountRateEdit"_s);
    CHECK(rate.text() == u"10"_s);
    enter(rate, u"7.5"_s);
    CHECK(ui.document().scenario().finance.discountRatePerYear == Approx(0.075));
    CHECK(rate.text() == u"7.5"_s);
}

TEST_CASE("Numbers are read with suffixes, groups and either decimal point", "[form]") {
    const Field& context = *findField("workload.context_tokens");
    const Field& requests = *findField("workload.requests_per_day");
    const auto number = [](const Field& field, const QString& text) {
        return std::get<double>(QuantityEdit::parseDisplay(field, text));
    };
    CHECK(number(context, u"128k"_s) == 131072);
    CHECK(number(context, u"131,072"_s) == 131072);
    CHECK(number(requests, u"1.5"_s) == 1.5);
    CHECK_THROWS_AS(number(requests, u"1,5"_s), std::invalid_argument);
    const LocaleGuard german(QLocale(QLocale::German, QLocale::Germany));
    CHECK(number(context, u"131.072"_s) == 131072);
    CHECK(number(requests, u"1,5"_s) == 1.5);
    CHECK(number(requests, u"1.5"_s) == 1.5);
    CHECK(number(requests, u"1.234,5"_s) == 1234.5);
    CHECK(QuantityEdit::displayText(requests, 1234.5) == u"1.234,5"_s);
}

TEST_CASE("Arrow keys step a number within its range", "[form]") {
    UiWindow ui;
    ui.start();
    QLineEdit& users = edit(ui, u"concurrentUsersEdit"_s);
    users.setFocus();
    QTest::keyClick(&users, Qt::Key_Up);
    CHECK(ui.document().scenario().workload.concurrentUsers == 2);
    QTest::keyClick(&users, Qt::Key_Down);
    QTest::keyClick(&users, Qt::Key_Down);
    CHECK(ui.document().scenario().workload.concurrentUsers == 1);
}

TEST_CASE("A model is found by typing a part of its name", "[form]") {
    UiWindow ui;
    ui.start();
    auto& box = child<QComboBox>(*ui.window, u"modelComboBox"_s);
    enter(*box.lineEdit(), u"llama 3.1 70b"_s);
    CHECK(ui.document().scenario().model.modelId == "llama-3.1-70b");
    CHECK(box.currentText() == u"Llama 3.1 70B"_s);
}

TEST_CASE("An unknown model stays typed and is explained", "[form]") {
    UiWindow ui;
    ui.start();
    auto& box = child<QComboBox>(*ui.window, u"modelComboBox"_s);
    enter(*box.lineEdit(), u"no such model"_s);
    CHECK(box.lineEdit()->text() == u"no such model"_s);
    CHECK(problem(ui, u"modelComboBox"_s).contains(u"no such model"_s));
    CHECK(ui.document().scenario().model.modelId == Scenario{}.model.modelId);
    CHECK(ui.document().stale());
}

TEST_CASE("Weight formats say how large the chosen model is in them", "[form]") {
    UiWindow ui;
    ui.start();
    auto& box = child<QComboBox>(*ui.window, u"weightsComboBox"_s);
    const QString small = box.currentText();
    CHECK(small.startsWith(u"Q4_K_M"_s));
    CHECK(small.endsWith(u"GiB"_s));
    Scenario next = ui.document().scenario();
    next.model.modelId = "llama-3.1-70b";
    ui.document().edit(next, u"Change Model"_s);
    CHECK(box.currentText() != small);
}

TEST_CASE("Scrolling the form with the wheel changes no input", "[form]") {
    UiWindow ui;
    ui.start();
    const Scenario before = ui.document().scenario();
    auto& box = child<QComboBox>(*ui.window, u"engineComboBox"_s);
    const QPointF at = box.rect().center();
    QWheelEvent wheel(at, box.mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&box, &wheel);
    CHECK(ui.document().scenario() == before);
}

TEST_CASE("Fine-tuning inputs wait until a method is chosen", "[form]") {
    UiWindow ui;
    ui.start();
    QLineEdit& rank = edit(ui, u"loRARankEdit"_s);
    CHECK_FALSE(rank.isEnabled());
    CHECK(rank.isHidden());
    Scenario next = ui.document().scenario();
    next.workload.fineTuning.method = FineTuneMethod::Lora;
    ui.document().edit(next, u"Change Fine-Tuning"_s);
    CHECK(rank.isEnabled());
    CHECK_FALSE(rank.isHidden());
    auto& precision = child<QComboBox>(*ui.window, u"trainingPrecisionComboBox"_s);
    CHECK(precision.isHidden());
    next.workload.fineTuning.method = FineTuneMethod::Full;
    ui.document().edit(next, u"Change Fine-Tuning"_s);
    CHECK(rank.isHidden());
    CHECK_FALSE(precision.isHidden());
}

TEST_CASE("The details of a vector index appear with its vectors", "[form]") {
    UiWindow ui;
    ui.start();
    auto& type = child<QComboBox>(*ui.window, u"vectorTypeComboBox"_s);
    CHECK(type.isHidden());
    Scenario next = ui.document().scenario();
    next.model.index.vectors = 1e6;
    ui.document().edit(next, u"Change Vectors"_s);
    CHECK_FALSE(type.isHidden());
    QStringList summaries;
    for (const Section* section : ui.window->findChildren<Section*>()) {
        summaries.append(section->summary());
    }
    // 1,000,000 x (4096 + 136.5 + 102) B (docs/memory.md 6.3).
    CHECK(summaries.contains(u"1 M vectors, 4.0 GiB"_s));
}

TEST_CASE("Group headers sum up what is inside", "[form]") {
    UiWindow ui;
    ui.start();
    QStringList summaries;
    for (const Section* section : ui.window->findChildren<Section*>()) {
        summaries << section->summary();
    }
    // 100 requests x (1,500 + 400) tokens = 190,000 a day: the defaults of Workload.
    CHECK(summaries.contains(u"190 k tokens a day"_s));
    CHECK(summaries.contains(u"120 V / 15 A"_s));
    CHECK(summaries.contains(u"36 months, USD"_s));
    const QRegularExpression fits(u"^fits \\d+ of \\d+ machines$"_s);
    CHECK(summaries.filter(fits).size() == 1);
}

TEST_CASE("Going to a field opens what hides it", "[form]") {
    UiWindow ui;
    ui.start();
    QWidget* const pue = inputOf(*ui.window, "place.pue");
    REQUIRE(pue != nullptr);
    CHECK_FALSE(pue->isVisible());
    ui.window->findChild<RequirementForm*>()->focusField(u"place.pue"_s);
    CHECK(pue->isVisible());
    CHECK(pue->hasFocus());
}

TEST_CASE("A model that stays resident is picked from the menu of its input", "[form]") {
    UiWindow ui;
    ui.start();
    QLineEdit& input = edit(ui, u"alsoLoadedEdit"_s);
    const auto pick = [&](const QString& name) {
        input.setFocus();
        QTest::keyClick(&input, Qt::Key_Down, Qt::AltModifier);
        QMenu* const menu = input.findChild<QMenu*>(u"addMenu"_s);
        REQUIRE(menu != nullptr);
        for (QAction* const action : menu->actions()) {
            if (action->text() == name) action->trigger();
        }
        menu->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    };
    const auto nameOf = [&](const char* id) {
        return QString::fromStdString(ui.document().catalog().model(id)->name);
    };
    pick(nameOf("bge-m3"));
    pick(nameOf("bge-reranker-v2-m3"));
    const std::vector<Companion>& companions = ui.document().scenario().model.companions;
    REQUIRE(companions.size() == 2);
    CHECK(companions[0].modelId == "bge-m3");
    CHECK(companions[1].modelId == "bge-reranker-v2-m3");
    CHECK(input.text() == u"bge-m3, bge-reranker-v2-m3"_s);
    ui.document().undoStack().undo();
    ui.document().undoStack().undo();
    CHECK(ui.document().scenario().model.companions.empty());
    CHECK(input.text().isEmpty());
}
