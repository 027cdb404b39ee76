// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace headroom {

/// Keeps the first column of a table in sight while the others scroll sideways below it: a second
/// view of the same model and selection, there only while `view` is scrolled.
class FrozenColumn final : public QTableView {
    Q_OBJECT
public:
    /// A child of `view`, whose model and selection model must be set and stay.
    explicit FrozenColumn(QTableView* view);

    void setFrozen(bool frozen);
    bool isFrozen() const { return m_frozen; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    /// The delegate is shared with the view below, whose editors these are.
    void commitData(QWidget*) override {}
    void closeEditor(QWidget*, QAbstractItemDelegate::EndEditHint) override {}

private:
    int firstColumn() const;
    void showFirstColumn();
    void place();
    void sortBy(int column);

    QTableView* m_view;
    bool m_frozen{true};
};

}  // namespace headroom
