// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "ui/report/report_preferences.h"

class QBoxLayout;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace headroom {

/// What goes into a report and in which form. The choices are saved when one of the signals is
/// sent.
class ReportDialog : public QDialog {
    Q_OBJECT
public:
    /// `author` and `company` of the scenario, which stand unless others are typed.
    ReportDialog(const QString& author, const QString& company, QWidget* parent = nullptr);

    ReportPreferences preferences() const;

signals:
    void exportWanted(const headroom::ReportPreferences& preferences);
    void previewWanted(const headroom::ReportPreferences& preferences);

private:
    void addForm(QBoxLayout* column, const QString& author, const QString& company);
    void addLogo(QFormLayout* form);
    void addSections(QBoxLayout* column);
    void addButtons(QBoxLayout* column);
    void browseLogo();
    void setLogo(const QString& path);
    void refresh();

    QString m_logoPath;
    QString m_logoProblem;
    QComboBox* m_format{};
    QComboBox* m_pageSize{};
    QLineEdit* m_author{};
    QLineEdit* m_company{};
    QLabel* m_logo{};
    QPushButton* m_removeLogo{};
    QListWidget* m_sections{};
    QLabel* m_problem{};
    QPushButton* m_export{};
    QPushButton* m_preview{};
};

}  // namespace headroom
