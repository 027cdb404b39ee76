// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/watch.h"

#include <QMutex>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace headroom::soak {

namespace {

using namespace Qt::Literals::StringLiterals;

unsigned g_seed = 0;
std::atomic<int> g_step{0};
std::atomic<const char*> g_name{"start"};
QMutex g_lock;
QStringList g_warnings;
QStringList g_seen;

/// What a platform without a screen says of itself.
bool isOfThePlatform(const QString& text) {
    constexpr std::array<std::string_view, 2> kSaid{"This plugin does not support",
                                                    "XDG_RUNTIME_DIR not set"};
    return std::any_of(kSaid.begin(), kSaid.end(), [&](std::string_view said) {
        return text.contains(QLatin1StringView(said.data(), static_cast<qsizetype>(said.size())));
    });
}

void keep(QtMsgType type, const QMessageLogContext&, const QString& text) {
    if (type == QtDebugMsg || type == QtInfoMsg || isOfThePlatform(text)) return;
    const QMutexLocker locker(&g_lock);
    std::fprintf(stderr, "step %d (%s): %s\n", g_step.load(), g_name.load(), qPrintable(text));
    if (!g_seen.contains(text)) {
        g_seen << text;
        g_warnings << u"step %1 (%2): %3"_s.arg(QString::number(g_step),
                                                QString::fromUtf8(g_name.load()), text);
    }
    if (type == QtFatalMsg) std::abort();
}

/// Nothing here may allocate.
void crashed(int signal) {
    std::array<char, 160> line{};
    const int length =
        std::snprintf(line.data(), line.size(), "crashed (signal %d) in step %d (%s) of seed %u\n",
                      signal, g_step.load(), g_name.load(), g_seed);
    std::fwrite(line.data(), 1, static_cast<std::size_t>(length), stderr);
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

}  // namespace

void watch(unsigned seed) {
    g_seed = seed;
    qInstallMessageHandler(keep);
    for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGILL}) std::signal(signal, crashed);
}

void nowIn(int step, const char* name) {
    g_step = step;
    g_name = name;
}

const QStringList& warnings() {
    return g_warnings;
}

}  // namespace headroom::soak
