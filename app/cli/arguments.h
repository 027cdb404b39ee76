// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCommandLineParser>
#include <QString>
#include <QStringList>
#include <optional>
#include <stdexcept>
#include <vector>

#include "app/cli/output.h"

namespace headroom::cli {

/// The command line itself is wrong; `text` is a sentence.
class UsageError : public std::runtime_error {
public:
    explicit UsageError(QString text)
        : std::runtime_error(text.toStdString()), m_text(std::move(text)) {}
    const QString& text() const { return m_text; }

private:
    QString m_text;
};

/// One option of a command; `value` names its value in the help and is empty for a switch.
struct OptionSpec {
    QString name;
    QString help;
    QString value;
    QString fallback{};
};

/// The arguments of one command: options with help, positions with names, unknown ones refused
/// with the nearest known name.
class Arguments {
public:
    struct Position {
        QString name;
        QString help;
        bool optional{};
    };
    /// `command` is its name, `description` one or more sentences.
    Arguments(const QString& command, const QString& description, std::vector<Position> positions,
              const std::vector<OptionSpec>& options);

    /// False when --help was asked for and has been printed. Throws UsageError.
    bool parse(const QStringList& arguments);

    /// Whether the command has this option at all; `has` and `value` may ask for no other.
    bool knows(const QString& option) const { return m_names.contains(option); }
    bool has(const QString& option) const { return m_parser.isSet(option); }
    QString value(const QString& option) const { return m_parser.value(option); }
    QStringList values(const QString& option) const { return m_parser.values(option); }
    /// Empty when the position was left out.
    QString position(int index) const { return m_parser.positionalArguments().value(index); }
    /// A whole number from `minimum` on; throws UsageError naming the option.
    int count(const QString& option, int minimum) const;
    /// --format; throws UsageError for another word.
    Format format() const;
    QString command() const { return m_command; }

private:
    void printHelp() const;
    void refuseUnknownOption(const QString& name) const;

    QString m_command;
    std::vector<Position> m_positions;
    QStringList m_names;
    QCommandLineParser m_parser;
};

/// --format and its help, for commands that print figures.
OptionSpec formatOption();

}  // namespace headroom::cli
