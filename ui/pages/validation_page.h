// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThread>
#include <QWidget>
#include <memory>

#include "core/validation/memory_check.h"
#include "ui/document/document.h"

class QLabel;
class QVBoxLayout;

namespace headroom {

struct ShippedTable;

/// What the page shows of one table: the check, or why there is none.
struct TableResult {
    std::shared_ptr<const MemoryCheck> check;
    std::size_t rows{};  ///< of the table
    QString problem;     ///< a sentence when the table cannot be read
};

/// How close predictions come to what engines measured: the shipped tables, predicted again by a
/// thread when the page is first shown, with the catalog of that moment.
class ValidationPage : public QWidget {
    Q_OBJECT
public:
    explicit ValidationPage(Document& document, QWidget* parent = nullptr);
    /// Waits for the thread, which ends within some milliseconds.
    ~ValidationPage() override;
    bool checking() const { return m_thread != nullptr; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void start();
    void showResults(const std::vector<TableResult>& results);
    void showTable(const ShippedTable& shipped, const TableResult& result);
    void addCharts(const ShippedTable& shipped, std::shared_ptr<const MemoryCheck> check);
    Document& m_document;
    bool m_started{};
    std::unique_ptr<QThread> m_thread;
    QLabel* m_state{};
    QVBoxLayout* m_column{};
};

}  // namespace headroom
