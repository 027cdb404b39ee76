// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/text_table_view.h"
#include "ui/pages/case_tables.h"

namespace headroom {

class FrozenColumn;

/// A table of cases: the first column stays in sight, long names are elided, and a copy has the
/// numbers by themselves.
class CaseTableView : public TextTableView {
    Q_OBJECT
public:
    explicit CaseTableView(QWidget* parent = nullptr);
    void setCases(CaseTable table);
    const CaseTable& cases() const { return m_table; }
    /// Of the rows selected, or of all.
    void copy() const;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitCases();
    CaseTable m_table;
    FrozenColumn* m_names{};
};

}  // namespace headroom
