// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/stage.h"

#include <QApplication>
#include <QDesktopServices>
#include <QDialog>
#include <QLineEdit>
#include <QScrollArea>
#include <QtTest/QtTest>
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "tests/soak/meter.h"
#include "ui/catalog/catalog_window.h"
#include "ui/widgets/page_scroll.h"

namespace headroom::soak {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The machine may be busy with other things; a program that hangs is seen nevertheless.
constexpr int kLongestWait = 600'000;
constexpr int kReferenceEdits = 15;
const std::array kSchemes{u"file"_s, u"http"_s, u"https"_s};

}  // namespace

Stage::Stage(bool trace)
    : m_session(std::make_unique<CatalogSession>(
          std::make_unique<CatalogStore>(m_folder.filePath(u"catalog.sqlite"_s)))),
      m_trace(trace) {
    for (const QString& scheme : kSchemes) {
        QDesktopServices::setUrlHandler(scheme, this, "swallow");
    }
    // Menus wait in a loop of their own.
    m_popups.callOnTimeout(this, &Stage::shutPopup);
    m_popups.start(100);
    rest();
}

Stage::~Stage() {
    closeOthers();
    m_dialogs.answers = {Dialogs::Answer::Discard};
    delete m_window;
    for (const QString& scheme : kSchemes) QDesktopServices::unsetUrlHandler(scheme);
}

MainWindow& Stage::window() {
    return *m_window;
}

void Stage::tell(const QString& what) const {
    if (m_trace) std::fprintf(stderr, "    %s\n", qPrintable(what));
}

void Stage::swallow(const QUrl& address) const {
    tell(u"would open "_s + address.toDisplayString());
}

void Stage::shutPopup() {
    if (QWidget* const popup = QApplication::activePopupWidget()) {
        QTest::keyClick(popup, Qt::Key_Down);
        if (QApplication::activePopupWidget() == popup) QTest::keyClick(popup, Qt::Key_Escape);
    }
}

void Stage::moveTo(MainWindow* next) {
    if (!next || next == m_window) return;
    QPointer<MainWindow> former = m_window;
    m_window = next;
    next->resize(1280, 800);
    next->show();
    if (!former) return;
    m_dialogs.answers = {Dialogs::Answer::Discard};
    former->close();
}

void Stage::prepare() {
    // A name that no dialog asked for must not become that of the next step's export.
    m_dialogs.fileNames.clear();
    // A menu takes all keys until it is gone; a person's click elsewhere shuts it first.
    while (QApplication::activePopupWidget()) shutPopup();
}

void Stage::closeOthers() {
    for (int round = 0; round < 3; ++round) {
        while (QWidget* const popup = QApplication::activePopupWidget()) popup->close();
        for (const QPointer<QWidget> widget : QApplication::topLevelWidgets()) {
            if (!widget || widget == m_window || !widget->isVisible()) continue;
            const bool window = qobject_cast<QDialog*>(widget) ||
                                qobject_cast<MainWindow*>(widget) ||
                                qobject_cast<CatalogWindow*>(widget);
            if (!window) continue;
            m_dialogs.answers = {Dialogs::Answer::Discard};
            widget->close();
        }
    }
    m_dialogs.answers.clear();
    m_dialogs.confirmations.clear();
    m_dialogs.fileNames.clear();
    m_dialogs.asked.clear();
    m_dialogs.errors.clear();
}

bool Stage::getsKeys() {
    // A dialog that waits for its answer keeps the keys from the window.
    if (QApplication::activeModalWidget()) closeOthers();
    return tests::bringToFront(*m_window);
}

void Stage::rest() {
    closeOthers();
    MainWindow* const fresh = MainWindow::create(*m_session);
    fresh->openExample(u":/examples/private-70b-assistant.headroom"_s);
    moveTo(fresh);
    fresh->showPage(PageId::Answer);
    waitUntilIdle();
}

void Stage::draw() {
    for (int round = 0; round < 3; ++round) QCoreApplication::sendPostedEvents();
}

void Stage::waitUntilIdle() {
    const bool idle = QTest::qWaitFor(
        [&] {
            const auto* const catalog = m_window->findChild<CatalogWindow*>();
            return !m_window->busy() && !m_session->importing() &&
                   !(catalog && catalog->importing());
        },
        kLongestWait);
    if (!idle) problems << u"The window was busy for %1 s."_s.arg(kLongestWait / 1000);
    for (PageScroll* const page : m_window->findChildren<PageScroll*>()) page->finishParts();
}

qint64 Stage::now() {
    using namespace std::chrono;
    return duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count();
}

double Stage::referenceEdit() {
    auto* const input = m_window->findChild<QLineEdit*>(u"concurrentUsersEdit"_s);
    if (!input) {
        problems << u"The form has no number of users."_s;
        return 0;
    }
    std::vector<double> times;
    for (int i = 0; i < kReferenceEdits; ++i) {
        input->setFocus();
        input->selectAll();
        const double start = threadMilliseconds();
        QTest::keyClick(input, static_cast<Qt::Key>(Qt::Key_2 + i % 7));
        QTest::keyClick(input, Qt::Key_Return);
        draw();
        times.push_back(threadMilliseconds() - start);
    }
    std::nth_element(times.begin(), times.begin() + kReferenceEdits / 2, times.end());
    return times[kReferenceEdits / 2];
}

void click(QWidget& button) {
    for (QWidget* parent = button.parentWidget(); parent; parent = parent->parentWidget()) {
        if (auto* const area = qobject_cast<QScrollArea*>(parent)) {
            area->ensureWidgetVisible(&button);
            break;
        }
    }
    Stage::draw();
    if (button.isVisible()) QTest::mouseClick(&button, Qt::LeftButton);
}

void turnThrough(QWidget& list, Chance& chance, int most) {
    list.setFocus();
    for (int i = chance.between(1, most); i > 0; --i) {
        QTest::keyClick(&list, chance.oneIn(3) ? Qt::Key_Up : Qt::Key_Down);
        Stage::draw();
    }
}

}  // namespace headroom::soak
