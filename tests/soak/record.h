// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>
#include <QStringList>
#include <vector>

#include "tests/soak/meter.h"

namespace headroom::soak {

/// One minute of the walk.
struct Minute {
    double seconds{};  ///< since the start
    int steps{};       ///< so far
    Holdings held;     ///< at rest
    int edits{};       ///< of this minute
    double median{};   ///< milliseconds of an edit of the walk, as a person waits
    double p95{};
    double reference{};  ///< processor milliseconds of an edit at rest
    double yardstick{};  ///< processor milliseconds of a fixed piece of work beside it
};

/// What the walk may do to the program.
struct Limits {
    double warmUpShare{0.25};  ///< of the minutes, which are not judged
    double growthMib{24};      ///< of memory, after the warm-up
    double slowDown{1.5};      ///< of an edit at rest, in yardsticks
    int objects{200};          ///< more QObjects at rest
    int files{4};              ///< more open files
};

/// The value below which this share of the numbers lies; 0 without numbers.
double quantile(std::vector<double> numbers, double share);

/// The minutes as CSV, written as they come.
class Record {
public:
    /// Empty = no file. Throws std::runtime_error when it cannot be written.
    explicit Record(const QString& path);
    void add(const Minute& minute);
    const std::vector<Minute>& minutes() const { return m_minutes; }

private:
    QFile m_file;
    std::vector<Minute> m_minutes;
};

/// Sentences about what grew beyond the limits: the medians of the first and the last third of the
/// minutes after the warm-up are compared. Too few minutes say nothing.
QStringList growth(const std::vector<Minute>& minutes, const Limits& limits);

}  // namespace headroom::soak
