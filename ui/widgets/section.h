// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace headroom {

/// A titled part that folds; the header shows a summary at its right end.
class Section : public QWidget {
    Q_OBJECT
public:
    enum class Level { Group, Fold };
    Section(const QString& title, Level level, QWidget* parent = nullptr);
    void setSummary(const QString& summary);
    QString summary() const;
    void setOpen(bool open);
    bool isOpen() const;
    QVBoxLayout* body() const { return m_bodyLayout; }

signals:
    void openChanged(bool open);

private:
    QToolButton* m_header{};
    QLabel* m_summary{};
    QWidget* m_body{};
    QVBoxLayout* m_bodyLayout{};
    QString m_title;
};

}  // namespace headroom
