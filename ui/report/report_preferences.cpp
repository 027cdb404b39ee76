// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_preferences.h"

#include <QLocale>
#include <QSettings>
#include <algorithm>
#include <array>

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array kFormats{"pdf", "pdfa", "html"};

bool imperial() {
    return QLocale().measurementSystem() == QLocale::ImperialUSSystem;
}

}  // namespace

ReportPreferences ReportPreferences::load() {
    const QSettings settings;
    ReportPreferences chosen;
    const QString format = settings.value(u"report/format"_s).toString();
    for (std::size_t i = 0; i < kFormats.size(); ++i) {
        if (format == QLatin1StringView(kFormats[i])) chosen.format = static_cast<ReportFormat>(i);
    }
    const QString usual = imperial() ? u"letter"_s : u"a4"_s;
    const bool letter = settings.value(u"report/pageSize"_s, usual).toString() == u"letter";
    chosen.pageSize = letter ? QPageSize::Letter : QPageSize::A4;
    if (settings.contains(u"report/leftOutSections"_s)) {
        // What is left out is kept, so that a section of a later version is there.
        const QStringList leftOut = settings.value(u"report/leftOutSections"_s).toStringList();
        std::erase_if(chosen.sections, [&](ReportSection section) {
            const auto place = static_cast<std::size_t>(section);
            return leftOut.contains(QString::fromLatin1(reportSections()[place].key));
        });
    }
    chosen.author = settings.value(u"report/author"_s).toString();
    chosen.company = settings.value(u"report/company"_s).toString();
    chosen.logoPath = settings.value(u"report/logo"_s).toString();
    return chosen;
}

void ReportPreferences::save() const {
    QSettings settings;
    settings.setValue(u"report/format"_s,
                      QString::fromLatin1(kFormats[static_cast<std::size_t>(format)]));
    settings.setValue(u"report/pageSize"_s, pageSize == QPageSize::Letter ? u"letter"_s : u"a4"_s);
    QStringList leftOut;
    for (const ReportSectionSpec& spec : reportSections()) {
        const bool there = std::find(sections.begin(), sections.end(), spec.id) != sections.end();
        if (!there) leftOut.append(QString::fromLatin1(spec.key));
    }
    settings.setValue(u"report/leftOutSections"_s, leftOut);
    settings.setValue(u"report/author"_s, author);
    settings.setValue(u"report/company"_s, company);
    settings.setValue(u"report/logo"_s, logoPath);
}

ReportSettings ReportPreferences::settings() const {
    ReportSettings settings;
    settings.pageSize = pageSize;
    settings.sections = sections;
    settings.author = author;
    settings.company = company;
    settings.archival = format == ReportFormat::PdfA;
    if (!logoPath.isEmpty()) settings.logo = loadReportLogo(logoPath);
    return settings;
}

}  // namespace headroom
