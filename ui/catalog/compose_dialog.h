// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QHash>
#include <functional>

#include "core/catalog/composed_machine.h"
#include "ui/document/document.h"

class QFormLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace headroom {

/// A machine of one's own from its parts: what is typed on the left, the row that it makes and what
/// does not fit together on the right, anew with every keystroke (docs/catalog.md 4).
class ComposeDialog : public QDialog {
    Q_OBJECT
public:
    /// Adds the row; returns an empty string or the sentence to show.
    using Add = std::function<QString(const Row& row)>;
    /// `session` must outlive the dialog. Prices typed without a date get `today`.
    ComposeDialog(CatalogSession& session, const QDate& today, Add add, QWidget* parent = nullptr);

private:
    struct Input {
        ColumnInfo column;
        QWidget* editor{};
        QLabel* error{};
    };
    QWidget* createInputs();
    QWidget* createResult();
    void addSection(QFormLayout* form, const QString& title);
    /// Sections have a “Kind”, a “Number” or a “Price” each.
    QString spokenName(const QString& title) const;
    void addInput(QFormLayout* form, const char* name, const QString& title, ColumnKind kind,
                  const QString& unit = {}, const QString& start = {});
    void addChoice(QFormLayout* form, const char* name, const QString& title,
                   const QStringList& words, const QStringList& values);
    void edited();
    void refresh();
    void showResult(const ComposedMachine& machine);
    void add();

    std::optional<std::string> value(const char* name);
    std::optional<double> number(const char* name);
    int count(const char* name, int fallback);
    PricedPart part(const char* name, const QString& title, const char* price);
    MachineParts parts();

    CatalogSession& m_session;
    QDate m_today;
    Add m_add;
    QHash<QString, Input> m_inputs;
    QString m_section;  ///< of the inputs that are added
    bool m_wrong{};     ///< a text was refused in the last reading
    Row m_row;
    QVBoxLayout* m_figures{};
    QVBoxLayout* m_findings{};
    QLabel* m_problem{};
    QPushButton* m_accept{};
};

}  // namespace headroom
