// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/history_dialog.h"

#include <QDialogButtonBox>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "core/units/format.h"
#include "database/table_words.h"
#include "ui/catalog/column_text.h"
#include "ui/charts/chart_frame.h"
#include "ui/charts/history_chart.h"
#include "ui/charts/text_table_view.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_scroll.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString text(const Row& row, std::string_view column) {
    return QString::fromStdString(row.text(column));
}

/// A year or a month begins with its first day; nothing for other texts.
QDate firstDay(const QString& date) {
    for (const auto* rest : {"", "-01", "-01-01"}) {
        const QDate day = QDate::fromString(date + QLatin1StringView(rest), Qt::ISODate);
        if (day.isValid()) return day;
    }
    return {};
}

/// Where the price has no date, the day it was replaced says that it stood before.
QDate dayOf(const FormerPrice& price) {
    const QDate day = firstDay(price.date);
    return day.isValid() ? day : firstDay(price.replacedOn);
}

TextTable tableOf(const std::vector<FormerPrice>& course) {
    TextTable table;
    table.columns = {{HistoryDialog::tr("Price"), {}, false},
                     {HistoryDialog::tr("Amount"), {}, true},
                     {HistoryDialog::tr("Date"), {}, false},
                     {HistoryDialog::tr("Until"), {}, false},
                     {HistoryDialog::tr("Source"), {}, false}};
    for (const FormerPrice& price : course) {
        if (price.replacedOn.isEmpty()) {
            table.emphasised.push_back(static_cast<int>(table.rows.size()));
        }
        table.rows.push_back(
            {price.column, numberText(price.amount, QLocale(), true),
             price.date.isEmpty() ? unknownText() : price.date,
             price.replacedOn.isEmpty() ? HistoryDialog::tr("today") : price.replacedOn,
             price.source.isEmpty() ? unknownText() : price.source});
    }
    return table;
}

/// "from 2,873 to 5,000 (+74 %)" of the price that moved furthest.
QString findingOf(const std::vector<PriceSeries>& all) {
    QStringList sentences;
    for (const PriceSeries& series : all) {
        if (series.points.size() == 1) {
            sentences << HistoryDialog::tr("%1: %2 on %3; no other price is known.")
                             .arg(series.title,
                                  QString::fromStdString(
                                      formatSignificant(series.points.front().amount)),
                                  series.points.front().day.toString(Qt::ISODate));
        }
        if (series.points.size() < 2) continue;
        const double first = series.points.front().amount;
        const double last = series.points.back().amount;
        const QString change =
            first > 0 ? QString::fromStdString(formatPercent(last / first - 1)) : unknownText();
        sentences << HistoryDialog::tr("%1: from %2 on %3 to %4 on %5 (%6).")
                         .arg(series.title, QString::fromStdString(formatSignificant(first)),
                              series.points.front().day.toString(Qt::ISODate),
                              QString::fromStdString(formatSignificant(last)),
                              series.points.back().day.toString(Qt::ISODate),
                              last >= first ? u'+' + change : change);
    }
    return sentences.join(u' ');
}

HistoryChartData chartOf(const QString& name, const std::vector<FormerPrice>& course) {
    HistoryChartData data;
    data.title = HistoryDialog::tr("What did it cost?");
    data.subtitle = name;
    data.fileName = u"price-history"_s;
    data.table = tableOf(course);
    for (const FormerPrice& price : course) {
        const QDate day = dayOf(price);
        if (!day.isValid()) continue;
        if (data.series.empty() || data.series.back().title != price.column) {
            data.series.push_back({price.column, price.unit, {}});
        }
        auto& points = data.series.back().points;
        // A correction within one day, or back to an older price, leaves the last word.
        while (!points.empty() && points.back().day >= day) points.pop_back();
        points.push_back({day, price.amount});
    }
    data.finding = findingOf(data.series);
    return data;
}

}  // namespace

std::vector<FormerPrice> priceCourse(const TableInfo& table, const Row& row,
                                     const std::vector<Row>& history) {
    const PriceProvenance provenance = priceProvenance(table);
    std::vector<FormerPrice> course;
    for (const ColumnInfo& column : table.columns) {
        if (!isPrice(table, column)) continue;
        const auto begin = course.size();
        for (const Row& former : history) {
            const auto amount = former.number("old_value");
            if (former.view("column_name") != column.name || !amount) continue;
            course.push_back({column.title, column.unit, text(former, "date"), *amount,
                              text(former, "source"), text(former, "changed_at").left(10),
                              text(former, "changed_by")});
        }
        std::reverse(course.begin() + static_cast<std::ptrdiff_t>(begin), course.end());
        if (const auto amount = row.number(column.name)) {
            course.push_back({column.title,
                              column.unit,
                              provenance.date ? text(row, provenance.date->name) : QString(),
                              *amount,
                              provenance.source ? text(row, provenance.source->name) : QString(),
                              {},
                              {}});
        }
    }
    return course;
}

HistoryDialog::HistoryDialog(const QString& name, const std::vector<FormerPrice>& course,
                             QWidget* parent)
    : QDialog(parent) {
    setObjectName(u"historyDialog"_s);
    setWindowTitle(tr("Price History"));
    resize(theme::scaled(820), theme::scaled(560));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(theme::spacing(4), theme::spacing(4), theme::spacing(4),
                               theme::spacing(4));
    const HistoryChartData chart = chartOf(name, course);
    auto* const frame = new ChartFrame;
    frame->setObjectName(u"historyChart"_s);
    frame->setContent(historyChart(chart),
                      tr("%1 has no dated price. Give it one in the row's editor.").arg(name));
    if (!chart.finding.isEmpty()) column->addWidget(makeWrappedLabel(chart.finding));
    auto* const scroll = new QScrollArea;
    scroll->setAccessibleName(tr("Price history"));
    scroll->setProperty("page", true);
    scroll->setFocusPolicy(Qt::TabFocus);
    scroll->setWidgetResizable(true);
    followFocus(*scroll);
    auto* const page = new QWidget;
    auto* const content = new QVBoxLayout(page);
    content->setContentsMargins(0, 0, 0, 0);
    content->addWidget(frame);
    auto* const table = new TextTableView;
    table->setObjectName(u"historyTable"_s);
    table->setAccessibleName(tr("Former prices with their sources"));
    table->setTable(chart.table);
    content->addWidget(table);
    content->addStretch(1);
    scroll->setWidget(page);
    column->addWidget(scroll, 1);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

}  // namespace headroom
