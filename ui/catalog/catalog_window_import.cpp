// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that come from elsewhere: files, this machine, the program itself.
#include <QAction>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QUrl>

#include "ui/catalog/catalog_importer.h"
#include "ui/catalog/catalog_table_model.h"
#include "ui/catalog/catalog_window.h"
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
