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
    /// Spoken before the title, where parts of several groups have the same one.
    void setContext(const QString& context);
    QString summary() const;
    void setOpen(bool open);
    bool isOpen() const;
    QVBoxLayout* body() const { return m_bodyLayout; }

signals:
    void openChanged(bool open);

private:
    void nameHeader();
    QToolButton* m_header{};
    QLabel* m_summary{};
    QWidget* m_body{};
    QVBoxLayout* m_bodyLayout{};
    QString m_title;
    QString m_context;
};

}  // namespace headroom
