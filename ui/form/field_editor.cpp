// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/field_editor.h"

#include <QCheckBox>
#include <QLineEdit>

#include "ui/form/catalog_choices.h"
#include "ui/widgets/combo_boxes.h"
#include "ui/widgets/menu_line_edit.h"
#include "ui/widgets/quantity_edit.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

QString textOf(const FieldValue& value) {
    const std::string* const string = std::get_if<std::string>(&value);
    return string ? QString::fromStdString(*string) : QString();
}

class TextEditor : public FieldEditor {
public:
    TextEditor(const Field& field, QLineEdit* edit) : FieldEditor(field), m_edit(edit) {
        connect(m_edit, &QLineEdit::editingFinished, this, [this] {
            if (m_edit->isModified()) commit();
            emit finished();
        });
    }
    QWidget* widget() const override { return m_edit; }
    bool merges() const override { return true; }
    void show(const Scenario& scenario, const Catalog&) override {
        const QString now = textOf(field().get(scenario));
        if (m_shown == now) return;
        m_shown = now;
        m_edit->setText(now);
        m_edit->setCursorPosition(0);
    }
    void forget() override { m_shown.reset(); }

protected:
    void commit() {
        m_edit->setModified(false);
        try {
            emit valueEdited(parseField(field(), m_edit->text().toStdString()));
        } catch (const std::invalid_argument& error) {
            emit refused(QString::fromUtf8(error.what()));
        }
    }

private:
    QLineEdit* m_edit;
    std::optional<QString> m_shown;
};

/// A list of catalog rows as text, with a menu that adds one.
class ListEditor final : public TextEditor {
public:
    ListEditor(const Field& field, QWidget* parent) : ListEditor(field, new MenuLineEdit(parent)) {}
    void show(const Scenario& scenario, const Catalog& catalog) override {
        TextEditor::show(scenario, catalog);
        if (m_choices.renew(scenario, catalog)) m_edit->setItems(m_choices.items());
    }

private:
    ListEditor(const Field& field, MenuLineEdit* edit) : TextEditor(field, edit), m_edit(edit) {
        edit->setPlaceholderText(tr("none"));
        connect(edit, &MenuLineEdit::idPicked, this, [this](const QString& id) {
            const QString before = m_edit->text().trimmed();
            m_edit->setText(before.isEmpty() ? id : before + u", "_s + id);
            commit();
            emit finished();
        });
    }

    MenuLineEdit* m_edit;
    CatalogChoices m_choices{field()};
};

class NumberEditor final : public FieldEditor {
public:
    NumberEditor(const Field& field, QWidget* parent)
        : FieldEditor(field), m_edit(new QuantityEdit(field, parent)) {
        if (field.optional) {
            m_edit->setPlaceholderText(
                field.id == "place.electricity_price_per_kwh" ? tr("by region") : tr("no limit"));
        }
        connect(m_edit, &QuantityEdit::valueEdited, this, [this](const FieldValue& value) {
            m_shown = value;
            emit valueEdited(value);
        });
        connect(m_edit, &QuantityEdit::refused, this, &FieldEditor::refused);
        connect(m_edit, &QLineEdit::editingFinished, this, &FieldEditor::finished);
    }
    QWidget* widget() const override { return m_edit; }
    bool merges() const override { return true; }
    void show(const Scenario& scenario, const Catalog&) override {
        QString unit = text(field().unit);
        if (field().kind == FieldKind::Amount) {
            const QString currency = QString::fromStdString(scenario.finance.currency.code());
            unit = unit.isEmpty() ? currency : currency + u' ' + unit;
        }
        m_edit->setUnit(unit);
        const FieldValue now = field().get(scenario);
        if (m_shown == now) return;
        m_shown = now;
        m_edit->setValue(now);
    }
    void forget() override { m_shown.reset(); }

private:
    QuantityEdit* m_edit;
    std::optional<FieldValue> m_shown;
};

class ChoiceEditor final : public FieldEditor {
public:
    ChoiceEditor(const Field& field, QWidget* parent)
        : FieldEditor(field), m_box(new ChoiceComboBox(parent)) {
        std::vector<ComboItem> items;
        for (const Choice& choice : field.choices) {
            items.push_back({text(choice.id), text(choice.label)});
        }
        m_box->setItems(items);
        connect(m_box, &ChoiceComboBox::idChosen, this, [this](const QString& id) {
            emit valueEdited(id.toStdString());
            emit finished();
        });
    }
    QWidget* widget() const override { return m_box; }
    void show(const Scenario& scenario, const Catalog&) override {
        m_box->setCurrentId(textOf(field().get(scenario)));
    }

private:
    ChoiceComboBox* m_box;
};

class CatalogEditor final : public FieldEditor {
public:
    CatalogEditor(const Field& field, QWidget* parent)
        : FieldEditor(field), m_box(new SearchableComboBox(parent)) {
        connect(m_box, &ChoiceComboBox::idChosen, this, [this](const QString& id) {
            emit valueEdited(id.toStdString());
            emit finished();
        });
        connect(m_box, &SearchableComboBox::refused, this, &FieldEditor::refused);
    }
    QWidget* widget() const override { return m_box; }
    void show(const Scenario& scenario, const Catalog& catalog) override {
        const QString now = textOf(field().get(scenario));
        const bool typing = m_box->lineEdit()->isModified() && m_shown == now;
        if (typing) return;
        m_shown = now;
        if (m_choices.renew(scenario, catalog)) m_box->setItems(m_choices.items());
        m_box->setCurrentId(now);
        m_box->lineEdit()->setCursorPosition(0);
    }
    void forget() override { m_shown.reset(); }

private:
    SearchableComboBox* m_box;
    CatalogChoices m_choices{field()};
    std::optional<QString> m_shown;
};

class FlagEditor final : public FieldEditor {
public:
    FlagEditor(const Field& field, QWidget* parent)
        : FieldEditor(field), m_box(new QCheckBox(parent)) {
        connect(m_box, &QCheckBox::clicked, this, [this](bool checked) {
            emit valueEdited(checked);
            emit finished();
        });
    }
    QWidget* widget() const override { return m_box; }
    void show(const Scenario& scenario, const Catalog&) override {
        const FieldValue value = field().get(scenario);
        const bool* const flag = std::get_if<bool>(&value);
        m_box->setChecked(flag && *flag);
    }

private:
    QCheckBox* m_box;
};

/// "Context length" -> "contextLength".
QString camelCase(const QString& label) {
    QString result;
    bool upper = false;
    for (const QChar c : label) {
        if (!c.isLetterOrNumber()) {
            upper = !result.isEmpty();
            continue;
        }
        result += result.isEmpty() ? c.toLower() : upper ? c.toUpper() : c;
        upper = false;
    }
    return result;
}

FieldEditor* createForKind(const Field& field, QWidget* parent) {
    switch (field.kind) {
        case FieldKind::Text:
            if (!field.table.empty()) return new ListEditor(field, parent);
            return new TextEditor(field, new QLineEdit(parent));
        case FieldKind::Number:
        case FieldKind::Integer:
        case FieldKind::Percent:
        case FieldKind::Amount:
            return new NumberEditor(field, parent);
        case FieldKind::Choice:
            return new ChoiceEditor(field, parent);
        case FieldKind::CatalogChoice:
            return new CatalogEditor(field, parent);
        case FieldKind::Flag:
            return new FlagEditor(field, parent);
    }
    Q_UNREACHABLE();
}

QString objectNameSuffix(FieldKind kind) {
    switch (kind) {
        case FieldKind::Choice:
        case FieldKind::CatalogChoice:
            return u"ComboBox"_s;
        case FieldKind::Flag:
            return u"CheckBox"_s;
        default:
            return u"Edit"_s;
    }
}

}  // namespace

FieldEditor* FieldEditor::create(const Field& field, QWidget* parent) {
    FieldEditor* const editor = createForKind(field, parent);
    QWidget* const widget = editor->widget();
    editor->setParent(widget);
    const QString label = text(field.label);
    widget->setObjectName(camelCase(label) + objectNameSuffix(field.kind));
    widget->setProperty("fieldId", text(field.id));
    widget->setAccessibleName(field.unit.empty() ? label : label + u", "_s + text(field.unit));
    widget->setAccessibleDescription(text(field.help));
    QString tip = u"<qt><p>"_s + text(field.help).toHtmlEscaped() + u"</p>"_s;
    if (!field.defaultReason.empty()) {
        tip +=
            u"<p>"_s + tr("Default: %1").arg(text(field.defaultReason).toHtmlEscaped()) + u"</p>"_s;
    }
    widget->setToolTip(tip + u"</qt>"_s);
    return editor;
}

}  // namespace headroom
