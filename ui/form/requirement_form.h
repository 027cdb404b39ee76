// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>
#include <map>
#include <string>
#include <vector>

#include "core/scenario/fields.h"

class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace headroom {

class Document;
class FieldEditor;
class Section;

/// The requirements: one input for every descriptor of `fields()`, in collapsible groups whose
/// headers sum them up. Reads the document and edits it; keeps no value of its own.
class RequirementForm : public QScrollArea {
    Q_OBJECT
public:
    explicit RequirementForm(Document& document, QWidget* parent = nullptr);
    /// Opens what hides the field and puts the focus there.
    void focusField(const QString& fieldId);
    /// The same, and marks it for a moment.
    void goToField(const QString& fieldId);

private:
    struct Row {
        FieldEditor* editor{};
        QLabel* label{};
        QLabel* problem{};
        std::vector<Section*> sections;  ///< from the outer one to the inner one
    };
    void build();
    void addGroup(QVBoxLayout* column, FieldGroup group);
    void addRow(QGridLayout* grid, const Field& field, std::vector<Section*> sections);
    void editField(FieldEditor& editor, const FieldValue& value);
    void refresh();
    void showProblem(Row& row);
    void openUsedFolds();

    Document& m_document;
    std::map<std::string, Row, std::less<>> m_rows;
    std::map<FieldGroup, Section*> m_groups;
    Section* m_fineTuning{};
    Section* m_index{};
    int m_typingSession{};
};

}  // namespace headroom
