// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that come from elsewhere: files, this machine, the program itself.
#include <QAction>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QUrl>
#include <algorithm>

#include "ui/catalog/catalog_importer.h"
#include "ui/catalog/catalog_table_model.h"
#include "ui/catalog/catalog_window.h"
#include "ui/catalog/compose_dialog.h"
#include "ui/catalog/history_dialog.h"
#include "ui/dialogs/dialogs.h"
#include "ui/widgets/message_bar.h"

namespace headroom {

namespace {

QString droppedFile(const QMimeData* data) {
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 && urls.front().isLocalFile() ? urls.front().toLocalFile() : QString();
}

}  // namespace

void CatalogWindow::createImporter() {
    m_importer = new CatalogImporter(m_session, this, [this] { return m_today(); });
    const auto show = [this](theme::Role role) {
        return [this, role](const QString& sentence) { m_messages->showMessage(role, sentence); };
    };
    connect(m_importer, &CatalogImporter::started, this, show(theme::Role::Muted));
    connect(m_importer, &CatalogImporter::finished, this, show(theme::Role::Good));
    connect(m_importer, &CatalogImporter::failed, this, show(theme::Role::Bad));
    setAcceptDrops(true);
}

void CatalogWindow::importFile(const QString& path) {
    if (finishPendingEdit()) m_importer->importFile(path);
}

void CatalogWindow::showOffers() {
    if (finishPendingEdit()) m_importer->showOffers();
}

bool CatalogWindow::importing() const {
    return m_importer->busy();
}

void CatalogWindow::browseImport() {
    const QString path =
        dialogs().openFileName(this, tr("Import Into the Catalog"),
                               tr("Tables and price lists (*.csv *.json *.xml);;All files (*)"));
    if (!path.isEmpty()) importFile(path);
}

void CatalogWindow::setDownloadLimits(const DownloadLimits& limits, const QString& cacheFolder) {
    m_importer->setDownloadLimits(limits, cacheFolder);
}

void CatalogWindow::composeMachine() {
    if (!finishPendingEdit()) return;
    auto* const dialog = new ComposeDialog(
        m_session, m_today(),
        [this](const Row& row) -> QString {
            const QString name = QString::fromStdString(row.text("name"));
            const QString id = QString::fromStdString(row.text("id"));
            const auto& machines = m_session.rows().at("machines");
            if (std::any_of(machines.begin(), machines.end(), [&](const Row& machine) {
                    return machine.view("id") == row.view("id");
                })) {
                return tr("There is already a machine “%1”. Give the new one another name.")
                    .arg(id);
            }
            const QString problem = m_session.edit(tr("Compose %1").arg(name),
                                                   {RowChange{"machines", std::nullopt, row}});
            if (problem.isEmpty()) showTable("machines", row.text("id"));
            return problem;
        },
        this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void CatalogWindow::showHistory() {
    const std::vector<int> rows = selectedRows();
    if (rows.empty()) return;
    const Row& row = m_model->row(rows.front());
    const TableInfo& table = m_model->table();
    try {
        auto* const dialog = new HistoryDialog(
            m_model->rowName(row),
            priceCourse(table, row, m_session.store().priceHistory(table.name, row)), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    } catch (const FileError& error) {
        m_messages->showMessage(theme::Role::Bad, error.text());
    }
}

void CatalogWindow::resetRows() {
    std::vector<RowChange> changes;
    int ownRows = 0;
    for (const int row : selectedRows()) {
        const Row& mine = m_model->row(row);
        const auto supplied = m_session.store().suppliedRow(m_model->table().name, mine);
        if (!supplied) {
            ++ownRows;
        } else if (mine.text("changed_by") != "seed") {
            changes.push_back({m_model->table().name, mine, *supplied});
        }
    }
    if (changes.empty()) {
        m_messages->showMessage(
            theme::Role::Muted,
            ownRows > 0 ? tr("Headroom supplies no such row; there is nothing to go back to.")
                        : tr("The row is as Headroom supplies it."));
        return;
    }
    const QString name = changes.size() == 1 ? m_model->rowName(*changes.front().before)
                                             : tr("%1 rows").arg(changes.size());
    m_model->apply(std::move(changes), tr("Reset %1").arg(name));
}

void CatalogWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (!m_session.store().readOnly() && !droppedFile(event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void CatalogWindow::dropEvent(QDropEvent* event) {
    const QString path = droppedFile(event->mimeData());
    if (path.isEmpty()) return;
    event->acceptProposedAction();
    importFile(path);
}

}  // namespace headroom
