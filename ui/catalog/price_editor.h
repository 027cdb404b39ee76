// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "ui/catalog/catalog_table_model.h"
#include "ui/catalog/column_text.h"

class QGridLayout;
class QLineEdit;

namespace headroom {

/// Price, date and source in one small pane over the cell: a price is never changed without saying
/// when and where it was found. Return commits, Escape cancels, Tab moves between the three.
class PriceEditor final : public QFrame {
    Q_OBJECT
public:
    PriceEditor(const ColumnInfo& price, const PriceProvenance& provenance, QWidget* parent);
    void setEdit(const PriceEdit& edit);
    PriceEdit edit() const;
    /// The person typed in one of the fields.
    bool isModified() const;
    /// The edit is over: losing the focus to the table no longer commits.
    void finish();
    /// It goes on, as from the start: losing the focus commits.
    void resume();
    /// The first field of the three that does not parse gets focus and says so by its colour.
    void markFirstError();

signals:
    void committed();
    void cancelled();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QLineEdit* addLine(QGridLayout* layout, const QString& label, const QString& objectName);
    void focusMoved(QWidget* before, QWidget* now);

    ColumnInfo m_priceColumn;
    ColumnInfo m_dateColumn;
    QLineEdit* m_price{};
    QLineEdit* m_date{};
    QLineEdit* m_source{};  ///< nullptr when the table has no source column
};

}  // namespace headroom
