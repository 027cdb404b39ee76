// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QTableView>

#include "ui/charts/chart_table.h"

namespace headroom {

/// A TextTable as an item model; replaced as a whole.
class TextTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    void setTable(TextTable table);
    const TextTable& table() const { return m_table; }
    /// Longer headings of columns are elided to this many pixels.
    void setHeadingWidth(int width);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    TextTable m_table;
    int m_headingWidth{};
};

/// A table as tall as its rows, so that the page scrolls and the table does not. Return or a click
/// on a row reports it; Copy takes the selected rows, or all.
class TextTableView : public QTableView {
    Q_OBJECT
public:
    explicit TextTableView(QWidget* parent = nullptr);
    /// Keeps the current row where there still is one.
    void setTable(const TextTable& table);
    const TextTable& table() const { return m_model->table(); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void rowChosen(int row);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void copySelection() const;
    void fitColumns();
    TextTableModel* m_model{};
};

}  // namespace headroom
