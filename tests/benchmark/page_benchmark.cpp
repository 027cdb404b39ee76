// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Aims: start to a usable window within 500 ms where the catalog exists; from a keystroke to the
// repainted page a median of 16 ms and a P95 of 33 ms on every page; a report within a second.
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTabWidget>
#include <QTemporaryDir>

#include "tests/benchmark/window_benchmark.h"
#include "ui/document/risk_session.h"
#include "ui/main_window.h"
#include "ui/report/report.h"
#include "ui/report/report_document.h"
#include "ui/theme/theme.h"
#include "ui/widgets/page_scroll.h"

namespace headroom::benchmark {

namespace {

constexpr int kKeystrokes = 60;

void press(QWidget& widget, int key, const QString& text) {
    QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier, text);
    QCoreApplication::sendEvent(&widget, &down);
    QKeyEvent up(QEvent::KeyRelease, key, Qt::NoModifier, text);
    QCoreApplication::sendEvent(&widget, &up);
}

/// Layouts and repaints are posted events; what waits for a timer is not in the picture.
void draw() {
    for (int round = 0; round < 3; ++round) QCoreApplication::sendPostedEvents();
}

/// A digit and Return, which takes the number at once as the pause after typing would: until the
/// page is drawn anew.
double keystroke(QLineEdit& input, int number) {
    input.selectAll();
    const QString digit = QString::number(2 + number % 7);
    const auto start = Clock::now();
    press(input, Qt::Key_0 + 2 + number % 7, digit);
    press(input, Qt::Key_Return, QStringLiteral("\r"));
    draw();
    return millisecondsSince(start);
}

/// Counts the pictures of a window.
class Pictures : public QObject {
public:
    using QObject::QObject;
    int count{};

protected:
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() == QEvent::UpdateRequest) ++count;
        return false;
    }
};

void finishPages(MainWindow& window) {
    for (PageScroll* const page : window.findChildren<PageScroll*>()) page->finishParts();
}

void typeOnPages(MainWindow& window, const std::string& example, const std::string& only) {
    auto& tabs = *window.findChild<QTabWidget*>(QStringLiteral("pages"));
    auto& input = *window.findChild<QLineEdit*>(QStringLiteral("concurrentUsersEdit"));
    for (int page = 0; page < tabs.count(); ++page) {
        if (!only.empty() && tabs.tabText(page).toStdString() != only) continue;
        tabs.setCurrentIndex(page);
        settle(window);
        std::vector<double> times;
        std::vector<double> rest;
        std::vector<double> evaluating;
        Pictures pictures;
        window.installEventFilter(&pictures);
        for (int i = 0; i < kKeystrokes; ++i) {
            times.push_back(keystroke(input, i));
            evaluating.push_back(window.document().evaluationMilliseconds());
            rest.push_back(timed(window, [&] { finishPages(window); }));
        }
        if (pictures.count < kKeystrokes) std::cerr << "a page was not drawn\n";
        const std::string name = example + '/' + tabs.tabText(page).toStdString();
        print("keystroke/" + name, times);
        print("keystroke-evaluate/" + name, evaluating);
        // Parts out of sight, and memory that is freed.
        print("keystroke-rest/" + name, rest);
    }
}

void makeReports(Document& document, const std::string& example) {
    std::vector<double> drawing;
    std::vector<double> making;
    for (int i = 0; i < 5; ++i) {
        auto start = Clock::now();
        RiskRequest request = reportRiskRequest(document.scenario());
        const RiskStudy risk = studyRisk(document.evaluation().options, document.scenario(),
                                         document.catalog(), request);
        drawing.push_back(millisecondsSince(start));
        start = Clock::now();
        const ReportDocument report = makeReport(document.scenario(), document.evaluation(),
                                                 document.catalog(), ReportSettings{}, risk);
        if (pdfReport(report).isEmpty()) std::cerr << "no report\n";
        making.push_back(millisecondsSince(start));
    }
    print("report-draws/" + example, drawing);
    print("report-pdf/" + example, making);
}

}  // namespace

void pages(Clock::time_point programStart, const std::string& onlyPage) {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("catalog.sqlite"));
    const double before = millisecondsSince(programStart);
    // The first start fills the catalog; people wait for the later ones.
    auto start = Clock::now();
    { const CatalogStore first(path); }
    print("start/first-catalog", {millisecondsSince(start)});
    start = Clock::now();
    CatalogSession session(std::make_unique<CatalogStore>(path));
    MainWindow window(session);
    theme::apply(*qApp, theme::Mode::Light);  // as the program does
    window.resize(1280, 800);
    window.show();
    settle(window);
    print("start/window", {before + millisecondsSince(start)});
    for (const char* const example : {"private-70b-assistant", "rag-30b-moe"}) {
        window.document().loadExample(
            QStringLiteral(":/examples/%1.headroom").arg(QString::fromLatin1(example)));
        window.startScenario();
        settle(window);
        typeOnPages(window, example, onlyPage);
        makeReports(window.document(), example);
    }
}

}  // namespace headroom::benchmark
