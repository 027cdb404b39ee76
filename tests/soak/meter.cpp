// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/meter.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QWidget>
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <vector>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace headroom::soak {

namespace {

constexpr double kMib = 1024.0 * 1024.0;

double residentMib() {
#ifdef Q_OS_LINUX
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly)) return -1;
    const QList<QByteArray> pages = file.readAll().split(' ');
    return pages.value(1).toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE)) / kMib;
#else
    return -1;
#endif
}

/// Of every thread's arena, which mallinfo2 does not count: what malloc took from the system less
/// what lies free in it.
double heapMib() {
#ifdef __GLIBC__
    malloc_trim(0);
    char* text = nullptr;
    std::size_t length = 0;
    std::FILE* const stream = open_memstream(&text, &length);
    if (!stream) return -1;
    malloc_info(0, stream);
    std::fclose(stream);
    // The totals stand behind the last arena.
    const QString info = QString::fromUtf8(text, static_cast<qsizetype>(length));
    std::free(text);
    static const QRegularExpression size(
        QStringLiteral("<(?:total|system) type=\"(\\w+)\"[^>]*size=\"(\\d+)\""));
    double bytes = 0;
    auto sizes = size.globalMatch(info, info.lastIndexOf(QStringLiteral("</heap>")));
    while (sizes.hasNext()) {
        const QRegularExpressionMatch one = sizes.next();
        const QString type = one.captured(1);
        const double value = one.captured(2).toDouble();
        if (type == u"current" || type == u"mmap") bytes += value;
        if (type == u"fast" || type == u"rest") bytes -= value;
    }
    return bytes / kMib;
#else
    return -1;
#endif
}

int openFiles() {
#ifdef Q_OS_LINUX
    return static_cast<int>(
        QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::Files | QDir::System).size());
#else
    return -1;
#endif
}

}  // namespace

Holdings holdings() {
    Holdings now;
    now.heapMib = heapMib();
    now.residentMib = residentMib();
    now.files = openFiles();
    now.widgets = static_cast<int>(QApplication::allWidgets().size());
    const QWidgetList windows = QApplication::topLevelWidgets();
    now.windows = static_cast<int>(windows.size());
    now.objects = static_cast<int>(qApp->findChildren<QObject*>().size());
    for (const QWidget* const window : windows) {
        // A dialog stands below its window, too.
        if (window->parent()) continue;
        now.objects += 1 + static_cast<int>(window->findChildren<QObject*>().size());
    }
    return now;
}

double threadMilliseconds() {
#ifdef CLOCK_THREAD_CPUTIME_ID
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
#else
    return static_cast<double>(std::clock()) * 1e3 / CLOCKS_PER_SEC;
#endif
}

double yardstick() {
    constexpr std::size_t kNumbers = 1 << 16;
    static const std::vector<std::mt19937::result_type> kUnsorted = [] {
        std::vector<std::mt19937::result_type> numbers(kNumbers);
        std::generate(numbers.begin(), numbers.end(), std::mt19937(1));
        return numbers;
    }();
    static std::vector<std::mt19937::result_type> numbers(kNumbers);
    std::array<double, 15> times{};
    for (double& time : times) {
        std::copy(kUnsorted.begin(), kUnsorted.end(), numbers.begin());
        const double start = threadMilliseconds();
        std::sort(numbers.begin(), numbers.end());
        time = threadMilliseconds() - start;
    }
    std::nth_element(times.begin(), times.begin() + times.size() / 2, times.end());
    return times[times.size() / 2];
}

}  // namespace headroom::soak
