// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "ui/document/document.h"

namespace headroom {

class CatalogTableModel;

/// Cell editors by kind of column, and the "stale" and "yours" marks. A refused text stays in its
/// editor.
class CatalogDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    CatalogDelegate(CatalogSession& session, CatalogTableModel& model, QObject* parent = nullptr);

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model,
                      const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void commit(QWidget* editor, EndEditHint hint);
    QString mark(const QStyleOptionViewItem& option, const QModelIndex& index) const;
    QModelIndex sourceIndex(const QModelIndex& index) const;

    CatalogSession& m_session;
    CatalogTableModel& m_model;
    mutable bool m_accepted{true};  ///< what the model said to the last commit
};

}  // namespace headroom
