// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/workbook.h"

#include <QDir>

#include "database/save_file.h"
#include "database/words.h"
#include "database/workbook/other_sheets.h"

namespace headroom {

namespace {

QByteArray workbookBytes(const WorkbookContent& content) {
    const Scenario& scenario = content.scenario;
    workbook::Book book(scenario.finance.currency, content.created,
                        QString::fromStdString(scenario.title),
                        QString::fromStdString(scenario.author));
    // Their names are taken before an option can have them, and they refer to the options.
    workbook::Sheet& inputs = book.add(Database::tr("Inputs"));
    workbook::Sheet& comparison = book.add(Database::tr("Comparison"));
    workbook::Sheet& sources = book.add(Database::tr("Sources"));
    std::vector<workbook::OptionFigures> figures;
    for (const OptionResult* option : content.options) {
        if (option->cash && option->facts) {
            figures.push_back(workbook::writeOptionSheet(book, *option, scenario));
        } else {
            figures.emplace_back().result = option;
        }
    }
    workbook::writeInputs(book, inputs, scenario);
    workbook::writeComparison(comparison, figures, scenario);
    workbook::writeSources(sources, content.options, content.catalog);
    return book.bytes();
}

}  // namespace

void writeWorkbook(const QString& path, const WorkbookContent& content) {
    QByteArray bytes;
    try {
        bytes = workbookBytes(content);
    } catch (const workbook::WriteFailure& failure) {
        throw FileError(
            Database::tr(
                "“%1” could not be put together. What was there before is unchanged. Check "
                "the free space of the folder for temporary files, or export fewer "
                "options.")
                .arg(QDir::toNativeSeparators(path)),
            QString::fromUtf8(failure.what()));
    }
    saveFile(path, bytes);
}

}  // namespace headroom
