// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/import_plan_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include "core/units/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString count(std::size_t number) {
    return QString::fromStdString(formatNumber(static_cast<double>(number)));
}

}  // namespace

ImportPlanDialog::ImportPlanDialog(ImportPlan plan, const std::vector<TableInfo>& tables,
                                   Store store, QWidget* parent)
    : QDialog(parent), m_store(std::move(store)) {
    setObjectName(u"importPlanDialog"_s);
    setWindowTitle(tr("Import Into the Catalog"));
    resize(theme::scaled(980), theme::scaled(620));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(theme::spacing(4), theme::spacing(4), theme::spacing(4),
                               theme::spacing(4));
    column->setSpacing(theme::spacing(2));
    m_model = new ImportPlanModel(std::move(plan), tables, this);
    const ImportPlan& shown = m_model->plan();
    column->addWidget(makeWrappedLabel(tr("%1: %2").arg(shown.file, shown.kind),
                                       theme::TextStyle::CardTitle, true));
    auto* const counts = makeWrappedLabel(
        tr("%1 new, %2 changed, %3 unchanged, %4 refused. Prices that move by more than half and "
           "rows that you have edited are left unless you take them.")
            .arg(count(shown.count(PlannedKind::Added)), count(shown.count(PlannedKind::Changed)),
                 count(shown.count(PlannedKind::Unchanged)),
                 count(shown.count(PlannedKind::Refused))));
    counts->setObjectName(u"importCountsLabel"_s);
    column->addWidget(counts);
    for (const QString& remark : shown.remarks) column->addWidget(makeWrappedLabel(remark));
    m_choices = createChoices();
    column->addWidget(m_choices);
    column->addWidget(createTable(), 1);
    m_problem = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Bad);
    m_problem->setObjectName(u"importProblemLabel"_s);
    m_problem->hide();
    column->addWidget(m_problem);
    m_progress = new QProgressBar;
    m_progress->setObjectName(u"importProgressBar"_s);
    m_progress->setAccessibleName(tr("The rows are being written"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->hide();
    column->addWidget(m_progress);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_accept = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(u"importApplyButton"_s);
    m_accept->setProperty("primary", true);
    m_accept->setDefault(true);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &ImportPlanDialog::store);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_model, &ImportPlanModel::chosenChanged, this, &ImportPlanDialog::refresh);
    refresh();
    m_table->setFocus();
}

QWidget* ImportPlanDialog::createChoices() {
    using Filter = ImportPlanModel::Filter;
    auto* const line = new QWidget;
    auto* const row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    auto* const caption = makeLabel(tr("&Show"));
    m_filter = new QComboBox;
    m_filter->setObjectName(u"importFilterComboBox"_s);
    m_filter->setAccessibleName(tr("Rows to show"));
    caption->setBuddy(m_filter);
    const auto add = [&](const QString& text, Filter filter) {
        m_filter->addItem(tr("%1 (%2)").arg(text, count(m_model->countOf(filter))),
                          static_cast<int>(filter));
    };
    add(tr("Everything that differs"), Filter::Everything);
    add(tr("New rows"), Filter::Added);
    add(tr("Changed rows"), Filter::Changed);
    add(tr("Rows that ask"), Filter::Asking);
    add(tr("Refused rows"), Filter::Refused);
    connect(m_filter, &QComboBox::currentIndexChanged, this,
            [this] { m_model->setFilter(static_cast<Filter>(m_filter->currentData().toInt())); });
    auto* const all = new QPushButton(tr("Take &All Shown"));
    all->setObjectName(u"takeAllButton"_s);
    all->setAutoDefault(false);
    auto* const none = new QPushButton(tr("&Leave All Shown"));
    none->setObjectName(u"leaveAllButton"_s);
    none->setAutoDefault(false);
    connect(all, &QPushButton::clicked, this, [this] { m_model->chooseShown(true); });
    connect(none, &QPushButton::clicked, this, [this] { m_model->chooseShown(false); });
    row->addWidget(caption);
    row->addWidget(m_filter);
    row->addStretch(1);
    row->addWidget(all);
    row->addWidget(none);
    return line;
}

QWidget* ImportPlanDialog::createTable() {
    m_table = new QTableView;
    m_table->setObjectName(u"importPlanTable"_s);
    m_table->setAccessibleName(tr("What the import would change"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + theme::spacing(2));
    const int unit = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(ImportPlanModel::TakeColumn, unit * 7);
    m_table->setColumnWidth(ImportPlanModel::KindColumn, unit * 14);
    m_table->setColumnWidth(ImportPlanModel::RowColumn, unit * 36);
    m_table->setColumnWidth(ImportPlanModel::ChangeColumn, unit * 52);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return m_table;
}

void ImportPlanDialog::refresh() {
    const std::size_t chosen = m_model->chosenCount();
    m_accept->setText(chosen == 1 ? tr("&Import 1 Row") : tr("&Import %1 Rows").arg(count(chosen)));
    m_accept->setEnabled(chosen > 0);
}

void ImportPlanDialog::store() {
    showBusy(true);
    // The import goes on when the person closes the dialog meanwhile.
    m_store(changesOf(m_model->plan()), [self = QPointer(this)](const QString& problem) {
        if (self) self->stored(problem);
    });
}

void ImportPlanDialog::stored(const QString& problem) {
    if (problem.isEmpty()) {
        accept();
        return;
    }
    showBusy(false);
    m_problem->setText(problem);
    m_problem->show();
}

void ImportPlanDialog::showBusy(bool busy) {
    m_problem->hide();
    m_progress->setVisible(busy);
    for (QWidget* const widget :
         {m_choices, static_cast<QWidget*>(m_table), static_cast<QWidget*>(m_accept)}) {
        widget->setEnabled(!busy);
    }
}

}  // namespace headroom
