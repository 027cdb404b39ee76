// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/workbook/book.h"

#include <xlsxwriter.h>

#include <QFile>
#include <algorithm>
#include <cmath>

#include "database/workbook/text.h"

namespace headroom::workbook {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr lxw_color_t kInputBlue = 0x0000FF;
constexpr lxw_color_t kHeaderFill = 0xE7E6E6;
constexpr lxw_color_t kNoteGrey = 0x595959;
constexpr int kA4 = 9;

[[noreturn]] void fail(const QString& details) {
    throw WriteFailure(details.toStdString());
}

void require(lxw_error error) {
    if (error != LXW_NO_ERROR) fail(QString::fromUtf8(lxw_strerror(error)));
}

lxw_row_t rowOf(At at) {
    return static_cast<lxw_row_t>(at.row);
}

lxw_col_t columnOf(At at) {
    return static_cast<lxw_col_t>(at.column);
}

/// `further` decimals beside those of the currency; nothing is a dash.
QByteArray moneyFormat(Currency currency, int further) {
    QByteArray digits = "#,##0";
    const int decimals = currency.minorDigits() + further;
    if (decimals > 0) digits += '.' + QByteArray(decimals, '0');
    const QByteArray code = QByteArray::fromStdString(currency.code());
    const QByteArray sign = currency == Currency("USD") ? "\"$\"" : '"' + code + " \"";
    return sign + digits + ";-" + sign + digits + ";\"-\"";
}

/// "finance.discount_rate_per_year" as the name of a cell: some programs read a dot as a sheet's.
std::string cellName(std::string_view fieldId) {
    std::string name(fieldId);
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
}

void deleteBook(lxw_workbook* book) {
    lxw_workbook_free(book);
}

}  // namespace

void Sheet::text(At at, const QString& text, Look look, Weight weight) {
    const QByteArray utf8 = cellText(text).toUtf8();
    require(worksheet_write_string(m_sheet, rowOf(at), columnOf(at), utf8.constData(),
                                   m_book.format(look, weight)));
}

void Sheet::text(At at, std::string_view text, Look look, Weight weight) {
    this->text(at, QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())), look,
               weight);
}

void Sheet::number(At at, double value, Look look, Weight weight) {
    // A cell has no infinity and no "not a number".
    if (!std::isfinite(value)) return blank(at, look, weight);
    require(worksheet_write_number(m_sheet, rowOf(at), columnOf(at), value,
                                   m_book.format(look, weight)));
}

void Sheet::formula(At at, const std::string& formula, double value, Look look, Weight weight) {
    const std::string whole = '=' + formula;
    require(worksheet_write_formula_num(m_sheet, rowOf(at), columnOf(at), whole.c_str(),
                                        m_book.format(look, weight),
                                        std::isfinite(value) ? value : 0.0));
}

void Sheet::formulaText(At at, const std::string& formula, const std::string& shown) {
    const std::string whole = '=' + formula;
    require(worksheet_write_formula_str(m_sheet, rowOf(at), columnOf(at), whole.c_str(),
                                        m_book.format(Look::Month, Weight::Plain), shown.c_str()));
}

void Sheet::blank(At at, Look look, Weight weight) {
    require(worksheet_write_blank(m_sheet, rowOf(at), columnOf(at), m_book.format(look, weight)));
}

void Sheet::width(int first, int last, double characters) {
    require(worksheet_set_column(m_sheet, static_cast<lxw_col_t>(first),
                                 static_cast<lxw_col_t>(last), characters, nullptr));
}

void Sheet::lines(int row, int count) {
    constexpr double kPoints = 15.0;
    require(worksheet_set_row(m_sheet, static_cast<lxw_row_t>(row), kPoints * count, nullptr));
}

void Sheet::printArea(At first, At last) {
    require(
        worksheet_print_area(m_sheet, rowOf(first), columnOf(first), rowOf(last), columnOf(last)));
}

void Sheet::freeze(At at) {
    worksheet_freeze_panes(m_sheet, rowOf(at), columnOf(at));
    if (at.row > 0) require(worksheet_repeat_rows(m_sheet, 0, rowOf(at) - 1));
}

std::string Sheet::reference(At at) const {
    return quotedSheet(m_name) + '!' + cellAddress(at.row, at.column);
}

Book::Book(Currency currency, const QDateTime& created, const QString& title, const QString& author)
    : m_path(m_folder.filePath(u"workbook.xlsx"_s)),
      m_currency(currency),
      m_book(nullptr, deleteBook) {
    if (!m_folder.isValid()) fail(m_folder.errorString());
    QByteArray folder = QFile::encodeName(m_folder.path());
    lxw_workbook_options options{};
    options.tmpdir = folder.data();
    m_book.reset(workbook_new_opt(QFile::encodeName(m_path).constData(), &options));
    if (!m_book) fail(u"workbook_new_opt"_s);
    QByteArray titleText = cellText(title).toUtf8();
    QByteArray authorText = cellText(author).toUtf8();
    QByteArray program = "Written by Headroom";
    lxw_doc_properties properties{};
    properties.title = titleText.data();
    properties.author = authorText.data();
    properties.comments = program.data();
    properties.created = static_cast<time_t>(created.toSecsSinceEpoch());
    require(workbook_set_properties(m_book.get(), &properties));
}

Book::~Book() = default;

Sheet& Book::add(const QString& wanted) {
    QStringList taken;
    for (const auto& sheet : m_sheets) taken << sheet->name();
    const QString name = sheetName(wanted, taken);
    lxw_worksheet* sheet = workbook_add_worksheet(m_book.get(), name.toUtf8().constData());
    if (sheet == nullptr) fail(u"workbook_add_worksheet: "_s + name);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, kA4);
    worksheet_fit_to_pages(sheet, 1, 0);
    require(worksheet_set_footer(sheet, "&L&A&RPage &P of &N"));
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    m_sheets.push_back(std::unique_ptr<Sheet>(new Sheet(*this, sheet, name)));
    return *m_sheets.back();
}

void Book::nameCell(std::string_view fieldId, const Sheet& sheet, At at) {
    const std::string target = '=' + sheet.reference(at);
    require(workbook_define_name(m_book.get(), cellName(fieldId).c_str(), target.c_str()));
}

std::string Book::resolved(std::string_view formula,
                           const std::map<std::string, std::string>& moved) {
    std::string text;
    for (std::size_t i = 0; i < formula.size(); ++i) {
        if (formula[i] != '{') {
            text += formula[i];
            continue;
        }
        const std::size_t end = formula.find('}', i);
        const std::string id(formula.substr(i + 1, end - i - 1));
        const auto stand = moved.find(id);
        if (stand == moved.end()) m_used.insert(id);
        text += stand == moved.end() ? cellName(id) : stand->second;
        i = end;
    }
    return text;
}

lxw_format* Book::format(Look look, Weight weight) {
    lxw_format*& format = m_formats[{look, weight}];
    if (format != nullptr) return format;
    format = workbook_add_format(m_book.get());
    if (format == nullptr) fail(u"workbook_add_format"_s);
    if (weight == Weight::Bold) {
        format_set_bold(format);
        format_set_top(format, LXW_BORDER_THIN);
    }
    if (weight == Weight::Input) format_set_font_color(format, kInputBlue);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    switch (look) {
        case Look::Text:
            break;
        case Look::Wrapped:
            format_set_text_wrap(format);
            break;
        case Look::Title:
            format_set_bold(format);
            format_set_font_size(format, 14);
            break;
        case Look::Note:
            format_set_italic(format);
            format_set_font_color(format, kNoteGrey);
            break;
        case Look::ColumnHeader:
            format_set_align(format, LXW_ALIGN_RIGHT);
            [[fallthrough]];
        case Look::Header:
            format_set_bold(format);
            format_set_bg_color(format, kHeaderFill);
            format_set_bottom(format, LXW_BORDER_THIN);
            format_set_text_wrap(format);
            break;
        case Look::Money:
            format_set_num_format(format, moneyFormat(m_currency, 0).constData());
            format_set_align(format, LXW_ALIGN_RIGHT);
            break;
        case Look::Price:
            format_set_num_format(format, moneyFormat(m_currency, 2).constData());
            break;
        case Look::Number:
            break;
        case Look::Percent:
            format_set_num_format(format, "0.0##%");
            break;
        case Look::Integer:
            format_set_num_format(format, "#,##0");
            break;
        case Look::Month:
            format_set_num_format(format, "0.0");
            format_set_align(format, LXW_ALIGN_RIGHT);
            break;
    }
    return format;
}

QByteArray Book::bytes() {
    // Frees the workbook, whatever it answers.
    const lxw_error error = workbook_close(m_book.release());
    require(error);
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly)) fail(file.errorString());
    const QByteArray bytes = file.readAll();
    if (bytes.isEmpty()) fail(file.errorString());
    return bytes;
}

}  // namespace headroom::workbook
