// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/settings_dialog.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>

#include "tests/support/ui_pages.h"
#include "ui/document/scenario_defaults.h"
#include "ui/widgets/combo_boxes.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

SettingsDialog& openSettings(UiWindow& ui) {
    child<QAction>(*ui.window, u"settingsAction"_s).trigger();
    auto& dialog = child<SettingsDialog>(*ui.window, u"settingsDialog"_s);
    child<QTabWidget>(dialog, u"settingsTabs"_s).setCurrentIndex(1);
    activate(dialog);
    return dialog;
}

/// Return would press OK.
void enterAndLeave(QLineEdit& input, const QString& text) {
    type(input, text);
    QTest::keyClick(&input, Qt::Key_Tab);
}

void chooseId(ChoiceComboBox& box, const QString& id) {
    box.setCurrentIndex(box.findData(id));
    emit box.activated(box.currentIndex());
}

}  // namespace

TEST_CASE("What is set for new scenarios holds for them and for no other", "[settings]") {
    UiWindow ui;
    ui.start();
    const Scenario before = ui.document().scenario();
    SettingsDialog& dialog = openSettings(ui);
    chooseId(child<ChoiceComboBox>(dialog, u"settings/finance.currency"_s), u"EUR"_s);
    chooseId(child<ChoiceComboBox>(dialog, u"settings/place.tariff_region"_s), u"DE"_s);
    auto& volts = child<QLineEdit>(dialog, u"settings/place.circuit_volts"_s);
    enterAndLeave(volts, u"230"_s);
    auto& author = child<QLineEdit>(dialog, u"settings/document.author"_s);
    type(author, u"Ada <b>"_s);
    // Still being entered: it counts, too.
    child<QPushButton>(dialog, u"settingsOkButton"_s).click();
    CHECK(ui.document().scenario() == before);

    const Scenario next = newScenario();
    CHECK(next.finance.currency == Currency("EUR"));
    CHECK(next.place.tariffRegion == "DE");
    CHECK(next.place.circuitVolts == 230.0);
    CHECK(next.author == "Ada <b>");
    // Everything else has its default.
    Scenario expected;
    expected.finance.currency = next.finance.currency;
    expected.place.tariffRegion = next.place.tariffRegion;
    expected.place.circuitVolts = next.place.circuitVolts;
    expected.author = next.author;
    CHECK(next == expected);
}

TEST_CASE("A new window starts from the settings", "[settings][start]") {
    UiWindow ui;
    Scenario mine;
    mine.place.tariffRegion = "FR";
    savePersonalFields(mine);
    ui.show();
    child<QPushButton>(*ui.window, u"newScenarioButton"_s).click();
    CHECK(ui.document().scenario() == mine);
    CHECK_FALSE(ui.document().modified());
    CHECK_FALSE(ui.document().undoStack().canUndo());
}

TEST_CASE("Cancel keeps everything, Restore Defaults forgets it", "[settings]") {
    UiWindow ui;
    Scenario mine;
    mine.company = "Acme";
    savePersonalFields(mine);
    ui.start();
    {
        SettingsDialog& dialog = openSettings(ui);
        enterAndLeave(child<QLineEdit>(dialog, u"settings/document.company"_s), u"Other"_s);
        dialog.reject();
        CHECK(newScenario().company == "Acme");
    }
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    SettingsDialog& dialog = openSettings(ui);
    child<QPushButton>(dialog, u"settingsDefaultsButton"_s).click();
    CHECK(child<QLineEdit>(dialog, u"settings/document.company"_s).text().isEmpty());
    child<QPushButton>(dialog, u"settingsOkButton"_s).click();
    CHECK(newScenario() == Scenario{});
    CHECK(QSettings().allKeys().filter(u"newScenario"_s).isEmpty());
}

TEST_CASE("A value out of range is named below its input and cannot be saved", "[settings]") {
    UiWindow ui;
    ui.start();
    SettingsDialog& dialog = openSettings(ui);
    auto& volts = child<QLineEdit>(dialog, u"settings/place.circuit_volts"_s);
    enterAndLeave(volts, u"7"_s);  // the field's least is 100
    const auto& problem = child<QLabel>(dialog, u"settingsProblem/place.circuit_volts"_s);
    CHECK(problem.text().contains(u"100"_s));
    CHECK_FALSE(child<QPushButton>(dialog, u"settingsOkButton"_s).isEnabled());
    enterAndLeave(volts, u"240"_s);
    CHECK(problem.text().isEmpty());
    CHECK(child<QPushButton>(dialog, u"settingsOkButton"_s).isEnabled());
}

TEST_CASE("A saved value that no longer means anything is passed over", "[settings]") {
    UiWindow ui;
    QSettings().setValue(u"newScenario/finance.currency"_s, u"no currency"_s);
    QSettings().setValue(u"newScenario/place.circuit_volts"_s, u"twelve"_s);
    CHECK(newScenario() == Scenario{});
}

TEST_CASE("Colors and text size are kept, the former at once", "[settings][look]") {
    UiWindow ui;
    ui.start();
    SettingsDialog& dialog = openSettings(ui);
    auto& colors = child<QComboBox>(dialog, u"settingsThemeCombo"_s);
    colors.setCurrentIndex(colors.findData(static_cast<int>(theme::Mode::Dark)));
    auto& size = child<QComboBox>(dialog, u"settingsTextSizeCombo"_s);
    size.setCurrentIndex(size.findData(150));
    child<QPushButton>(dialog, u"settingsOkButton"_s).click();
    CHECK(theme::dark());
    CHECK(theme::savedMode() == theme::Mode::Dark);
    CHECK(theme::savedTextPercent() == 150);
    CHECK(child<QAction>(*ui.window, u"themeDarkAction"_s).isChecked());
    QSettings().setValue(u"view/textPercent"_s, 12'345);
    CHECK(theme::savedTextPercent() == 100);
    theme::apply(*qApp, theme::Mode::Light);
}
