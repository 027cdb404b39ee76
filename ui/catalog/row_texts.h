// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <cstddef>
#include <string>
#include <vector>

#include "ui/document/document.h"
#include "ui/document/latest_job.h"

namespace headroom {

/// Everything that each row of a table shows, folded to lower case, for the filter to search. The
/// texts of a long table take seconds, so they are made on a thread; those of a few rows, when they
/// are asked for.
class RowTexts : public QObject {
    Q_OBJECT
public:
    explicit RowTexts(QObject* parent = nullptr);

    /// Another table, or another state of it. `table` must outlive the work.
    void reset(const TableInfo& table, const std::vector<Row>& rows);
    /// `removed` rows from `first` on made way for `inserted` ones. False when these are so many,
    /// or the thread still so busy, that a reset must follow.
    bool replace(std::size_t first, std::size_t removed, std::size_t inserted);
    /// False while the thread is busy.
    bool ready() const { return !m_job.busy(); }
    /// UTF-8; only while ready. `row` is the one at `index`.
    const std::string& text(std::size_t index, const Row& row) const;

signals:
    /// The thread has made the texts of the last reset.
    void readied();

private:
    const TableInfo* m_table{};
    mutable std::vector<std::string> m_texts;  ///< empty = not made
    LatestJob m_job;
};

}  // namespace headroom
