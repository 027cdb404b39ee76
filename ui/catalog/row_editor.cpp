// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/row_editor.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QToolButton>
#include <QUrl>
#include <algorithm>

#include "ui/catalog/column_editor.h"
#include "ui/catalog/column_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_scroll.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isWebAddress(const QString& text) {
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    return url.isValid() && (url.scheme() == u"https"_s || url.scheme() == u"http"_s);
}

}  // namespace

RowEditor::RowEditor(CatalogSession& session, CatalogTableModel& model, QWidget* parent)
    : QWidget(parent), m_session(session), m_model(model) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, theme::spacing(2), 0, theme::spacing(2));
    layout->setSpacing(theme::spacing(1));
    m_title = makeWrappedLabel({}, theme::TextStyle::CardTitle, true, Tone::Plain, this);
    m_title->setObjectName(u"rowTitleLabel"_s);
    m_subtitle = makeWrappedLabel({}, theme::TextStyle::Caption, false, Tone::Muted, this);
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);  // its fields scroll into view
    followFocus(*m_scroll);
    m_hint = makeWrappedLabel({}, theme::TextStyle::Caption, false, Tone::Muted, this);
    m_hint->setObjectName(u"priceHintLabel"_s);
    m_apply = new QPushButton(this);
    m_apply->setObjectName(u"applyRowButton"_s);
    m_apply->setProperty("primary", true);
    m_revert = new QPushButton(tr("&Revert"), this);
    m_revert->setObjectName(u"revertRowButton"_s);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_hint, 1);
    buttons->addWidget(m_revert);
    buttons->addWidget(m_apply);
    const int margin = theme::spacing(3);
    for (QWidget* header : {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_subtitle)}) {
        header->setContentsMargins(margin, 0, margin, 0);
        layout->addWidget(header);
    }
    layout->addWidget(m_scroll, 1);
    buttons->setContentsMargins(margin, 0, margin, 0);
    layout->addLayout(buttons);
    connect(m_apply, &QPushButton::clicked, this, &RowEditor::apply);
    connect(m_revert, &QPushButton::clicked, this, &RowEditor::revert);
    connect(&session, &CatalogSession::changed, this, &RowEditor::modelChanged);
    rebuild();
}

void RowEditor::rebuild() {
    m_fields.clear();
    m_fields.reserve(m_model.table().columns.size());
    auto* page = new QWidget;
    auto* form = new QFormLayout(page);
    form->setContentsMargins(theme::spacing(3), 0, theme::spacing(3), theme::spacing(2));
    form->setVerticalSpacing(theme::spacing(1));
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (const ColumnInfo& column : m_model.table().columns) {
        if (!isProvenance(column)) addField(form, column);
    }
    addSection(form, tr("Where the figures come from"));
    for (const ColumnInfo& column : m_model.table().columns) {
        if (isProvenance(column)) addField(form, column);
    }
    m_scroll->setWidget(page);
    clear();
}

void RowEditor::addSection(QFormLayout* form, const QString& title) {
    auto* label = makeLabel(title, theme::TextStyle::Body, true, Tone::Plain, form->parentWidget());
    label->setContentsMargins(0, theme::spacing(2), 0, 0);
    form->addRow(label);
}

void RowEditor::addField(QFormLayout* form, const ColumnInfo& column) {
    QWidget* page = form->parentWidget();
    Field field{&column, createColumnEditor(column, m_session.rows(), page), nullptr, nullptr,
                false};
    field.editor->setObjectName(u"field_"_s + QString::fromStdString(column.name));
    field.error = makeWrappedLabel({}, theme::TextStyle::Caption, false, Tone::Bad, page);
    field.error->setObjectName(u"error_"_s + QString::fromStdString(column.name));
    field.error->hide();
    auto* line = new QHBoxLayout;
    line->addWidget(field.editor, 1);
    if (column.kind == ColumnKind::Link) {
        field.open = new QToolButton(page);
        field.open->setObjectName(u"open_"_s + QString::fromStdString(column.name));
        field.open->setText(tr("Open"));
        field.open->setAccessibleName(tr("Open %1").arg(column.title));
        field.open->setProperty("quiet", true);
        line->addWidget(field.open);
        QWidget* editor = field.editor;
        connect(field.open, &QToolButton::clicked, this,
                [this, editor] { emit linkActivated(columnEditorText(editor)); });
    }
    auto* cell = new QVBoxLayout;
    cell->setSpacing(2);
    cell->addLayout(line);
    cell->addWidget(field.error);
    auto* label =
        makeWrappedLabel(columnHeading(column), theme::TextStyle::Body, false, Tone::Muted, page);
    label->setBuddy(field.editor);
    form->addRow(label, cell);
    const std::size_t index = m_fields.size();
    m_fields.push_back(field);
    onColumnEdited(field.editor, this, [this, index] { edited(index); });
}

RowEditor::Field* RowEditor::fieldOf(const ColumnInfo* column) {
    const auto found = std::find_if(m_fields.begin(), m_fields.end(),
                                    [&](const Field& field) { return field.column == column; });
    return found == m_fields.end() ? nullptr : &*found;
}

void RowEditor::edited(std::size_t index) {
    if (m_filling) return;
    Field& field = m_fields[index];
    field.typed = columnEditorText(field.editor) != editText(*field.column, m_row, QLocale());
    setError(field, {});
    if (isPrice(m_model.table(), *field.column)) dateNewPrice();
    updateState();
}

bool RowEditor::priceTyped() const {
    return std::any_of(m_fields.begin(), m_fields.end(), [&](const Field& field) {
        return field.typed && isPrice(m_model.table(), *field.column);
    });
}

void RowEditor::dateNewPrice() {
    Field* date = fieldOf(priceProvenance(m_model.table()).date);
    if (!date || date->typed) return;
    QStringList prices;
    for (const Field& field : m_fields) {
        const bool price = field.typed && isPrice(m_model.table(), *field.column);
        if (price) prices << field.column->title;
    }
    setColumnEditorText(date->editor, prices.isEmpty() ? editText(*date->column, m_row, QLocale())
                                                       : priceDateText(m_model.table(), m_row,
                                                                       prices, m_model.today()));
}

void RowEditor::fill(const Row& row, bool keepTyped) {
    const QScopedValueRollback filling(m_filling, true);
    m_row = row;
    for (Field& field : m_fields) {
        if (keepTyped && field.typed) continue;
        setColumnEditorText(field.editor, editText(*field.column, row, QLocale()));
        field.typed = false;
        setError(field, {});
    }
    if (keepTyped) dateNewPrice();
    updateState();
}

void RowEditor::showRow(const QString& key) {
    const int row = m_model.rowOfKey(key);
    if (row < 0) {
        clear();
        return;
    }
    m_new = false;
    m_key = key;
    fill(m_model.row(row), false);
}

void RowEditor::startNew(const Row& values) {
    m_new = true;
    m_key.clear();
    fill({}, false);
    for (Field& field : m_fields) {
        if (!values.has(field.column->name) || field.column->name == "changed_by") continue;
        setColumnEditorText(field.editor, editText(*field.column, values, QLocale()));
        field.typed = true;
    }
    updateState();
    m_scroll->ensureVisible(0, 0);
    if (!m_fields.empty()) m_fields.front().editor->setFocus();
}

void RowEditor::clear() {
    m_new = false;
    m_key.clear();
    fill({}, false);
}

void RowEditor::modelChanged() {
    if (m_key.isEmpty()) {
        updateState();
        return;
    }
    // The model may learn of the change after this editor, so the session's rows decide.
    const auto& rows = m_session.rows().find(m_model.table().name)->second;
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const Row& row) { return m_model.keyOf(row) == m_key; });
    if (found != rows.end()) {
        fill(*found, true);
    } else if (isModified()) {
        // The row was undone or deleted under the typing: what was typed can still be added.
        m_new = true;
        m_key.clear();
        updateState();
    } else {
        clear();
    }
}

bool RowEditor::isModified() const {
    return std::any_of(m_fields.begin(), m_fields.end(),
                       [](const Field& field) { return field.typed; });
}

void RowEditor::setError(Field& field, const QString& error) {
    field.error->setText(error);
    field.error->setVisible(!error.isEmpty());
    markRefused(field.editor, !error.isEmpty());
}

std::optional<Row> RowEditor::typedRow() {
    Row next = m_row;
    Field* wrong = nullptr;
    const ColumnInfo* date = priceProvenance(m_model.table()).date;
    for (Field& field : m_fields) {
        const bool dated = field.column == date && priceTyped();
        if (!field.typed && !dated && !(m_new && field.column->required)) continue;
        const ParsedText parsed =
            parseText(*field.column, columnEditorText(field.editor), QLocale());
        setError(field, parsed.error);
        if (parsed.ok()) {
            next = withValue(next, field.column->name, parsed.value);
        } else if (!wrong) {
            wrong = &field;
        }
    }
    if (!wrong) return next;
    m_scroll->ensureWidgetVisible(wrong->editor);
    wrong->editor->setFocus();
    return std::nullopt;
}

bool RowEditor::apply() {
    const std::optional<Row> next = typedRow();
    if (!next) return false;
    bool done = false;
    // The fields keep what was typed until the catalog has taken it.
    const std::vector<Field> typed = m_fields;
    for (Field& field : m_fields) field.typed = false;
    const QString key = m_model.keyOf(*next);
    if (m_new) {
        done = m_model.insertRow(*next, tr("Add %1").arg(m_model.rowName(*next)));
    } else {
        const int row = m_model.rowOfKey(m_key);
        m_key = key;
        done =
            row >= 0 && m_model.replaceRow(row, *next, tr("Change %1").arg(m_model.rowName(m_row)));
    }
    if (!done) {
        for (std::size_t i = 0; i < m_fields.size(); ++i) m_fields[i].typed = typed[i].typed;
        if (!m_new) m_key = m_model.keyOf(m_row);
        updateState();
        return false;
    }
    showRow(key);
    emit applied(key);
    return true;
}

void RowEditor::revert() {
    if (m_new) {
        clear();
    } else {
        fill(m_row, false);
    }
    emit reverted();
}

void RowEditor::updateTitle() {
    if (m_new) {
        m_title->setText(tr("New %1").arg(m_model.table().singular));
        m_subtitle->setText(tr("Fill in what is known; the rest stays unknown."));
    } else if (m_key.isEmpty()) {
        m_title->setText(tr("No row selected"));
        m_subtitle->setText(tr("Select a row to see every figure and where it comes from."));
    } else {
        m_title->setText(m_model.rowName(m_row));
        const std::string by = m_row.text("changed_by");
        const QString changed = by == "you"      ? tr("changed by you")
                                : by == "import" ? tr("imported")
                                                 : tr("as supplied");
        QStringList parts{m_model.table().singular, changed};
        if (isStale(m_model.table(), m_row, m_model.today())) {
            parts << tr("price older than %1 days").arg(staleAfterDays(m_model.table()));
        }
        m_subtitle->setText(parts.join(u" · "_s));
    }
}

void RowEditor::updateState() {
    const bool shown = m_new || !m_key.isEmpty();
    const bool writable = shown && !m_session.store().readOnly();
    m_scroll->setVisible(shown);
    for (Field& field : m_fields) {
        setColumnEditorReadOnly(field.editor, !writable || field.column->name == "changed_by");
        if (field.open) field.open->setEnabled(isWebAddress(columnEditorText(field.editor)));
    }
    m_apply->setText(m_new ? tr("&Add") : tr("A&pply"));
    m_apply->setVisible(writable);
    m_revert->setVisible(writable);
    m_revert->setText(m_new ? tr("Cancel") : tr("&Revert"));
    m_apply->setEnabled(m_new || isModified());
    m_revert->setEnabled(m_new || isModified());
    m_hint->setText(priceTyped() ? tr("New price: date set to today. Is the source still right?")
                                 : QString());
    updateTitle();
}

}  // namespace headroom
