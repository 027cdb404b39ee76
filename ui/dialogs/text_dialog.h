// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QString>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "core/explain/explain.h"

namespace headroom {

class CatalogSession;

/// A window beside the main one with text to read, search by eye and copy.
class TextDialog : public QDialog {
    Q_OBJECT
public:
    /// Shows `html`, which the caller has escaped; the dialog deletes itself when closed.
    static TextDialog* open(QWidget* parent, const QString& title, const QString& html);
    QString plainText() const;
    /// Another text in the same place.
    void setHtml(const QString& html);

signals:
    /// A link was followed by mouse or key.
    void linkRequested(const QString& link);

private:
    TextDialog(QWidget* parent, const QString& title, const QString& html);
};

/// Formulas, numbers, inputs and sources of one option, as `explain` gives them.
class WorkingText {
public:
    WorkingText(const OptionResult& option, const Scenario& scenario, const Catalog& catalog);
    QString html() const;
    /// What a link leads to; nothing for one that asks for the other inputs of a line, which `html`
    /// then has.
    std::optional<InputReference> follow(const QString& link);

private:
    QString table(const QString& title, const std::vector<ExplanationLine>& lines,
                  std::size_t first) const;

    QString m_name;
    std::vector<std::pair<QString, std::vector<ExplanationLine>>> m_parts;
    QString m_measuring;
    std::set<std::size_t> m_unfolded;  ///< lines, counted through all parts
};
/// Version, licence and what a report of a fault needs.
QString aboutText(const CatalogSession& session);

}  // namespace headroom
