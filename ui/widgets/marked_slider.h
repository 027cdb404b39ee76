// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSlider>
#include <vector>

namespace headroom {

/// A slider from 0 to 1 with marks beside its groove: a dot where the typed value is, ticks where
/// the answer turns. Arrow keys move by 1 %, Page keys by 10 %; Backspace or a double click goes
/// back to the dot.
class MarkedSlider : public QSlider {
    Q_OBJECT
public:
    explicit MarkedSlider(QWidget* parent = nullptr);

    double share() const;  ///< 0..1
    /// Without a signal.
    void setShare(double share);
    void setHome(double share);
    void setTurns(std::vector<double> shares);
    QSize sizeHint() const override;

signals:
    void shareMoved(double share);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    int positionOf(double share) const;

    double m_home{0.5};
    std::vector<double> m_turns;
};

}  // namespace headroom
