// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <map>
#include <string>

#include "core/catalog/catalog.h"
#include "core/scenario/fields.h"

class QBoxLayout;
class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QTabWidget;

namespace headroom {

class FieldEditor;

/// What holds for every scenario: colours and text size, what new scenarios start from, and where
/// things lie on this machine. Nothing changes before OK; no scenario that exists is touched.
class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    /// `catalogPath` is shown, `catalog` gives the choices.
    SettingsDialog(const QString& catalogPath, CatalogPointer catalog, QWidget* parent = nullptr);

private:
    struct Row {
        FieldEditor* editor{};
        QLabel* problem{};
    };
    QWidget* appearancePage();
    QWidget* newScenarioPage();
    QWidget* filesPage(const QString& catalogPath);
    void addField(QFormLayout* form, const Field& field);
    void refuse(const std::string& id, const QString& sentence);
    void showValues();
    void restoreDefaults();
    void save();

    CatalogPointer m_catalog;
    Scenario m_scenario;
    std::map<std::string, Row> m_rows;
    QTabWidget* m_tabs{};
    QComboBox* m_theme{};
    QComboBox* m_textSize{};
    QComboBox* m_numbers{};
    QPushButton* m_ok{};
};

}  // namespace headroom
