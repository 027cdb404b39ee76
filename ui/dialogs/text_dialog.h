// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QString>

#include "core/evaluate.h"

namespace headroom {

class CatalogStore;

/// A window beside the main one with text to read, search by eye and copy.
class TextDialog : public QDialog {
    Q_OBJECT
public:
    /// Shows `html`, which the caller has escaped; the dialog deletes itself when closed.
    static TextDialog* open(QWidget* parent, const QString& title, const QString& html);
    QString plainText() const;

private:
    TextDialog(QWidget* parent, const QString& title, const QString& html);
};

/// Formulas, numbers and sources of one option, as `explain` gives them.
QString workingText(const OptionResult& option, const Scenario& scenario, const Catalog& catalog);
/// Version, licence and what a report of a fault needs.
QString aboutText(const CatalogStore& store);

}  // namespace headroom
