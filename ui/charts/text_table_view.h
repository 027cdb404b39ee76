// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QTableView>
#include <optional>

#include "ui/charts/chart_table.h"

namespace headroom {

/// A TextTable as an item model; replaced as a whole.
class TextTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    /// `shown` may say the cells of `table` in fewer words; tool tips then say the rest.
    void setTable(TextTable table, std::optional<TextTable> shown = std::nullopt);
    const TextTable& table() const { return m_table; }
    /// Pixels a column: longer headings break at blanks, longer words are elided.
    void setHeadingWidths(std::vector<int> widths);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    QString cell(const QModelIndex& index) const;

    TextTable m_table;
    std::optional<TextTable> m_shown;
    std::vector<int> m_headingWidths;
};

/// A table as tall as its rows, so that the page scrolls and the table does not. Return or a click
/// on a row reports it; Copy takes the selected rows, or all.
class TextTableView : public QTableView {
    Q_OBJECT
public:
    explicit TextTableView(QWidget* parent = nullptr);
    /// Keeps the current row where there still is one. Where the columns have no room, the same
    /// rows and columns stand in the words of `narrow`.
    void setTable(const TextTable& table, const std::optional<TextTable>& narrow = std::nullopt);
    const TextTable& table() const { return m_model->table(); }
    /// Whether all columns are in sight, so that nothing scrolls sideways.
    bool fitsInWidth() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void rowChosen(int row);

protected:
    /// Breaks headings anew to the widths that the columns have got.
    void breakHeadings();
    int sizeHintForColumn(int column) const override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void copySelection() const;
    void fitColumns();
    void chooseWords();
    void show(const std::optional<TextTable>& words);
    std::vector<int> headingWidths() const;
    TextTableModel* m_model{};
    std::optional<TextTable> m_narrow;
    bool m_showsNarrow{};
    int m_fullFirst{};   ///< width of the first column in full words
    int m_fullOthers{};  ///< of the others
};

}  // namespace headroom
