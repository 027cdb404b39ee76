// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/row_texts.h"

#include <QLocale>
#include <utility>

#include "ui/catalog/column_text.h"

namespace headroom {

namespace {

using namespace std::chrono_literals;

/// Fewer texts are made within a keystroke.
constexpr std::size_t kManyRows = 2'000;

std::string foldedText(const TableInfo& table, const Row& row, const QLocale& locale) {
    QString text;
    for (const ColumnInfo& column : table.columns) {
        if (row.has(column.name)) text += displayText(column, row, locale) + u'\n';
    }
    return text.toLower().toStdString();
}

}  // namespace

RowTexts::RowTexts(QObject* parent) : QObject(parent), m_job(0ms) {}

void RowTexts::reset(const TableInfo& table, const std::vector<Row>& rows) {
    m_table = &table;
    m_texts.assign(rows.size(), {});
    if (rows.size() < kManyRows) {
        m_job.stop();
        return;
    }
    m_job.run([this, rows = rows, &table,
               locale = QLocale()](const LatestJob::Stopped& stopped) -> LatestJob::Delivery {
        std::vector<std::string> texts;
        texts.reserve(rows.size());
        for (const Row& row : rows) {
            if (stopped()) return {};
            texts.push_back(foldedText(table, row, locale));
        }
        return [this, texts = std::move(texts)]() mutable {
            m_texts = std::move(texts);
            emit readied();
        };
    });
}

bool RowTexts::replace(std::size_t first, std::size_t removed, std::size_t inserted) {
    if (!ready() || inserted >= kManyRows) return false;
    const auto begin = m_texts.begin() + static_cast<std::ptrdiff_t>(first);
    m_texts.insert(m_texts.erase(begin, begin + static_cast<std::ptrdiff_t>(removed)), inserted,
                   {});
    return true;
}

const std::string& RowTexts::text(std::size_t index, const Row& row) const {
    std::string& text = m_texts[index];
    if (text.empty()) text = foldedText(*m_table, row, QLocale());
    return text;
}

}  // namespace headroom
