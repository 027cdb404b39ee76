// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBrowser>
#include <set>
#include <vector>

#include "core/explain/explain.h"

namespace headroom {

/// Lines of working: what, formula, substituted numbers, result, source, and the inputs it was
/// computed from as links. Selectable, as tall as its text; hostile text is escaped.
class WorkingView : public QTextBrowser {
    Q_OBJECT
public:
    explicit WorkingView(QWidget* parent = nullptr);
    void setLines(std::vector<ExplanationLine> lines);
    /// Puts the focus on the first line with this label, in sight and marked for a moment; on the
    /// beginning where there is none.
    void goToLine(const QString& label);

signals:
    /// A link was followed by mouse or key.
    void inputRequested(const headroom::InputReference& input);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    /// Tab goes from link to link, from where the cursor is.
    bool focusNextPrevChild(bool next) override;
    void focusInEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void render();
    void fitHeight();
    void follow(const QUrl& link);
    /// All links in order, each selected.
    std::vector<QTextCursor> links() const;
    void placeCursor(const QString& anchor);
    void showCursor();

    std::vector<ExplanationLine> m_lines;
    std::set<std::size_t> m_unfolded;  ///< lines whose inputs are all shown
    bool m_fitting{};
};

}  // namespace headroom
