// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/settings_dialog.h"

#include <QApplication>
#include <QComboBox>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QUrl>
#include <algorithm>
#include <stdexcept>

#include "core/scenario/validate.h"
#include "database/refresh/downloader.h"
#include "ui/document/autosave.h"
#include "ui/document/scenario_defaults.h"
#include "ui/form/field_editor.h"
#include "ui/theme/number_locale.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

QFormLayout* formOn(QWidget* page, const QString& introduction) {
    auto* const column = new QVBoxLayout(page);
    const int side = theme::spacing(3);
    column->setContentsMargins(side, side, side, side);
    column->setSpacing(theme::spacing(2));
    column->addWidget(makeWrappedLabel(introduction, theme::TextStyle::Body, false, Tone::Muted));
    auto* const form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setHorizontalSpacing(theme::spacing(4));
    form->setVerticalSpacing(theme::spacing(1));
    column->addLayout(form);
    return form;
}

/// Below the form: what holds for all of it.
void addRemark(QWidget* page, const QString& text) {
    auto* const column = static_cast<QVBoxLayout*>(page->layout());
    column->addWidget(makeWrappedLabel(text, theme::TextStyle::Caption, false, Tone::Muted));
    column->addStretch(1);
}

}  // namespace

SettingsDialog::SettingsDialog(const QString& catalogPath, CatalogPointer catalog, QWidget* parent)
    : QDialog(parent), m_catalog(std::move(catalog)), m_scenario(newScenario()) {
    setObjectName(u"settingsDialog"_s);
    setWindowTitle(tr("Settings"));
    auto* const column = new QVBoxLayout(this);
    const int side = theme::spacing(3);
    column->setContentsMargins(side, side, side, side);
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(u"settingsTabs"_s);
    m_tabs->addTab(appearancePage(), tr("&Appearance"));
    m_tabs->addTab(newScenarioPage(), tr("&New Scenarios"));
    m_tabs->addTab(filesPage(catalogPath), tr("&Files"));
    column->addWidget(m_tabs, 1);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel |
                                               QDialogButtonBox::RestoreDefaults);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    m_ok->setObjectName(u"settingsOkButton"_s);
    m_ok->setProperty("primary", true);
    QPushButton* const defaults = buttons->button(QDialogButtonBox::RestoreDefaults);
    defaults->setObjectName(u"settingsDefaultsButton"_s);
    defaults->setText(tr("Restore &Defaults"));
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(defaults, &QPushButton::clicked, this, &SettingsDialog::restoreDefaults);
    resize(theme::scaled(560), sizeHint().height());
    showValues();
}

QWidget* SettingsDialog::appearancePage() {
    auto* const page = new QWidget;
    QFormLayout* const form = formOn(page, tr("How Headroom looks on this machine."));
    m_theme = new QComboBox;
    m_theme->setObjectName(u"settingsThemeCombo"_s);
    m_theme->addItem(tr("As the desktop"), static_cast<int>(theme::Mode::System));
    m_theme->addItem(tr("Light"), static_cast<int>(theme::Mode::Light));
    m_theme->addItem(tr("Dark"), static_cast<int>(theme::Mode::Dark));
    m_theme->setCurrentIndex(m_theme->findData(static_cast<int>(theme::mode())));
    form->addRow(tr("&Colors"), m_theme);
    m_textSize = new QComboBox;
    m_textSize->setObjectName(u"settingsTextSizeCombo"_s);
    for (const int percent : theme::textPercents()) {
        m_textSize->addItem(tr("%1 %").arg(percent), percent);
    }
    m_textSize->setCurrentIndex(m_textSize->findData(theme::savedTextPercent()));
    form->addRow(tr("&Text size"), m_textSize);
    m_numbers = new QComboBox;
    m_numbers->setObjectName(u"settingsNumbersCombo"_s);
    m_numbers->addItem(tr("As the system: %1").arg(numberExample(QLocale::system())), QString());
    for (const char* const name : numberLocales()) {
        const QString id = QString::fromLatin1(name);
        m_numbers->addItem(numberExample(QLocale(id)), id);
    }
    m_numbers->setCurrentIndex(m_numbers->findData(savedNumberLocale()));
    form->addRow(tr("Num&bers and dates"), m_numbers);
    addRemark(page, tr("Text size is in relation to the text of the desktop. It and the form of "
                       "numbers, on the pages, in inputs and in reports, hold when Headroom "
                       "starts again. Files of numbers (CSV) keep the decimal point."));
    return page;
}

QWidget* SettingsDialog::newScenarioPage() {
    auto* const page = new QWidget;
    QFormLayout* const form =
        formOn(page, tr("What new scenarios start from. Scenarios that exist, files and examples "
                        "keep their own values."));
    for (const std::string_view id : personalFields()) addField(form, *findField(id));
    addRemark(page, tr("Each default and its reason stands in the tooltip of its input."));
    return page;
}

void SettingsDialog::addField(QFormLayout* form, const Field& field) {
    Row row;
    row.editor = FieldEditor::create(field, this);
    const std::string id(field.id);
    QWidget* const widget = row.editor->widget();
    // The form of the window has the same fields under the names that they make themselves.
    widget->setObjectName(u"settings/"_s + text(field.id));
    row.problem = makeWrappedLabel({}, theme::TextStyle::Caption, false, Tone::Bad);
    row.problem->setObjectName(u"settingsProblem/"_s + text(field.id));
    row.problem->hide();
    form->addRow(text(field.label).replace(u'&', u"&&"_s), widget);
    form->addRow(QString(), row.problem);
    form->labelForField(widget)->setToolTip(widget->toolTip());
    connect(row.editor, &FieldEditor::valueEdited, this, [this, &field](const FieldValue& value) {
        const std::string fieldId(field.id);
        try {
            field.set(m_scenario, value);
        } catch (const std::invalid_argument& error) {
            refuse(fieldId, QString::fromUtf8(error.what()));
            return;
        }
        const std::vector<Finding> findings = validate(m_scenario, *m_catalog);
        const auto error =
            std::find_if(findings.begin(), findings.end(), [&](const Finding& finding) {
                return finding.field == fieldId && finding.severity == Severity::Error;
            });
        refuse(fieldId, error == findings.end()
                            ? QString()
                            : QString::fromStdString(error->message + ' ' + error->remedy));
        // Amounts say their currency.
        showValues();
    });
    connect(row.editor, &FieldEditor::refused, this,
            [this, id](const QString& sentence) { refuse(id, sentence); });
    m_rows.emplace(id, row);
}

void SettingsDialog::refuse(const std::string& id, const QString& sentence) {
    QLabel* const problem = m_rows.at(id).problem;
    problem->setText(sentence);
    problem->setVisible(!sentence.isEmpty());
    m_ok->setEnabled(std::all_of(m_rows.begin(), m_rows.end(), [](const auto& row) {
        return row.second.problem->text().isEmpty();
    }));
}

QWidget* SettingsDialog::filesPage(const QString& catalogPath) {
    auto* const page = new QWidget;
    QFormLayout* const form =
        formOn(page, tr("Everything stays on this machine. Prices are fetched only where you ask "
                        "for it in the catalog window, and nothing is ever sent."));
    const auto addFolder = [&](const QString& label, const QString& path, const QString& name) {
        auto* const row = new QHBoxLayout;
        row->setSpacing(theme::spacing(2));
        auto* const shown = new ElidedLabel(QDir::toNativeSeparators(path));
        shown->setObjectName(name + u"Label"_s);
        row->addWidget(shown, 1);
        auto* const open = new QPushButton(tr("Open Folder"));
        open->setObjectName(name + u"Button"_s);
        open->setAccessibleName(tr("Open the folder of: %1").arg(label));
        open->setAutoDefault(false);
        const QFileInfo info(path);
        const QString folder = info.isDir() ? path : info.absolutePath();
        open->setEnabled(QFileInfo::exists(folder));
        connect(open, &QPushButton::clicked, this,
                [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
        row->addWidget(open);
        form->addRow(label, row);
    };
    addFolder(tr("Catalog"), catalogPath, u"settingsCatalog"_s);
    addFolder(tr("Unsaved work"), Autosave::defaultFolder(), u"settingsAutosave"_s);
    addFolder(tr("Fetched prices"), downloadCacheFolder(), u"settingsDownloads"_s);
    addRemark(page,
              tr("Unsaved work is kept every 30 seconds and offered at the next start after a "
                 "crash. Dated copies of the catalog lie beside it. Start Headroom with "
                 "--catalog to use another one."));
    return page;
}

void SettingsDialog::showValues() {
    for (auto& [id, row] : m_rows) row.editor->show(m_scenario, *m_catalog);
}

void SettingsDialog::restoreDefaults() {
    m_theme->setCurrentIndex(m_theme->findData(static_cast<int>(theme::Mode::System)));
    m_textSize->setCurrentIndex(m_textSize->findData(100));
    m_numbers->setCurrentIndex(m_numbers->findData(QString()));
    m_scenario = {};
    for (auto& [id, row] : m_rows) {
        row.editor->forget();
        refuse(id, {});
    }
    showValues();
}

void SettingsDialog::save() {
    // A text that is still being entered counts.
    if (QWidget* const focus = focusWidget()) focus->clearFocus();
    if (!m_ok->isEnabled()) return;
    const auto mode = static_cast<theme::Mode>(m_theme->currentData().toInt());
    theme::saveMode(mode);
    theme::saveTextPercent(m_textSize->currentData().toInt());
    saveNumberLocale(m_numbers->currentData().toString());
    savePersonalFields(m_scenario);
    if (mode != theme::mode()) theme::apply(*qApp, mode);
    accept();
}

}  // namespace headroom
