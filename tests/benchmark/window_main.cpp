// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// headroom-bench-window [pages [PAGE] | catalog [OFFERS]]: both without a word.
#include <QApplication>
#include <string_view>

#include "tests/benchmark/window_benchmark.h"
#include "ui/theme/theme.h"

int main(int argc, char* argv[]) {
    using namespace headroom;
    const auto start = benchmark::Clock::now();
    QCoreApplication::setOrganizationName(QStringLiteral("headroom-benchmark"));
    QCoreApplication::setApplicationName(QStringLiteral("headroom-benchmark"));
    QApplication application(argc, argv);
    theme::applyColors(application, theme::Mode::Light);
    const std::string_view what = argc > 1 ? argv[1] : "";
    if (what != "catalog") benchmark::pages(start, argc > 2 ? argv[2] : "");
    theme::apply(application, theme::Mode::Light);
    if (what != "pages") benchmark::catalogView(argc > 2 ? QByteArray(argv[2]).toInt() : 100'000);
    return 0;
}
