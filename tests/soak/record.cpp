// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/record.h"

#include <algorithm>
#include <functional>
#include <stdexcept>

namespace headroom::soak {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::size_t kFewest = 4;

/// First and last third.
struct Ends {
    double first{};
    double last{};
};

Ends ends(const std::vector<Minute>& minutes, std::size_t skipped,
          const std::function<double(const Minute&)>& value) {
    std::vector<double> values;
    for (std::size_t i = skipped; i < minutes.size(); ++i) values.push_back(value(minutes[i]));
    const auto third = static_cast<std::ptrdiff_t>((values.size() + 2) / 3);
    return {quantile({values.begin(), values.begin() + third}, 0.5),
            quantile({values.end() - third, values.end()}, 0.5)};
}

void judge(QStringList& found, const QString& what, const QString& unit, Ends ends, double most) {
    if (ends.last <= most) return;
    found << u"%1 grew from %2 to %3%4; at most %5 is allowed."_s.arg(
        what, QString::number(ends.first, 'f', 1), QString::number(ends.last, 'f', 1), unit,
        QString::number(most, 'f', 1));
}

}  // namespace

double quantile(std::vector<double> numbers, double share) {
    if (numbers.empty()) return 0;
    std::sort(numbers.begin(), numbers.end());
    return numbers[static_cast<std::size_t>(share * static_cast<double>(numbers.size() - 1))];
}

Record::Record(const QString& path) : m_file(path) {
    if (path.isEmpty()) return;
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Text)) {
        throw std::runtime_error("cannot write " + path.toStdString());
    }
    m_file.write(
        "seconds,steps,resident_mib,heap_mib,widgets,objects,windows,files,edits,"
        "edit_median_ms,edit_p95_ms,reference_edit_cpu_ms,yardstick_cpu_ms\n");
}

void Record::add(const Minute& minute) {
    m_minutes.push_back(minute);
    if (!m_file.isOpen()) return;
    const Holdings& held = minute.held;
    const QStringList cells{QString::number(minute.seconds, 'f', 0),
                            QString::number(minute.steps),
                            QString::number(held.residentMib, 'f', 1),
                            QString::number(held.heapMib, 'f', 1),
                            QString::number(held.widgets),
                            QString::number(held.objects),
                            QString::number(held.windows),
                            QString::number(held.files),
                            QString::number(minute.edits),
                            QString::number(minute.median, 'f', 2),
                            QString::number(minute.p95, 'f', 2),
                            QString::number(minute.reference, 'f', 2),
                            QString::number(minute.yardstick, 'f', 3)};
    m_file.write(cells.join(u',').toUtf8() + '\n');
    m_file.flush();
}

QStringList growth(const std::vector<Minute>& minutes, const Limits& limits) {
    QStringList found;
    const auto skipped =
        static_cast<std::size_t>(limits.warmUpShare * static_cast<double>(minutes.size()) + 1);
    if (minutes.size() < skipped + kFewest) return found;
    const auto over = [&](const std::function<double(const Minute&)>& value) {
        return ends(minutes, skipped, value);
    };
    const Ends resident = over([](const Minute& minute) { return minute.held.residentMib; });
    judge(found, u"Resident memory"_s, u" MiB"_s, resident, resident.first + limits.growthMib);
    const Ends heap = over([](const Minute& minute) { return minute.held.heapMib; });
    judge(found, u"Allocated memory"_s, u" MiB"_s, heap, heap.first + limits.growthMib);
    const Ends objects = over([](const Minute& minute) { return minute.held.objects; });
    judge(found, u"The number of objects"_s, {}, objects, objects.first + limits.objects);
    const Ends files = over([](const Minute& minute) { return minute.held.files; });
    judge(found, u"The number of open files"_s, {}, files, files.first + limits.files);
    const Ends edit = over([](const Minute& minute) {
        return minute.yardstick > 0 ? minute.reference / minute.yardstick : 0;
    });
    judge(found, u"An edit"_s, u" yardsticks"_s, edit, edit.first * limits.slowDown);
    return found;
}

}  // namespace headroom::soak
