// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "ui/pages/case_list.h"

class QLabel;
class QLineEdit;
class QToolButton;

namespace headroom {

class ElidedLabel;

/// A line for each case: its name to be changed, where it comes from, what is wrong with it, and
/// what one can do with it.
class CaseLines : public QWidget {
    Q_OBJECT
public:
    explicit CaseLines(CaseList& cases, QWidget* parent = nullptr);
    /// `compared` are the list's cases.
    void show(const std::vector<ComparedCase>& compared);

signals:
    void removeRequested(std::size_t index);

private:
    /// Made once for each possible case, so that a button never goes while it is pressed.
    struct Line {
        ElidedLabel* title{};  ///< of the document
        QLineEdit* name{};     ///< of the others
        ElidedLabel* about{};
        QLabel* problem{};
        QToolButton* left{};
        QToolButton* right{};
        QToolButton* remove{};
    };
    void addLine(std::size_t index);
    void showLine(std::size_t index, const std::vector<ComparedCase>& compared);
    void move(std::size_t index, int by);
    CaseList& m_cases;
    std::vector<Line> m_lines;
};

}  // namespace headroom
