// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextEdit>
#include <vector>

#include "core/explain/explain.h"

namespace headroom {

/// Lines of working: what, formula, substituted numbers, result, source. Selectable, as tall as its
/// text; hostile text is escaped.
class WorkingView : public QTextEdit {
    Q_OBJECT
public:
    explicit WorkingView(QWidget* parent = nullptr);
    void setLines(std::vector<ExplanationLine> lines);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void render();
    void fitHeight();
    std::vector<ExplanationLine> m_lines;
    bool m_fitting{};
};

}  // namespace headroom
