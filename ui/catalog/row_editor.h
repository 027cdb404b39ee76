// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "ui/catalog/catalog_table_model.h"

class QFormLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QToolButton;

namespace headroom {

/// Every column of one row. What is typed waits here until it is applied, as one undo step; typing
/// a price puts today into the price date unless the date was typed, too.
class RowEditor final : public QWidget {
    Q_OBJECT
public:
    RowEditor(CatalogSession& session, CatalogTableModel& model, QWidget* parent = nullptr);

    /// Builds the fields of the model's table and shows no row.
    void rebuild();
    void showRow(const QString& key);
    /// A row that is not in the catalog yet, with these values typed in.
    void startNew(const Row& values);
    void clear();
    bool isNew() const { return m_new; }
    bool isModified() const;
    QString key() const { return m_key; }
    /// False when something was refused; the text then stays in its field, with the reason below.
    bool apply();
    void revert();

signals:
    void applied(const QString& key);
    void reverted();
    void linkActivated(const QString& address);

private:
    struct Field {
        const ColumnInfo* column{};
        QWidget* editor{};
        QLabel* error{};
        QToolButton* open{};  ///< links only
        bool typed{};
    };
    void addSection(QFormLayout* form, const QString& title);
    void addField(QFormLayout* form, const ColumnInfo& column);
    void edited(std::size_t index);
    void dateNewPrice();
    void fill(const Row& row, bool keepTyped);
    void modelChanged();
    void updateState();
    void updateTitle();
    void setError(Field& field, const QString& error);
    std::optional<Row> typedRow();
    Field* fieldOf(const ColumnInfo* column);
    bool priceTyped() const;

    CatalogSession& m_session;
    CatalogTableModel& m_model;
    QLabel* m_title{};
    QLabel* m_subtitle{};
    QScrollArea* m_scroll{};
    QLabel* m_hint{};
    QPushButton* m_apply{};
    QPushButton* m_revert{};
    std::vector<Field> m_fields;
    bool m_filling{};
    bool m_new{};
    QString m_key;  ///< empty = no row
    Row m_row;      ///< as last seen in the catalog
};

}  // namespace headroom
