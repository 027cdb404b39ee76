// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What explains and what is set: working, guide, shortcuts, about, settings.
#include <QApplication>
#include <QStackedWidget>
#include <QTabWidget>
#include <array>

#include "ui/dialogs/settings_dialog.h"
#include "ui/dialogs/text_dialog.h"
#include "ui/form/requirement_form.h"
#include "ui/guide/guide_window.h"
#include "ui/main_window.h"
#include "ui/pages/start_page.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The pages of the guide, in the order of `PageId`.
constexpr std::array kGuidePages{"answer", "memory",  "speed", "cost",
                                 "risk",   "compare", "place", "validation"};

}  // namespace

void MainWindow::showWorking() {
    if (const OptionResult* const option = m_document.focused()) {
        const auto text =
            std::make_shared<WorkingText>(*option, m_document.scenario(), m_document.catalog());
        TextDialog* const dialog = TextDialog::open(this, tr("Working"), text->html());
        connect(dialog, &TextDialog::linkRequested, this,
                [this, dialog, text](const QString& link) {
                    if (const auto input = text->follow(link)) {
                        goToInput(*input);
                    } else {
                        dialog->setHtml(text->html());
                    }
                });
    }
}

GuideWindow& MainWindow::guide() {
    if (auto* const open = findChild<GuideWindow*>()) return *open;
    auto* const window = new GuideWindow(this);
    connect(window, &GuideWindow::fieldRequested, this, [this](const QString& fieldId) {
        startScenarioUnlessStarted();
        activateWindow();
        m_form->goToField(fieldId);
    });
    return *window;
}

void MainWindow::showGuide() {
    // At what one looks at: the input with the focus, else the page.
    const QWidget* const focus = QApplication::focusWidget();
    const QString field = focus ? focus->property("fieldId").toString() : QString();
    GuideWindow& window = guide();
    if (m_central->currentWidget() == m_start) {
        window.openPage(u"tour"_s);
    } else if (!field.isEmpty()) {
        window.openPage(u"inputs"_s, field);
    } else if (focus && m_form->isAncestorOf(focus)) {
        window.openPage(u"form"_s);
    } else {
        window.openPage(
            QString::fromLatin1(kGuidePages.at(static_cast<std::size_t>(m_pages->currentIndex()))));
    }
    window.show();
    window.raise();
    window.activateWindow();
}

void MainWindow::showShortcuts() {
    GuideWindow& window = guide();
    window.openPage(u"shortcuts"_s);
    window.show();
    window.raise();
    window.activateWindow();
}

void MainWindow::showAbout() {
    TextDialog::open(this, tr("About Headroom"), aboutText(m_document.session()));
}

void MainWindow::showSettings() {
    const CatalogSession& session = m_document.session();
    auto* const dialog = new SettingsDialog(session.store().path(), session.catalog(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &MainWindow::showThemeChoice);
    dialog->open();
}

}  // namespace headroom
