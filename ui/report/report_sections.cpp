// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_sections.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace headroom {

namespace {

constexpr std::array kSections{
    ReportSectionSpec{ReportSection::Summary, "summary", QT_TRANSLATE_NOOP("Report", "Summary")},
    ReportSectionSpec{ReportSection::Requirements, "requirements",
                      QT_TRANSLATE_NOOP("Report", "Requirements")},
    ReportSectionSpec{ReportSection::Options, "options",
                      QT_TRANSLATE_NOOP("Report", "Options compared")},
    ReportSectionSpec{ReportSection::Memory, "memory", QT_TRANSLATE_NOOP("Report", "Memory")},
    ReportSectionSpec{ReportSection::Speed, "speed", QT_TRANSLATE_NOOP("Report", "Speed")},
    ReportSectionSpec{ReportSection::Cost, "cost", QT_TRANSLATE_NOOP("Report", "Cost")},
    ReportSectionSpec{ReportSection::Risk, "risk", QT_TRANSLATE_NOOP("Report", "Risk")},
    ReportSectionSpec{ReportSection::Sensitivity, "sensitivity",
                      QT_TRANSLATE_NOOP("Report", "Sensitivity")},
    ReportSectionSpec{ReportSection::Assumptions, "assumptions",
                      QT_TRANSLATE_NOOP("Report", "Assumptions and sources")},
    ReportSectionSpec{ReportSection::Verification, "verification",
                      QT_TRANSLATE_NOOP("Report", "How to check this")},
    ReportSectionSpec{ReportSection::Working, "working",
                      QT_TRANSLATE_NOOP("Report", "How the numbers were made")},
    ReportSectionSpec{ReportSection::CashFlows, "cash-flows",
                      QT_TRANSLATE_NOOP("Report", "Payments by month")},
};

}  // namespace

std::span<const ReportSectionSpec> reportSections() {
    return kSections;
}

QString reportSectionTitle(ReportSection section) {
    const auto found =
        std::find_if(kSections.begin(), kSections.end(),
                     [section](const ReportSectionSpec& spec) { return spec.id == section; });
    Q_ASSERT(found != kSections.end());
    return QCoreApplication::translate("Report", found->title);
}

std::vector<ReportSection> allReportSections() {
    std::vector<ReportSection> all;
    for (const ReportSectionSpec& spec : kSections) all.push_back(spec.id);
    return all;
}

std::optional<ReportSection> reportSectionFromKey(const QString& key) {
    for (const ReportSectionSpec& spec : kSections) {
        if (key == QLatin1StringView(spec.key)) return spec.id;
    }
    return std::nullopt;
}

QStringList reportSectionKeys() {
    QStringList keys;
    for (const ReportSectionSpec& spec : kSections) keys.append(QString::fromLatin1(spec.key));
    return keys;
}

}  // namespace headroom
