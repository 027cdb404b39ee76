// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>
#include <QTimer>
#include <functional>
#include <vector>

class QVBoxLayout;

namespace headroom {

/// Scrolls to whatever below `area` gets the focus by key or from elsewhere. Qt does so only for
/// steps inside an area, not for one that enters it from outside.
void followFocus(QScrollArea& area);

/// A page that scrolls as a whole. Its content grows to a readable measure, then centres. With the
/// focus on the page itself, the arrow keys scroll.
///
/// What a page shows is made of parts. A change refreshes those in sight at once; the others follow
/// when the program has nothing else to do, or when they are scrolled to, so that a keystroke does
/// not wait for what nobody sees. A hidden page refreshes when it is shown.
class PageScroll : public QScrollArea {
    Q_OBJECT
public:
    explicit PageScroll(QWidget* parent = nullptr);
    /// Where the page puts its cards, from top to bottom.
    QVBoxLayout* column() const { return m_column; }
    /// Parts are added from top to bottom. `refresh` shows or hides `part` as well.
    void addPart(QWidget* part, std::function<void()> refresh);
    /// Everything that the parts show may have changed.
    void refreshParts();
    /// Does now what is left of it, if the page is shown.
    void finishParts();
    /// Whether a part still shows what was before the last change.
    bool outdated() const;

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Part {
        QWidget* widget{};
        std::function<void()> refresh;
        bool outdated{};
    };
    bool inSight(std::size_t index) const;
    void refreshPart(Part& part);
    void refreshInSight();
    void refreshNext();

    QVBoxLayout* m_column{};
    std::vector<Part> m_parts;
    QTimer m_rest;  ///< until the parts out of sight are refreshed
};

}  // namespace headroom
