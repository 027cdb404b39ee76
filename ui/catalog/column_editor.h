// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>

#include "database/catalog_store.h"

class QWidget;

namespace headroom {

/// An editor for one value: a line, several lines for notes, a choice for yes/no/unknown, a
/// searchable choice of ids for a reference. `rows` supplies those ids.
QWidget* createColumnEditor(const ColumnInfo& column, const CatalogRows& rows, QWidget* parent);
QString columnEditorText(const QWidget* editor);
void setColumnEditorText(QWidget* editor, const QString& text);
void setColumnEditorReadOnly(QWidget* editor, bool readOnly);
/// Calls `edited` when the person changes the text; not when the program does.
void onColumnEdited(QWidget* editor, QObject* context, std::function<void()> edited);
/// Frames an editor whose text was refused; the text stays.
void markRefused(QWidget* editor, bool refused);

}  // namespace headroom
