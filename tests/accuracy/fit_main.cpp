// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// fit-speed-classes: prints database/seed/speed_classes.csv with each class refitted to the
// published measurements, from the documented values in resources/validation/speed_fit_start.csv,
// so that a second run prints the same as the first.
#include <cstdio>
#include <exception>

#include "tests/accuracy/measured.h"

using namespace headroom;

namespace {

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"') result += '"';
        result += c;
    }
    return result + '"';
}

const char* word(Confidence confidence) {
    switch (confidence) {
        case Confidence::High:
            return "high";
        case Confidence::Medium:
            return "medium";
        default:
            return "low";
    }
}

/// Schema 7 added the column of a request's cost behind all others.
bool isLast(const FittedParameter& parameter) {
    return parameter.member == &SpeedClass::requestMicroseconds;
}

void print(const SpeedClass& row) {
    std::printf("%s,%s,%s,%s", row.id.c_str(), row.deviceClass.c_str(), row.engine.c_str(),
                row.backend.c_str());
    for (const FittedParameter& parameter : fittedParameters()) {
        if (!isLast(parameter)) std::printf(",%.3g", row.*parameter.member);
    }
    std::printf(",%.3g,%d,%s,%s,%s,%s,%.3g\n", row.spread, row.rows,
                quoted(row.provenance.source).c_str(), row.provenance.date.c_str(),
                word(row.provenance.confidence), quoted(row.provenance.notes).c_str(),
                row.requestMicroseconds);
}

}  // namespace

int main() try {
    std::printf("id,device_class,engine,backend");
    for (const FittedParameter& parameter : fittedParameters()) {
        if (!isLast(parameter)) std::printf(",%s", parameter.column);
    }
    std::printf(",spread,rows,source,date,confidence,notes,request_us\n");
    for (const SpeedClass& row : tests::refittedClasses()) print(row);
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "fit-speed-classes: %s\n", error.what());
    return 1;
}
