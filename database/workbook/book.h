// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/units/money.h"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace headroom::workbook {

/// A figure is shown as money of the scenario's currency, with all its digits, in per cent or as a
/// whole number; text wraps or does not.
enum class Look {
    Text,
    Wrapped,
    Title,
    Note,
    Header,
    ColumnHeader,  ///< over numbers
    Money,
    Price,  ///< of a million tokens: finer than cents
    Number,
    Percent,
    Integer,
    Month,
};
/// Blue is what a person may change, as accountants do; bold is a total.
enum class Weight { Plain, Bold, Input };

/// Where a cell is, counted from 0.
struct At {
    int row{};
    int column{};
};

/// What the library of the file format says when it cannot go on.
class WriteFailure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Book;

/// One sheet. Text goes in as text whatever it begins with; every formula carries the value that it
/// has, for programs that show a workbook without computing it.
class Sheet {
public:
    const QString& name() const { return m_name; }
    void text(At at, const QString& text, Look look = Look::Text, Weight weight = Weight::Plain);
    void text(At at, std::string_view text, Look look = Look::Text, Weight weight = Weight::Plain);
    void number(At at, double value, Look look, Weight weight = Weight::Plain);
    /// `formula` without the equals sign.
    void formula(At at, const std::string& formula, double value, Look look,
                 Weight weight = Weight::Plain);
    /// One that gives a text or a number; `shown` is what it gives now.
    void formulaText(At at, const std::string& formula, const std::string& shown);
    void blank(At at, Look look, Weight weight);
    void width(int first, int last, double characters);
    /// Room for so many lines of text.
    void lines(int row, int count);
    /// What is printed of the sheet, instead of all of it.
    void printArea(At first, At last);
    /// Rows above and columns left of it stay in view; the rows are printed on every page.
    void freeze(At at);
    /// "'Name'!$C$5"
    std::string reference(At at) const;

private:
    friend class Book;
    Sheet(Book& book, lxw_worksheet* sheet, QString name)
        : m_book(book), m_sheet(sheet), m_name(std::move(name)) {}

    Book& m_book;
    lxw_worksheet* m_sheet;
    QString m_name;
};

/// A workbook that is being written, in a temporary file until `bytes` hands it over. Everything
/// throws WriteFailure.
class Book {
public:
    Book(Currency currency, const QDateTime& created, const QString& title, const QString& author);
    ~Book();
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;

    /// A sheet named as `sheetName` makes of `wanted`, behind those before it.
    Sheet& add(const QString& wanted);
    /// Names the cell after an input.
    void nameCell(std::string_view fieldId, const Sheet& sheet, At at);
    /// `LineFactor::formula` in names of cells. `moved` has the cells that stand in for inputs.
    std::string resolved(std::string_view formula, const std::map<std::string, std::string>& moved);
    /// Inputs that formulas stand on.
    const std::set<std::string>& used() const { return m_used; }
    /// Ends the workbook.
    QByteArray bytes();

private:
    friend class Sheet;
    lxw_format* format(Look look, Weight weight);

    QTemporaryDir m_folder;
    QString m_path;
    Currency m_currency;
    std::unique_ptr<lxw_workbook, void (*)(lxw_workbook*)> m_book;
    std::vector<std::unique_ptr<Sheet>> m_sheets;
    std::map<std::pair<Look, Weight>, lxw_format*> m_formats;
    std::set<std::string> m_used;
};

}  // namespace headroom::workbook
