// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/refresh_dialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

enum Column { WhatColumn, AddressColumn, AskedColumn, StateColumn, ColumnCount };

constexpr double kMegabyte = 1e6;

/// A paragraph, so that escaped text is read as what it was.
QString paragraph(const QString& text) {
    return text.isEmpty() ? QString() : u"<p>"_s + text.toHtmlEscaped() + u"</p>"_s;
}

QString megabytes(qint64 bytes) {
    return QLocale().toString(static_cast<double>(bytes) / kMegabyte, 'f', 1);
}

}  // namespace

RefreshDialog::RefreshDialog(CatalogSession& session, const QString& cacheFolder,
                             const DownloadLimits& limits, std::function<QDate()> today,
                             QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_limits(limits),
      m_today(std::move(today)),
      m_downloader(cacheFolder, limits) {
    setObjectName(u"refreshDialog"_s);
    setWindowTitle(tr("Refresh Prices From the Internet"));
    resize(theme::scaled(1040), theme::scaled(560));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(theme::spacing(4), theme::spacing(4), theme::spacing(4),
                               theme::spacing(4));
    column->setSpacing(theme::spacing(2));
    column->addWidget(makeWrappedLabel(
        tr("Choose the lists to ask for. Each address is asked once, over https, when you press "
           "Fetch, and told nothing about you or your catalog. You see every change before it is "
           "made.")));
    column->addWidget(createTable(), 1);
    m_problem = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Bad);
    m_problem->setObjectName(u"refreshProblemLabel"_s);
    m_problem->hide();
    column->addWidget(m_problem);
    column->addWidget(createButtons());
    connect(&m_downloader, &Downloader::progressed, this, [this](qint64 received, qint64 total) {
        if (!fetching()) return;
        tell(m_current,
             total > 0 ? tr("%1 of %2 MB").arg(megabytes(received), megabytes(total))
                       : tr("%1 MB").arg(megabytes(received)),
             false);
    });
    connect(&m_downloader, &Downloader::finished, this, [this](const Download& answer) {
        if (!fetching()) return;
        PriceSource& source = m_sources[static_cast<std::size_t>(m_current)];
        source.fetchedOn = m_today();
        save(source);
        tell(m_current,
             answer.fromCache ? tr("Not changed since it was last asked")
                              : tr("%1 MB fetched").arg(megabytes(answer.bytes.size())),
             false);
        m_answers.push_back(answer);
        fetchNext();
    });
    connect(&m_downloader, &Downloader::failed, this, [this](const QString& sentence) {
        if (!fetching()) return;
        tell(m_current, sentence, true);
        fetchNext();
    });
    fill();
}

QWidget* RefreshDialog::createTable() {
    m_table = new QTableWidget(0, ColumnCount);
    m_table->setObjectName(u"refreshTable"_s);
    m_table->setAccessibleName(tr("Price lists"));
    m_table->setHorizontalHeaderLabels({tr("List"), tr("Address"), tr("Last asked"), tr("State")});
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(true);
    m_table->setTabKeyNavigation(false);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int unit = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(WhatColumn, unit * 42);
    m_table->setColumnWidth(AddressColumn, unit * 56);
    m_table->setColumnWidth(AskedColumn, unit * 14);
    connect(m_table, &QTableWidget::itemChanged, this, &RefreshDialog::itemChanged);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &RefreshDialog::updateButtons);
    return m_table;
}

QWidget* RefreshDialog::createButtons() {
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_add = buttons->addButton(tr("&Add Address"), QDialogButtonBox::ActionRole);
    m_add->setObjectName(u"addSourceButton"_s);
    m_remove = buttons->addButton(tr("&Remove"), QDialogButtonBox::ActionRole);
    m_remove->setObjectName(u"removeSourceButton"_s);
    m_fetch = buttons->addButton(tr("&Fetch"), QDialogButtonBox::ActionRole);
    m_fetch->setObjectName(u"fetchButton"_s);
    m_fetch->setProperty("primary", true);
    for (QPushButton* const button : {m_add, m_remove}) button->setAutoDefault(false);
    m_fetch->setDefault(true);
    connect(m_add, &QPushButton::clicked, this, &RefreshDialog::addSource);
    connect(m_remove, &QPushButton::clicked, this, &RefreshDialog::removeSource);
    connect(m_fetch, &QPushButton::clicked, this, &RefreshDialog::fetch);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

void RefreshDialog::fill() {
    m_filling = true;
    try {
        m_sources = m_session.store().priceSources();
    } catch (const FileError& error) {
        m_problem->setText(error.text());
        m_problem->show();
    }
    m_table->setRowCount(static_cast<int>(m_sources.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const PriceSource& source = m_sources[static_cast<std::size_t>(row)];
        auto* const what = new QTableWidgetItem(source.title);
        Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable;
        if (source.own()) flags |= Qt::ItemIsEditable;
        what->setFlags(flags);
        what->setCheckState(source.chosen ? Qt::Checked : Qt::Unchecked);
        auto* const address = new QTableWidgetItem(source.address);
        address->setToolTip(paragraph(source.address));
        auto* const asked = new QTableWidgetItem(
            source.fetchedOn.isValid() ? source.fetchedOn.toString(Qt::ISODate) : tr("never"));
        auto* const state = new QTableWidgetItem;
        for (QTableWidgetItem* const item : {asked, state}) {
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        }
        m_table->setItem(row, WhatColumn, what);
        m_table->setItem(row, AddressColumn, address);
        m_table->setItem(row, AskedColumn, asked);
        m_table->setItem(row, StateColumn, state);
    }
    m_filling = false;
    updateButtons();
}

void RefreshDialog::itemChanged(QTableWidgetItem* item) {
    if (m_filling || item->column() > AddressColumn) return;
    PriceSource& source = m_sources[static_cast<std::size_t>(item->row())];
    if (item->column() == AddressColumn) {
        const QString problem = addressProblem(item->text(), m_limits);
        tell(item->row(), problem, true);
        if (!problem.isEmpty()) {
            // What was typed stays to be corrected; the source keeps its former address.
            updateButtons();
            return;
        }
        source.address = item->text().trimmed();
    } else {
        source.chosen = item->checkState() == Qt::Checked;
        if (!item->text().trimmed().isEmpty()) source.title = item->text().trimmed();
    }
    save(source);
    updateButtons();
}

void RefreshDialog::save(const PriceSource& source) {
    m_problem->hide();
    if (m_session.store().readOnly()) return;
    try {
        m_session.store().savePriceSource(source);
    } catch (const FileError& error) {
        m_problem->setText(error.text());
        m_problem->show();
    }
}

void RefreshDialog::addSource() {
    const QString title = tr("My price list");
    const PriceSource source{freeSourceId(title, m_sources), title, {}, {}, true, {}};
    save(source);
    fill();
    const auto added = std::find_if(m_sources.begin(), m_sources.end(),
                                    [&](const PriceSource& each) { return each.id == source.id; });
    if (added == m_sources.end()) return;
    const int row = static_cast<int>(added - m_sources.begin());
    m_table->setCurrentCell(row, AddressColumn);
    m_table->editItem(m_table->item(row, AddressColumn));
}

void RefreshDialog::removeSource() {
    const int row = m_table->currentRow();
    if (row < 0) return;
    try {
        m_session.store().removePriceSource(m_sources[static_cast<std::size_t>(row)].id);
    } catch (const FileError& error) {
        m_problem->setText(error.text());
        m_problem->show();
        return;
    }
    fill();
    m_table->setCurrentCell(std::min(row, m_table->rowCount() - 1), WhatColumn);
}

void RefreshDialog::fetch() {
    m_answers.clear();
    m_problem->hide();
    for (int row = 0; row < m_table->rowCount(); ++row) tell(row, {}, false);
    m_current = -1;
    fetchNext();
}

void RefreshDialog::fetchNext() {
    const auto next = std::find_if(m_sources.begin() + m_current + 1, m_sources.end(),
                                   [](const PriceSource& source) { return source.chosen; });
    if (next == m_sources.end()) {
        m_current = -1;
        updateButtons();
        const bool all =
            m_answers.size() == static_cast<std::size_t>(std::count_if(
                                    m_sources.begin(), m_sources.end(),
                                    [](const PriceSource& source) { return source.chosen; }));
        if (m_answers.empty()) return;
        emit fetched(m_answers);
        // What failed stays to be read.
        if (all) accept();
        return;
    }
    m_current = static_cast<int>(next - m_sources.begin());
    tell(m_current, tr("Asking…"), false);
    updateButtons();
    m_downloader.start(next->address);
}

void RefreshDialog::tell(int row, const QString& sentence, bool problem) {
    m_filling = true;
    QTableWidgetItem* const state = m_table->item(row, StateColumn);
    state->setText(sentence);
    state->setToolTip(paragraph(sentence));
    state->setForeground(theme::color(problem ? theme::Role::Bad : theme::Role::Muted));
    m_table->resizeRowToContents(row);
    m_filling = false;
}

void RefreshDialog::updateButtons() {
    const bool writable = !m_session.store().readOnly();
    const int row = m_table->currentRow();
    const bool selected = row >= 0 && row < static_cast<int>(m_sources.size());
    const bool own = selected && m_sources[static_cast<std::size_t>(row)].own();
    m_remove->setText(own || !selected ? tr("&Remove") : tr("&Reset to Supplied"));
    m_remove->setEnabled(writable && selected && !fetching());
    m_add->setEnabled(writable && !fetching());
    bool any = false;
    bool refused = false;
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        if (!m_sources[i].chosen) continue;
        any = true;
        const QString typed = m_table->item(static_cast<int>(i), AddressColumn)->text().trimmed();
        refused |= typed != m_sources[i].address;
    }
    m_fetch->setEnabled(any && !refused && !fetching());
    m_table->setEnabled(!fetching());
}

void RefreshDialog::reject() {
    if (!fetching()) {
        QDialog::reject();
        return;
    }
    // Close first stops the download, then the dialog.
    m_downloader.cancel();
    tell(m_current, tr("Stopped"), true);
    m_current = -1;
    updateButtons();
}

}  // namespace headroom
