// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// From a number to its working, and from the working to what it was computed from.
#include <QApplication>
#include <QTabWidget>

#include "ui/catalog/catalog_window.h"
#include "ui/charts/why_menu.h"
#include "ui/charts/working_view.h"
#include "ui/form/requirement_form.h"
#include "ui/main_window.h"
#include "ui/pages/compare_page.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

struct WorkingPlace {
    PageId page{};
    QString view;  ///< object name of the working there
};

WorkingPlace placeOf(WorkingPart part) {
    switch (part) {
        case WorkingPart::Memory:
            return {PageId::Memory, u"memoryWorking"_s};
        case WorkingPart::Speed:
            return {PageId::Speed, u"speedWorking"_s};
        case WorkingPart::Serving:
            return {PageId::Speed, u"servingWorking"_s};
        case WorkingPart::Power:
            return {PageId::Place, u"powerWorking"_s};
        case WorkingPart::Cost:
            return {PageId::Cost, u"costWorking"_s};
        case WorkingPart::Risk:
            return {PageId::Risk, u"riskWorking"_s};
    }
    Q_UNREACHABLE();
}

}  // namespace

void MainWindow::connectWorkings() {
    for (WorkingView* const view : m_pages->findChildren<WorkingView*>()) {
        connect(view, &WorkingView::inputRequested, this, &MainWindow::goToInput);
    }
    m_why = new WhyMenu(this);
    m_why->watch(*m_pages);
    connect(m_why, &WhyMenu::requested, this, &MainWindow::showWhy);
}

void MainWindow::goToInput(const InputReference& input) {
    switch (input.kind) {
        case InputKind::Field:
            startScenarioUnlessStarted();
            activateWindow();
            m_form->goToField(QString::fromStdString(input.id));
            break;
        case InputKind::Option:
            m_document.setFocusedOption(QString::fromStdString(input.id));
            activateWindow();
            showPage(PageId::Compare);
            break;
        case InputKind::CatalogRow:
            showCatalog().showTable(input.table, input.id);
            break;
    }
}

void MainWindow::showWhy(const WhyTarget& target) {
    if (!target.optionId.isEmpty()) m_document.setFocusedOption(target.optionId);
    const WorkingPlace place = placeOf(target.part);
    showPage(place.page);
    auto* const view = m_pages->findChild<WorkingView*>(place.view);
    if (view != nullptr && view->isVisible()) view->goToLine(target.line);
}

void MainWindow::whyHere() {
    if (!m_why->ask(QApplication::focusWidget())) showWorking();
}

}  // namespace headroom
