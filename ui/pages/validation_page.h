// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <functional>
#include <memory>

#include "core/validation/memory_check.h"
#include "core/validation/speed_check.h"
#include "ui/charts/chart_content.h"
#include "ui/document/background_task.h"
#include "ui/document/document.h"

class QLabel;
class QVBoxLayout;

namespace headroom {

struct ShippedSpeeds;
struct ShippedTable;

/// What the page shows of one table: the check, or why there is none.
struct TableResult {
    std::shared_ptr<const MemoryCheck> check;
    std::size_t rows{};  ///< of the table
    QString problem;     ///< a sentence when the table cannot be read
};

/// The same of measured speeds.
struct SpeedResult {
    std::shared_ptr<const SpeedCheck> check;
    std::size_t rows{};
    QString problem;
};
/// All tables, in the order of the page.
struct ValidationResults {
    std::vector<SpeedResult> speeds;
    std::vector<TableResult> memory;
};

/// How close predictions come to what engines measured: the shipped tables, predicted again by a
/// thread when the page is first shown, with the catalog of that moment.
class ValidationPage : public QWidget {
    Q_OBJECT
public:
    explicit ValidationPage(Document& document, QWidget* parent = nullptr);
    bool checking() const { return m_checking.running(); }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void start();
    void showResults(const ValidationResults& results);
    void showSpeeds(const ShippedSpeeds& shipped, const SpeedResult& result);
    void addCharts(const ShippedSpeeds& shipped, std::shared_ptr<const SpeedCheck> check);
    void showTable(const ShippedTable& shipped, const TableResult& result);
    void addCharts(const ShippedTable& shipped, std::shared_ptr<const MemoryCheck> check);
    /// One chart that a combo box switches between `names`.
    void addChart(const QString& id, const QString& subject, const QStringList& names, int first,
                  const std::function<ChartContent(int)>& content);
    Document& m_document;
    bool m_started{};
    BackgroundTask m_checking{QThread::LowPriority};
    QLabel* m_state{};
    QVBoxLayout* m_column{};
};

}  // namespace headroom
