// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace headroom {

/// One sentence above the rows, with its kind in a word; stays until dismissed or replaced.
class CatalogMessageBar final : public QFrame {
    Q_OBJECT
public:
    enum class Kind { Note, Refused };
    explicit CatalogMessageBar(QWidget* parent = nullptr);
    void showMessage(Kind kind, const QString& sentence);
    void setDismissable(bool dismissable);
    QString text() const;
    void dismiss();

protected:
    void changeEvent(QEvent* event) override;

private:
    void restyle();
    Kind m_kind{};
    QLabel* m_word{};
    QLabel* m_text{};
    QToolButton* m_close{};
};

}  // namespace headroom
