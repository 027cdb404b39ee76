// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/validation_page.h"

#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "core/units/format.h"
#include "database/errors.h"
#include "database/measured_tables.h"
#include "ui/charts/chart_frame.h"
#include "ui/charts/page_card.h"
#include "ui/charts/text_table_view.h"
#include "ui/pages/validation_page_text.h"
#include "ui/pages/validation_speed_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/counted.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_scroll.h"
#include "ui/widgets/section.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t kMostReasons = 40;

QString countText(std::size_t count) {
    return QString::fromStdString(formatNumber(static_cast<double>(count)));
}

QString rowCountText(std::size_t rows) {
    return counted(static_cast<qlonglong>(rows), ValidationPage::tr("1 row"),
                   ValidationPage::tr("%1 rows"));
}

/// Runs on the thread: touches nothing of the page. `check` fills the result with the rows that
/// `read` found.
template <class Result, class Read, class Check>
Result checkShipped(const QString& path, Read read, Check check) {
    Result result;
    try {
        const auto measured = read(path);
        if (!measured) {
            throw FileError(
                ValidationPage::tr("%1 has not the columns of a table of measurements.").arg(path));
        }
        result.rows = measured->rows.size();
        result.check = check(*measured);
    } catch (const FileError& error) {
        result.problem = error.text();
    } catch (const std::exception& error) {
        // An exception that leaves a thread would end the program.
        result.problem = ValidationPage::tr("%1 cannot be checked: %2")
                             .arg(path, QString::fromUtf8(error.what()));
    }
    return result;
}

TableResult checkMemoryOf(const ShippedTable& shipped, const Catalog& catalog,
                          const BackgroundTask::Stopped& stopped) {
    return checkShipped<TableResult>(
        shipped.rows, readMeasuredRows, [&](const MeasuredRows& measured) {
            DescribedModels described;
            if (!shipped.models.isEmpty()) described = readDescribedModels(shipped.models);
            return std::make_shared<const MemoryCheck>(
                checkMemory(measured.table, measured.rows, described.models, catalog, stopped));
        });
}

SpeedResult checkSpeedOf(const ShippedSpeeds& shipped, const Catalog& catalog,
                         const BackgroundTask::Stopped& stopped) {
    return checkShipped<SpeedResult>(
        shipped.rows, readMeasuredSpeeds, [&](const MeasuredSpeeds& measured) {
            return std::make_shared<const SpeedCheck>(
                checkSpeed(measured.table, measured.rows, catalog, stopped));
        });
}

ValidationResults checkAll(const Catalog& catalog, const BackgroundTask::Stopped& stopped) {
    ValidationResults results;
    for (const ShippedSpeeds& shipped : shippedSpeeds()) {
        if (stopped()) return results;
        results.speeds.push_back(checkSpeedOf(shipped, catalog, stopped));
    }
    for (const ShippedTable& shipped : shippedTables()) {
        if (stopped()) return results;
        results.memory.push_back(checkMemoryOf(shipped, catalog, stopped));
    }
    return results;
}

QString introduction() {
    return ValidationPage::tr(
        "The program carries tables of what engines really took. Each row is predicted again from "
        "its settings alone, by the rules that answer your scenario and with the formats and "
        "devices of your catalog, and held against the measurement. An error is predicted minus "
        "measured, as a share of the measured.");
}

QString commandText() {
    return ValidationPage::tr(
        "The same checks of these or your own measurements on the command line: headroom-cli check "
        "speed|serving|memory TABLE.csv --report OUT.csv. The tables are in resources/validation "
        "of the source code; llama.cpp’s memory needs --models MODELS.json too, and --held-out "
        "predicts speeds by classes fitted without the device or model.");
}

/// What is kept, or which promises are not.
QLabel* verdictLabel(const std::vector<std::string>& broken) {
    if (broken.empty()) {
        return makeWrappedLabel(ValidationPage::tr("All bounds are kept."), theme::TextStyle::Body,
                                true, Tone::Good);
    }
    QStringList sentences;
    for (const std::string& sentence : broken) {
        sentences << ValidationPage::tr("Not kept: %1").arg(QString::fromStdString(sentence));
    }
    return makeWrappedLabel(sentences.join(u'\n'), theme::TextStyle::Body, true, Tone::Bad);
}

Section* unpredictedSection(const QString& name, const std::vector<Unpredicted>& rows) {
    auto* const section =
        new Section(ValidationPage::tr("Not predicted: %1").arg(rowCountText(rows.size())),
                    Section::Level::Fold);
    section->setContext(name);
    auto* const table = new TextTableView;
    table->setAccessibleName(ValidationPage::tr("Rows without a prediction of %1").arg(name));
    table->setTable(unpredictedTable(rows, kMostReasons));
    section->body()->addWidget(table);
    section->setOpen(false);
    return section;
}

QString unitLabel(const QString& unit) {
    if (unit == u"MiB" || unit == u"GiB" || unit == u"GB") {
        return ValidationPage::tr("Memory, %1").arg(unit);
    }
    if (unit == u"B") return ValidationPage::tr("KV cache per token, B");
    if (unit == u"sequences") return ValidationPage::tr("Concurrency, sequences");
    return ValidationPage::tr("Concurrency, %1").arg(unit);
}

}  // namespace

ValidationPage::ValidationPage(Document& document, QWidget* parent)
    : QWidget(parent), m_document(document) {
    auto* const outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* const page = new PageScroll;
    page->setAccessibleName(tr("Validation"));
    outer->addWidget(page);
    m_column = page->column();
    m_state = makeWrappedLabel(tr("Checking predictions…"), theme::TextStyle::Body, true);
    m_state->setObjectName(u"validationState"_s);
    QLabel* const command =
        makeWrappedLabel(commandText(), theme::TextStyle::Body, false, Tone::Muted);
    command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    addCard(*m_column,
            {makeLabel(tr("How close are the predictions?"), theme::TextStyle::CardTitle, true),
             makeWrappedLabel(introduction()), command, m_state});
    m_column->addStretch(1);
}

void ValidationPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!m_started) start();
}

void ValidationPage::start() {
    m_started = true;
    m_checking.start([this, catalog = m_document.session().catalog()](
                         const BackgroundTask::Stopped& stopped) -> BackgroundTask::Delivery {
        return [this, results = checkAll(*catalog, stopped)] { showResults(results); };
    });
}

void ValidationPage::showResults(const ValidationResults& results) {
    delete m_column->takeAt(m_column->count() - 1);  // the stretch
    std::size_t figures = 0;
    const std::vector<ShippedSpeeds> speeds = shippedSpeeds();
    for (std::size_t i = 0; i < std::min(results.speeds.size(), speeds.size()); ++i) {
        showSpeeds(speeds[i], results.speeds[i]);
        if (results.speeds[i].check) figures += results.speeds[i].check->predicted.size();
    }
    const std::vector<ShippedTable> shipped = shippedTables();
    for (std::size_t i = 0; i < std::min(results.memory.size(), shipped.size()); ++i) {
        showTable(shipped[i], results.memory[i]);
        if (results.memory[i].check) figures += results.memory[i].check->comparisons.figures.size();
    }
    m_column->addStretch(1);
    m_state->setText(tr("%1 figures predicted and compared.").arg(countText(figures)));
}

void ValidationPage::showTable(const ShippedTable& shipped, const TableResult& result) {
    QLabel* const title =
        makeLabel(tr("Memory: %1").arg(shipped.name), theme::TextStyle::CardTitle, true);
    if (!result.check) {
        addCard(*m_column, {title, makeWrappedLabel(result.problem, theme::TextStyle::Body, false,
                                                    Tone::Bad)});
        return;
    }
    const MemoryCheck& check = *result.check;
    auto* const errors = new TextTableView;
    errors->setObjectName(shipped.id + u"ErrorTable"_s);
    errors->setAccessibleName(tr("Errors on %1 by quantity").arg(shipped.name));
    errors->setTable(errorTable(shipped.table, check));
    QLabel* const measured =
        makeWrappedLabel(tr("%1 %2.").arg(shipped.measured, rowCountText(result.rows)),
                         theme::TextStyle::Body, false, Tone::Muted);
    QLabel* const verdict = verdictLabel(check.broken);
    verdict->setObjectName(shipped.id + u"Verdict"_s);
    Card* const card = addCard(*m_column, {title, measured, errors, verdict});
    const std::vector<Unpredicted>& left = check.comparisons.unpredicted;
    if (!left.empty()) {
        Section* const section = unpredictedSection(title->text(), left);
        section->setObjectName(shipped.id + u"Unpredicted"_s);
        card->layout()->addWidget(section);
    }
    if (!check.comparisons.figures.empty()) addCharts(shipped, result.check);
}

void ValidationPage::showSpeeds(const ShippedSpeeds& shipped, const SpeedResult& result) {
    QLabel* const title =
        makeLabel(tr("Speed: %1").arg(shipped.name), theme::TextStyle::CardTitle, true);
    if (!result.check) {
        addCard(*m_column, {title, makeWrappedLabel(result.problem, theme::TextStyle::Body, false,
                                                    Tone::Bad)});
        return;
    }
    const SpeedCheck& check = *result.check;
    auto* const errors = new TextTableView;
    errors->setObjectName(shipped.id + u"ErrorTable"_s);
    errors->setAccessibleName(tr("Errors on %1").arg(shipped.name));
    errors->setTable(speedErrorTable(check));
    QLabel* const measured = makeWrappedLabel(
        tr("%1 %2 rows. The classes were fitted to these figures; bias and factor are those of "
           "the geometric mean and the median. Calibrated: by one other row of its series. The "
           "0.55 "
           "rule is 0.55 x bandwidth / bytes on the same rows.")
            .arg(shipped.measured, countText(result.rows)),
        theme::TextStyle::Body, false, Tone::Muted);
    QLabel* const verdict = verdictLabel(check.broken);
    verdict->setObjectName(shipped.id + u"Verdict"_s);
    Card* const card = addCard(*m_column, {title, measured, errors, verdict});
    auto* const classes = new Section(tr("By class of devices"), Section::Level::Fold);
    classes->setObjectName(shipped.id + u"Classes"_s);
    classes->setContext(title->text());
    auto* const byClass = new TextTableView;
    byClass->setAccessibleName(tr("Errors on %1 by class").arg(shipped.name));
    byClass->setTable(classErrorTable(check));
    classes->body()->addWidget(byClass);
    classes->setOpen(false);
    card->layout()->addWidget(classes);
    const std::vector<Unpredicted> left = unpredictedSpeeds(check);
    if (!left.empty()) {
        Section* const section = unpredictedSection(title->text(), left);
        section->setObjectName(shipped.id + u"Unpredicted"_s);
        card->layout()->addWidget(section);
    }
    if (!check.predicted.empty()) addCharts(shipped, result.check);
}

void ValidationPage::addCharts(const ShippedSpeeds& shipped,
                               std::shared_ptr<const SpeedCheck> check) {
    const std::vector<std::string> metrics = speedMetrics(*check);
    QStringList names;
    for (const std::string& metric : metrics) names << metricWords(metric).name;
    addChart(shipped.id, shipped.name, names, 0, [shipped, check, metrics](int index) {
        return speedValidationChart(shipped, check, metrics[static_cast<std::size_t>(index)]);
    });
}

void ValidationPage::addCharts(const ShippedTable& shipped,
                               std::shared_ptr<const MemoryCheck> check) {
    const std::vector<QString> units = chartUnits(shipped.table, *check);
    // What a device must hold comes first, not what one token adds.
    const auto memory = std::find(units.begin(), units.end(), memoryUnit(shipped.table));
    const int first = memory == units.end() ? 0 : static_cast<int>(memory - units.begin());
    QStringList names;
    for (const QString& unit : units) names << unitLabel(unit);
    addChart(shipped.id, shipped.name, names, first, [shipped, check, units](int index) {
        return validationChart(shipped, check, units[static_cast<std::size_t>(index)]);
    });
}

void ValidationPage::addChart(const QString& id, const QString& subject, const QStringList& names,
                              int first, const std::function<ChartContent(int)>& content) {
    auto* const chart = new ChartFrame;
    chart->setObjectName(id + u"Chart"_s);
    const auto show = [chart, content](int index) {
        if (index < 0) return;
        chart->setContent(content(index),
                          tr("No figure here is above 0, so there is nothing to draw."));
    };
    if (names.size() > 1) {
        auto* const choice = new QComboBox;
        choice->setObjectName(id + u"UnitCombo"_s);
        choice->setAccessibleName(tr("Figures of the chart: %1").arg(subject));
        choice->addItems(names);
        static_cast<QVBoxLayout*>(chart->layout())->insertWidget(1, choice, 0, Qt::AlignLeft);
        choice->setCurrentIndex(first);
        connect(choice, &QComboBox::currentIndexChanged, chart, show);
    }
    show(first);
    m_column->addWidget(chart);
}

}  // namespace headroom
