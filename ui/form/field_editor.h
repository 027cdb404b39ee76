// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>

#include "core/catalog/catalog.h"
#include "core/scenario/fields.h"

class QWidget;

namespace headroom {

/// The input of one field: made from its descriptor, shows a scenario's value, reports what a
/// person enters.
class FieldEditor : public QObject {
    Q_OBJECT
public:
    /// The editor that fits the kind of `field`; its widget belongs to `parent`, the editor to the
    /// widget.
    static FieldEditor* create(const Field& field, QWidget* parent);

    const Field& field() const { return m_field; }
    virtual QWidget* widget() const = 0;
    /// Text or number inputs emit many values while one types; they merge into one undo step.
    virtual bool merges() const { return false; }
    /// Shows the scenario's value. Text that is being entered stays while that value is the same.
    virtual void show(const Scenario& scenario, const Catalog& catalog) = 0;
    /// Drops text that is being entered: the next `show` replaces it.
    virtual void forget() {}

signals:
    void valueEdited(const headroom::FieldValue& value);
    void refused(const QString& sentence);
    /// The person has left the input or pressed Return.
    void finished();

protected:
    explicit FieldEditor(const Field& field) : m_field(field) {}

private:
    const Field& m_field;
};

}  // namespace headroom
