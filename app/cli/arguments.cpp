// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"

#include <algorithm>

#include "app/cli/suggestion.h"

namespace headroom::cli {

using namespace Qt::Literals::StringLiterals;

OptionSpec formatOption() {
    return {u"format"_s, u"text, json or csv."_s, u"format"_s, u"text"_s};
}

Arguments::Arguments(const QString& command, const QString& description,
                     std::vector<Position> positions, const std::vector<OptionSpec>& options)
    : m_command(command), m_positions(std::move(positions)) {
    m_parser.setApplicationDescription(description);
    for (const Position& position : m_positions) {
        m_parser.addPositionalArgument(
            position.name, position.help,
            position.optional ? u"[%1]"_s.arg(position.name) : position.name);
    }
    const auto add = [this](const OptionSpec& spec) {
        m_parser.addOption(QCommandLineOption(spec.name, spec.help, spec.value, spec.fallback));
        m_names << spec.name;
    };
    for (const OptionSpec& spec : options) add(spec);
    add({u"catalog"_s, u"Catalog file instead of the person's own; created when missing."_s,
         u"file"_s});
    m_parser.addOption(QCommandLineOption({u"h"_s, u"help"_s}, u"Prints this help."_s));
    m_names << u"help"_s;
}

bool Arguments::parse(const QStringList& arguments) {
    // The parser takes the program's name first; the command's own name is not a position.
    QStringList rest{u"headroom-cli"_s};
    rest << arguments.mid(1);
    const bool understood = m_parser.parse(rest);
    if (m_parser.isSet(u"help"_s)) {
        printHelp();
        return false;
    }
    if (!m_parser.unknownOptionNames().isEmpty()) {
        refuseUnknownOption(m_parser.unknownOptionNames().front());
    }
    if (!understood) throw UsageError(m_parser.errorText());
    const QStringList given = m_parser.positionalArguments();
    const auto needed = std::count_if(m_positions.begin(), m_positions.end(),
                                      [](const Position& position) { return !position.optional; });
    if (given.size() < needed) {
        throw UsageError(
            u"%1 is missing."_s.arg(m_positions[static_cast<std::size_t>(given.size())].name));
    }
    if (given.size() > static_cast<qsizetype>(m_positions.size())) {
        throw UsageError(u"“%1” is one argument too many."_s.arg(
            given[static_cast<qsizetype>(m_positions.size())]));
    }
    return true;
}

void Arguments::printHelp() const {
    QString usage = u"Usage: headroom-cli %1 [options]"_s.arg(m_command);
    for (const Position& position : m_positions) {
        usage += u' ' + (position.optional ? u"[%1]"_s.arg(position.name) : position.name);
    }
    // Qt's first line names the program by the path it was started with.
    const QString text = m_parser.helpText();
    writeRaw((usage + text.mid(text.indexOf(u'\n'))).toUtf8());
}

void Arguments::refuseUnknownOption(const QString& name) const {
    QString suggestion = nearest(name, m_names);
    if (!suggestion.isEmpty()) suggestion = u" Did you mean --%1?"_s.arg(suggestion);
    throw UsageError(u"There is no option --%1.%2"_s.arg(name, suggestion));
}

int Arguments::count(const QString& option, int minimum) const {
    bool ok = false;
    const int number = value(option).toInt(&ok);
    if (!ok || number < minimum) {
        throw UsageError(
            u"--%1: “%2” is not a whole number from %3 on."_s.arg(option, value(option))
                .arg(minimum));
    }
    return number;
}

Format Arguments::format() const {
    const QString wanted = value(u"format"_s);
    if (wanted == u"text"_s) return Format::Text;
    if (wanted == u"json"_s) return Format::Json;
    if (wanted == u"csv"_s) return Format::Csv;
    throw UsageError(u"--format: “%1” is not one of text, json, csv."_s.arg(wanted) +
                     didYouMean(wanted, {u"text"_s, u"json"_s, u"csv"_s}));
}

}  // namespace headroom::cli
