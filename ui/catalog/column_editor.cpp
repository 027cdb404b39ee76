// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/column_editor.h"

#include <QComboBox>
#include <QCompleter>
#include <QCoreApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStyle>
#include <set>

#include "ui/catalog/column_text.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("CatalogColumns", text);
}

// References point at the first column of the key: an id, a region, a currency.
QStringList referenceChoices(const ColumnInfo& column, const CatalogRows& rows) {
    std::set<std::string> ids;
    const auto table = rows.find(column.references);
    if (table != rows.end()) {
        for (const Row& row : table->second) {
            if (row.has("id")) ids.insert(row.text("id"));
        }
    }
    QStringList choices;
    if (!column.required) choices << tr("none");
    for (const std::string& id : ids) choices << QString::fromStdString(id);
    return choices;
}

QWidget* createReferenceEditor(const ColumnInfo& column, const CatalogRows& rows, QWidget* parent) {
    auto* box = new QComboBox(parent);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->addItems(referenceChoices(column, rows));
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    box->completer()->setFilterMode(Qt::MatchContains);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    return box;
}

QWidget* createFlagEditor(const ColumnInfo& column, QWidget* parent) {
    auto* box = new QComboBox(parent);
    if (!column.required) box->addItem(tr("unknown"));
    box->addItems({tr("yes"), tr("no")});
    return box;
}

QWidget* createConfidenceEditor(QWidget* parent) {
    auto* box = new QComboBox(parent);
    box->addItems({tr("unknown"), u"high"_s, u"medium"_s, u"low"_s});
    return box;
}

QWidget* createLineEditor(const ColumnInfo& column, QWidget* parent) {
    auto* line = new QLineEdit(parent);
    const bool number = column.kind == ColumnKind::Number || column.kind == ColumnKind::Integer;
    if (number) line->setAlignment(Qt::AlignRight);
    if (column.kind == ColumnKind::Date) {
        line->setPlaceholderText(tr("year-month-day"));
    } else {
        line->setPlaceholderText(column.required ? tr("required") : tr("unknown"));
    }
    return line;
}

}  // namespace

QWidget* createColumnEditor(const ColumnInfo& column, const CatalogRows& rows, QWidget* parent) {
    QWidget* editor = nullptr;
    if (column.kind == ColumnKind::Flag) {
        editor = createFlagEditor(column, parent);
    } else if (column.kind == ColumnKind::Reference) {
        editor = createReferenceEditor(column, rows, parent);
    } else if (column.name == "confidence") {
        editor = createConfidenceEditor(parent);
    } else if (column.name == "notes") {
        auto* notes = new QPlainTextEdit(parent);
        notes->setTabChangesFocus(true);
        notes->setFixedHeight(notes->fontMetrics().lineSpacing() * 6);
        editor = notes;
    } else {
        editor = createLineEditor(column, parent);
    }
    editor->setAccessibleName(columnHeading(column));
    return editor;
}

QString columnEditorText(const QWidget* editor) {
    if (const auto* box = qobject_cast<const QComboBox*>(editor)) return box->currentText();
    if (const auto* notes = qobject_cast<const QPlainTextEdit*>(editor)) {
        return notes->toPlainText();
    }
    return qobject_cast<const QLineEdit*>(editor)->text();
}

void setColumnEditorText(QWidget* editor, const QString& text) {
    if (auto* box = qobject_cast<QComboBox*>(editor)) {
        const QString shown = text.isEmpty() && box->count() > 0 && box->itemText(0) != tr("yes")
                                  ? box->itemText(0)
                                  : text;
        if (box->isEditable()) {
            box->setEditText(text.isEmpty() && box->itemText(0) != tr("none") ? QString() : shown);
        } else {
            box->setCurrentIndex(box->findText(shown));
        }
    } else if (auto* notes = qobject_cast<QPlainTextEdit*>(editor)) {
        notes->setPlainText(text);
    } else if (auto* line = qobject_cast<QLineEdit*>(editor)) {
        line->setText(text);
        line->setCursorPosition(0);
    }
}

void setColumnEditorReadOnly(QWidget* editor, bool readOnly) {
    if (auto* line = qobject_cast<QLineEdit*>(editor)) {
        line->setReadOnly(readOnly);
    } else if (auto* notes = qobject_cast<QPlainTextEdit*>(editor)) {
        notes->setReadOnly(readOnly);
    } else {
        editor->setEnabled(!readOnly);
    }
}

void onColumnEdited(QWidget* editor, QObject* context, std::function<void()> edited) {
    if (auto* box = qobject_cast<QComboBox*>(editor)) {
        QObject::connect(box, &QComboBox::activated, context, edited);
        if (box->lineEdit()) {
            QObject::connect(box->lineEdit(), &QLineEdit::textEdited, context, edited);
        }
    } else if (auto* notes = qobject_cast<QPlainTextEdit*>(editor)) {
        QObject::connect(notes, &QPlainTextEdit::textChanged, context, edited);
    } else if (auto* line = qobject_cast<QLineEdit*>(editor)) {
        QObject::connect(line, &QLineEdit::textEdited, context, edited);
    }
}

void markRefused(QWidget* editor, bool refused) {
    if (editor->property("invalid").toBool() == refused) return;
    editor->setProperty("invalid", refused);
    editor->style()->unpolish(editor);
    editor->style()->polish(editor);
}

}  // namespace headroom
