// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/calibrate_dialog.h"

#include <QComboBox>
#include <QDate>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFontDatabase>
#include <QFormLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <cmath>

#include "core/units/format.h"
#include "database/calibration_rows.h"
#include "database/errors.h"
#include "ui/charts/chart_style.h"
#include "ui/charts/text_table_view.h"
#include "ui/dialogs/dialogs.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kAfterTyping = 300ms;
/// More lines of what cannot be used would push the rest away.
constexpr int kMostGaps = 5;

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

QString figure(double value, BenchMetric metric) {
    return text(formatSignificant(value)) + u' ' + QString::fromUtf8(benchMetricUnit(metric));
}

QString change(double measured, double predicted) {
    const double percent = std::round((predicted / measured - 1) * 100);
    return percent == 0 ? u"0 %"_s : QString::asprintf("%+.0f %%", percent);
}

QString factorSentence(const Calibration& calibration) {
    const auto part = [](const QString& what, const std::optional<double>& factor) {
        return factor ? CalibrateDialog::tr("%1 takes %2 times as long")
                            .arg(what, text(formatSignificant(*factor)))
                      : QString();
    };
    QStringList parts{part(CalibrateDialog::tr("decode"), calibration.decodeFactor),
                      part(CalibrateDialog::tr("reading prompts"), calibration.prefillFactor)};
    parts.removeAll(QString());
    return CalibrateDialog::tr("%1: %2 as devices of the class %3 are predicted to.")
        .arg(text(calibration.acceleratorName), parts.join(CalibrateDialog::tr(" and ")),
             text(calibration.before.id));
}

}  // namespace

CalibrateDialog::CalibrateDialog(CatalogPointer catalog, Store store, QWidget* parent)
    : QDialog(parent), m_catalog(std::move(catalog)), m_store(std::move(store)) {
    setObjectName(u"calibrateDialog"_s);
    setWindowTitle(tr("Calibrate With a Benchmark"));
    resize(theme::scaled(760), theme::scaled(660));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(theme::spacing(4), theme::spacing(4), theme::spacing(4),
                               theme::spacing(4));
    column->setSpacing(theme::spacing(2));
    addInput(column);
    addResult(column);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto* const open = buttons->addButton(tr("&Open File…"), QDialogButtonBox::ActionRole);
    open->setObjectName(u"calibrateOpenButton"_s);
    m_accept = buttons->addButton(tr("C&alibrate"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(u"calibrateButton"_s);
    column->addWidget(buttons);
    connect(open, &QPushButton::clicked, this, &CalibrateDialog::openFile);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &CalibrateDialog::store);
    m_delay.setSingleShot(true);
    m_delay.setInterval(kAfterTyping);
    connect(&m_delay, &QTimer::timeout, this, &CalibrateDialog::read);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] { m_delay.start(); });
    read();
    m_text->setFocus();
}

void CalibrateDialog::addInput(QBoxLayout* column) {
    column->addWidget(makeWrappedLabel(
        tr("Paste what llama-bench, llama-batched-bench or vllm bench printed or saved. The device "
           "is then predicted by its own measurement instead of by its class. The measurement "
           "becomes a row of the catalog, and removing that row takes it back.")));
    m_text = new QPlainTextEdit;
    m_text->setObjectName(u"calibrateText"_s);
    m_text->setAccessibleName(tr("Output of a benchmark"));
    m_text->setPlaceholderText(tr("| model | size | params | backend | ngl | test | t/s |"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    column->addWidget(m_text, 2);
    m_state = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Muted);
    m_state->setObjectName(u"calibrateState"_s);
    column->addWidget(m_state);
    m_questions = new QWidget;
    m_questionForm = new QFormLayout(m_questions);
    m_questionForm->setContentsMargins(0, 0, 0, 0);
    m_questionForm->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    column->addWidget(m_questions);
}

void CalibrateDialog::addResult(QBoxLayout* column) {
    auto* const page = new QWidget;
    auto* const content = new QVBoxLayout(page);
    content->setContentsMargins(0, 0, theme::spacing(2), 0);
    m_effect = makeWrappedLabel({}, theme::TextStyle::Body, true);
    m_effect->setObjectName(u"calibrateEffect"_s);
    m_table = new TextTableView;
    m_table->setObjectName(u"calibrateTable"_s);
    m_table->setAccessibleName(tr("Measured and predicted"));
    m_unusable = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Muted);
    m_unusable->setObjectName(u"calibrateUnusable"_s);
    content->addWidget(m_effect);
    content->addWidget(m_table);
    content->addWidget(m_unusable);
    content->addStretch(1);
    auto* const scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setProperty("page", true);  // a frame marks its focus
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    scroll->setAccessibleName(tr("What the measurement changes"));
    column->addWidget(scroll, 3);
}

void CalibrateDialog::setText(const QString& text) {
    m_text->setPlainText(text);
    m_delay.stop();
    read();
}

void CalibrateDialog::openFile() {
    const QString path = dialogs().openFileName(
        this, tr("Open Benchmark Output"),
        tr("Benchmark output (*.json *.jsonl *.csv *.md *.txt *.log);;All files (*)"));
    if (path.isEmpty()) return;
    // A saved run may have megabytes of single requests: only what was read of it is shown.
    m_text->clear();
    m_delay.stop();
    setTone(m_state, Tone::Muted);
    m_output = {};
    try {
        m_output = readBenchFile(path);
        m_state->setText(tr("%1: %2 measurements read.")
                             .arg(QFileInfo(path).fileName())
                             .arg(m_output.rows.size()));
    } catch (const FileError& error) {
        m_state->setText(error.text());
        setTone(m_state, Tone::Bad);
    }
    plan();
}

void CalibrateDialog::read() {
    m_output = {};
    setTone(m_state, Tone::Muted);
    const QString pasted = m_text->toPlainText();
    if (pasted.trimmed().isEmpty()) {
        m_state->setText(tr("The commands that measure your scenario are on the Speed page."));
    } else {
        try {
            m_output = readBenchOutput(pasted.toStdString());
            m_state->setText(tr("%1 measurements read.").arg(m_output.rows.size()));
        } catch (const std::invalid_argument& problem) {
            m_state->setText(QString::fromUtf8(problem.what()));
            setTone(m_state, Tone::Bad);
        }
    }
    plan();
}

void CalibrateDialog::plan() {
    ask({});
    refresh();
    ask(m_plan.questions);
}

void CalibrateDialog::ask(const std::vector<BenchQuestion>& questions) {
    while (m_questionForm->rowCount() > 0) m_questionForm->removeRow(0);
    m_answers.clear();
    for (const BenchQuestion& question : questions) {
        auto* const combo = new QComboBox;
        combo->setObjectName(u"calibrateQuestion%1"_s.arg(m_answers.size()));
        combo->addItem(tr("Choose…"));
        for (const std::string& id : question.candidates) combo->addItem(text(id), text(id));
        QLabel* const label = makeWrappedLabel(plainText(questionText(question)));
        label->setBuddy(combo);
        m_questionForm->addRow(label);
        m_questionForm->addRow(combo);
        m_answers.push_back({question, combo});
        connect(combo, &QComboBox::currentIndexChanged, this, &CalibrateDialog::refresh);
    }
    m_questions->setVisible(!m_answers.empty());
}

BenchChoices CalibrateDialog::choices() const {
    BenchChoices choices;
    for (const Answer& answer : m_answers) {
        const std::string id = answer.combo->currentData().toString().toStdString();
        if (id.empty()) continue;
        switch (answer.question.about) {
            case BenchQuestion::About::Accelerator:
                choices.accelerators.push_back(id);
                break;
            case BenchQuestion::About::Model:
                choices.models.push_back(id);
                break;
            case BenchQuestion::About::Weights:
                choices.weights.push_back(id);
                break;
            case BenchQuestion::About::Cache:
                choices.caches.push_back(id);
                break;
        }
    }
    return choices;
}

void CalibrateDialog::refresh() {
    m_plan = {};
    if (!m_output.rows.empty() || !m_output.unusable.empty()) {
        try {
            m_plan = planCalibration(m_output, choices(), *m_catalog,
                                     QDate::currentDate().toString(Qt::ISODate).toStdString());
        } catch (const std::invalid_argument& problem) {
            m_state->setText(QString::fromUtf8(problem.what()));
            setTone(m_state, Tone::Bad);
        }
    }
    showPlan();
}

void CalibrateDialog::showPlan() {
    QStringList effects;
    QStringList compared;
    TextTable table;
    table.columns = {{tr("Test"), {}, false},      {tr("Measured"), {}, true},
                     {tr("Predicted"), {}, true},  {tr("Off"), {}, true},
                     {tr("Calibrated"), {}, true}, {tr("Off"), {}, true}};
    bool any = false;
    for (const Calibration& calibration : m_plan.calibrations) {
        if (calibration.refusal.empty()) {
            effects << factorSentence(calibration);
            any = true;
        } else {
            effects << plainText(calibration.refusal);
        }
        for (const std::string& warning : calibration.warnings) effects << plainText(warning);
        for (const CalibrationFigure& row : calibration.figures) {
            const BenchRow& measured = m_output.rows[row.row];
            const QString name = plainText(benchTestName(measured));
            if (!row.used) compared << tr("Compared only, %1: %2").arg(name, plainText(row.reason));
            table.rows.push_back(
                {name, figure(row.measured, measured.metric), figure(row.before, measured.metric),
                 change(row.measured, row.before), figure(row.after, measured.metric),
                 change(row.measured, row.after)});
        }
    }
    m_effect->setText(effects.join(u'\n'));
    m_effect->setVisible(!effects.isEmpty());
    m_table->setTable(table);
    m_table->setVisible(!table.rows.empty());
    QStringList gaps = compared;
    for (const BenchGap& gap : m_plan.unusable) {
        if (gaps.size() - compared.size() == kMostGaps) {
            gaps << tr("… and %1 more.").arg(static_cast<int>(m_plan.unusable.size()) - kMostGaps);
            break;
        }
        gaps << tr("Line %1 is not used: %2").arg(gap.line).arg(plainText(gap.reason));
    }
    m_unusable->setText(gaps.join(u'\n'));
    m_unusable->setVisible(!gaps.isEmpty());
    m_accept->setEnabled(any);
}

QStringList CalibrateDialog::calibrated() const {
    QStringList names;
    for (const Calibration& calibration : m_plan.calibrations) {
        const QString name = text(calibration.acceleratorName);
        if (calibration.refusal.empty() && !names.contains(name)) names << name;
    }
    return names;
}

void CalibrateDialog::store() {
    if (m_delay.isActive()) {
        m_delay.stop();
        read();
    }
    std::vector<SpeedClass> classes;
    for (const Calibration& calibration : m_plan.calibrations) {
        if (calibration.refusal.empty()) classes.push_back(calibration.measured);
    }
    if (classes.empty()) return;
    const QString problem = m_store(classes);
    if (problem.isEmpty()) {
        accept();
        return;
    }
    m_state->setText(problem);
    setTone(m_state, Tone::Bad);
}

}  // namespace headroom
