// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Measurements of a person's own devices: stored as rows of the catalog.
#include "database/calibration_rows.h"
#include "ui/dialogs/calibrate_dialog.h"
#include "ui/main_window.h"
#include "ui/widgets/message_bar.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

void MainWindow::calibrate() {
    CatalogSession& session = m_document.session();
    auto* const dialog = new CalibrateDialog(
        session.catalog(),
        [&session](const std::vector<SpeedClass>& measured) {
            std::vector<RowChange> changes;
            for (const SpeedClass& one : measured) {
                changes.push_back(calibrationChange(session.store(), one));
            }
            return session.edit(tr("Calibrate Speed"), std::move(changes));
        },
        this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        QString text = tr("%1 is predicted by your measurement. The Speed page takes it back, and "
                          "so does Undo in the catalog.")
                           .arg(dialog->calibrated().join(u", "_s));
        if (m_document.pricesAsSaved()) {
            text += u' ' + tr("This scenario still follows the catalog it was saved with.");
        }
        m_messages->showMessage(theme::Role::Good, text);
    });
    dialog->open();
}

}  // namespace headroom
