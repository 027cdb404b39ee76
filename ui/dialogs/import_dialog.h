// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <functional>
#include <vector>

#include "database/model_import.h"

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace headroom {

/// What was read from a model file, before it goes into the catalog: facts, what is not known,
/// models that may be the same. Name and id can be changed.
class ImportDialog : public QDialog {
    Q_OBJECT
public:
    /// Stores the model; returns an empty string or the sentence to show.
    using Store = std::function<QString(const QString& id, const QString& name)>;
    ImportDialog(ModelImport import, std::vector<Row> models, Store store,
                 QWidget* parent = nullptr);

    QString id() const;
    QString name() const;

private:
    void addNames(QBoxLayout* column);
    void addFacts(QBoxLayout* column);
    void addGaps(QBoxLayout* column);
    void addButtons(QBoxLayout* column);
    void nameChanged();
    void refresh();
    void store();

    ModelImport m_import;
    std::vector<Row> m_models;
    Store m_store;
    bool m_idTyped{};
    QLineEdit* m_name{};
    QLineEdit* m_id{};
    QLabel* m_similar{};
    QLabel* m_problem{};
    QPushButton* m_accept{};
};

}  // namespace headroom
