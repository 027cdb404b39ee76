// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// headroom-bench-window [pages [PAGE] | catalog [OFFERS]] [--json FILE]: both without a word.
#include <QApplication>
#include <string>

#include "tests/benchmark/window_benchmark.h"
#include "ui/theme/theme.h"

int main(int argc, char* argv[]) {
    using namespace headroom;
    const auto start = benchmark::Clock::now();
    QCoreApplication::setOrganizationName(QStringLiteral("headroom-benchmark"));
    QCoreApplication::setApplicationName(QStringLiteral("headroom-benchmark"));
    QApplication application(argc, argv);
    theme::applyColors(application, theme::Mode::Light);
    std::vector<std::string> words(argv + 1, argv + argc);
    const std::string json = benchmark::takeJsonPath(words);
    const std::string what = words.empty() ? "" : words[0];
    const std::string which = words.size() > 1 ? words[1] : "";
    const int offers = which.empty() || what == "pages" ? 100'000 : benchmark::countOf(which);
    const bool known = what.empty() || what == "pages" || what == "catalog";
    if (!known || offers == 0 || words.size() > 2) {
        return benchmark::usage(
            "headroom-bench-window [pages [PAGE] | catalog [OFFERS]] [--json FILE]");
    }
    if (what != "catalog") benchmark::pages(start, which);
    theme::apply(application, theme::Mode::Light);
    if (what != "pages") benchmark::catalogView(offers);
    return json.empty() || benchmark::results().writeJson(json) ? 0 : 1;
}
