// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// headroom-soak: drives the window at random for as long as it is told and fails when the program
// crashes, warns, grows or slows down (docs/benchmarks.md 6).
#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QPixmapCache>
#include <QTimer>
#include <cstdio>
#include <numeric>
#include <vector>

#include "tests/soak/record.h"
#include "tests/soak/steps.h"
#include "tests/soak/watch.h"
#include "tests/support/own_home.h"
#include "ui/large_blocks.h"
#include "ui/theme/theme.h"

namespace {

using namespace headroom;
using namespace headroom::soak;
using namespace Qt::Literals::StringLiterals;

constexpr int kSecondsOfMinute = 60;
/// Of pictures of arrows and the like, which the style draws anew for every palette: at Qt's 10 MiB
/// they fill up for two hours, which looks like a leak. Their keys stay (docs/benchmarks.md 6).
constexpr int kPictureKib = 256;

struct Settings {
    int seconds{600};
    unsigned seed{1};
    int first{1};  ///< number of the first step
    int steps{};   ///< 0 = as many as fit
    int minute{kSecondsOfMinute};
    QString csv;
    QString only;
    bool trace{};
    Limits limits;
};

class Soak : public QObject {
public:
    explicit Soak(const Settings& settings)
        : m_settings(settings), m_stage(settings.trace), m_record(settings.csv) {
        for (const auto steps : {windowSteps(), fileSteps(), catalogSteps()}) {
            for (const Step& step : steps) {
                const QString name = QString::fromUtf8(step.name);
                if (settings.only.isEmpty() || settings.only == name) m_steps.push_back(step);
            }
        }
        m_nextMinute = m_settings.minute;
        m_count = m_settings.first - 1;
        m_clock.start();
        m_timer.callOnTimeout(this, &Soak::next);
        m_timer.start(0);
    }
    bool hasSteps() const { return !m_steps.empty(); }

private:
    enum class Phase { Walk, Rest, Measure };

    double seconds() const { return static_cast<double>(m_clock.elapsed()) / 1000; }

    /// One thing each time that the event loop comes by, so that what a step deletes is gone.
    void next() {
        // A step that waits runs the event loop.
        if (m_inside) return;
        m_inside = true;
        if (m_phase == Phase::Walk)
            walk();
        else if (m_phase == Phase::Rest)
            rest();
        else
            measure();
        m_inside = false;
    }

    void walk() {
        const int number = ++m_count;
        Chance chance(m_settings.seed, number);
        const Step& step = choose(chance);
        nowIn(number, step.name);
        if (m_settings.trace) std::fprintf(stderr, "%d %s\n", number, step.name);
        m_stage.prepare();
        const qsizetype known = m_stage.problems.size();
        step.run(m_stage, chance);
        for (const QString& problem : m_stage.problems.mid(known)) {
            std::fprintf(stderr, "step %d (%s): %s\n", number, step.name, qPrintable(problem));
        }
        if (chance.oneIn(6)) m_stage.closeOthers();
        const int walked = m_count - m_settings.first + 1;
        const bool enough = m_settings.steps > 0 && walked >= m_settings.steps;
        m_last = enough || seconds() >= m_settings.seconds;
        if (m_last || seconds() >= m_nextMinute) m_phase = Phase::Rest;
    }

    const Step& choose(Chance& chance) const {
        const int total = std::accumulate(m_steps.begin(), m_steps.end(), 0,
                                          [](int sum, const Step& s) { return sum + s.weight; });
        int at = chance.below(total);
        for (const Step& step : m_steps) {
            at -= step.weight;
            if (at < 0) return step;
        }
        return m_steps.back();
    }

    void rest() {
        nowIn(m_count, "rest");
        m_stage.rest();
        m_phase = Phase::Measure;
    }

    void measure() {
        nowIn(m_count, "measure");
        std::vector<double> edits = m_stage.takeEditTimes();
        Minute minute;
        minute.reference = m_stage.referenceEdit();
        minute.yardstick = yardstick();
        m_stage.waitUntilIdle();
        minute.seconds = seconds();
        minute.steps = m_count;
        minute.held = holdings();
        minute.edits = static_cast<int>(edits.size());
        minute.median = quantile(edits, 0.5);
        minute.p95 = quantile(edits, 0.95);
        m_record.add(minute);
        std::printf(
            "%6.0f s %7d steps %8.1f MiB resident %8.1f MiB heap %6d widgets %6d objects %3d files "
            "edit %6.1f ms (P95 %6.1f), at rest %6.1f ms of processor (yardstick %5.2f)\n",
            minute.seconds, minute.steps, minute.held.residentMib, minute.held.heapMib,
            minute.held.widgets, minute.held.objects, minute.held.files, minute.median, minute.p95,
            minute.reference, minute.yardstick);
        std::fflush(stdout);
        m_nextMinute = seconds() + m_settings.minute;
        m_phase = Phase::Walk;
        if (m_last) finish();
    }

    void finish() {
        m_timer.stop();
        QStringList found = m_stage.problems + warnings();
        found.removeDuplicates();
        found += growth(m_record.minutes(), m_settings.limits);
        for (const QString& sentence : found) std::fprintf(stderr, "%s\n", qPrintable(sentence));
        std::printf("%d steps of seed %u: %s\n", m_count, m_settings.seed,
                    found.isEmpty() ? "nothing found" : "see above");
        QCoreApplication::exit(found.isEmpty() ? 0 : 1);
    }

    Settings m_settings;
    Stage m_stage;
    Record m_record;
    std::vector<Step> m_steps;
    QElapsedTimer m_clock;
    QTimer m_timer;
    Phase m_phase{Phase::Walk};
    double m_nextMinute{};
    int m_count{};
    bool m_inside{};
    bool m_last{};
};

Settings settingsOf(const QStringList& words) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Drives the window of Headroom at random and fails when it crashes, warns, grows or slows "
        "down."_s);
    parser.addHelpOption();
    parser.addPositionalArgument(u"seconds"_s, u"How long; 600 without a word."_s, u"[seconds]"_s);
    parser.addOptions(
        {{u"seed"_s, u"The same seed walks the same steps."_s, u"number"_s, u"1"_s},
         {u"first"_s, u"Begin with this step, to see again what one did."_s, u"number"_s, u"1"_s},
         {u"steps"_s, u"End after so many steps."_s, u"number"_s, u"0"_s},
         {u"minute"_s, u"Seconds between two measurements."_s, u"seconds"_s, u"60"_s},
         {u"only"_s, u"Walk with this step alone."_s, u"step"_s},
         {u"csv"_s, u"Where the measurements go."_s, u"file"_s},
         {u"growth"_s, u"MiB that memory may grow by after the warm-up."_s, u"mib"_s, u"24"_s},
         {u"slow-down"_s, u"Factor by which an edit may become slower."_s, u"factor"_s, u"1.5"_s},
         {u"trace"_s, u"Say every step."_s}});
    parser.process(words);
    Settings settings;
    const QStringList seconds = parser.positionalArguments();
    if (!seconds.isEmpty()) settings.seconds = seconds.front().toInt();
    settings.seed = parser.value(u"seed"_s).toUInt();
    settings.first = qMax(1, parser.value(u"first"_s).toInt());
    settings.steps = parser.value(u"steps"_s).toInt();
    settings.minute = parser.value(u"minute"_s).toInt();
    settings.only = parser.value(u"only"_s);
    settings.csv = parser.value(u"csv"_s);
    settings.trace = parser.isSet(u"trace"_s);
    settings.limits.growthMib = parser.value(u"growth"_s).toDouble();
    settings.limits.slowDown = parser.value(u"slow-down"_s).toDouble();
    return settings;
}

}  // namespace

int main(int argc, char* argv[]) {
    returnLargeBlocks();  // as the program does
    tests::withoutScreen();
    const tests::OwnHome home;
    QApplication application(argc, argv);
    tests::nameApplication(u"headroom-soak"_s);
    QApplication::setQuitOnLastWindowClosed(false);
    QPixmapCache::setCacheLimit(kPictureKib);
    const Settings settings = settingsOf(QApplication::arguments());
    watch(settings.seed);
    theme::apply(application, theme::Mode::Light);
    try {
        Soak soak(settings);
        if (!soak.hasSteps()) {
            std::fprintf(stderr, "There is no step “%s”.\n", qPrintable(settings.only));
            return 2;
        }
        return QApplication::exec();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 2;
    }
}
