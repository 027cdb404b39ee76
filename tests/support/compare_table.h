// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <algorithm>

#include "tests/support/ui_pages.h"
#include "ui/pages/compare_page_model.h"

/// The comparison of a window as a person sees and uses it.
namespace headroom::tests::compare {

inline QTableView& table(UiWindow& ui) {
    return child<QTableView>(*ui.window, u"compareTable"_s);
}

/// The option of a row as it stands on screen.
inline const OptionResult& optionAt(UiWindow& ui, int row) {
    const auto* const shown = qobject_cast<QSortFilterProxyModel*>(table(ui).model());
    const int index = shown->mapToSource(shown->index(row, 0)).row();
    return ui.document().evaluation().options[static_cast<std::size_t>(index)];
}

inline QString cell(UiWindow& ui, int row, CompareColumn column) {
    return table(ui).model()->index(row, static_cast<int>(column)).data().toString();
}

inline QString heading(UiWindow& ui, CompareColumn column) {
    return table(ui)
        .model()
        ->headerData(static_cast<int>(column), Qt::Horizontal)
        .toString()
        .simplified();
}

inline void clickHeader(UiWindow& ui, int column) {
    QTableView& view = table(ui);
    view.scrollTo(view.model()->index(0, column));
    QHeaderView& header = *view.horizontalHeader();
    const int x = header.sectionViewportPosition(column) + header.sectionSize(column) / 2;
    QTest::mouseClick(header.viewport(), Qt::LeftButton, {},
                      QPoint(std::min(x, header.viewport()->width() - 3), header.height() / 2));
}

inline void clickRow(UiWindow& ui, int row) {
    QTableView& view = table(ui);
    const QModelIndex index = view.model()->index(row, 0);
    view.scrollTo(index);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(index).center());
}

}  // namespace headroom::tests::compare
