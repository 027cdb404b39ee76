// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "database/errors.h"
#include "ui/dialogs/dialogs.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kLongestName = 200;

QLineEdit* nameEdit(const QString& objectName, const QString& text, const QString& placeholder) {
    auto* const edit = new QLineEdit(text);
    edit->setObjectName(objectName);
    edit->setMaxLength(kLongestName);
    edit->setPlaceholderText(placeholder);
    return edit;
}

}  // namespace

ReportDialog::ReportDialog(const QString& author, const QString& company, QWidget* parent)
    : QDialog(parent) {
    setObjectName(u"reportDialog"_s);
    setWindowTitle(tr("Export Report"));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(theme::spacing(4), theme::spacing(4), theme::spacing(4),
                               theme::spacing(4));
    column->setSpacing(theme::spacing(3));
    addForm(column, author, company);
    addSections(column);
    addButtons(column);
    setLogo(ReportPreferences::load().logoPath);
    resize(theme::scaled(520), sizeHint().height());
    m_format->setFocus();
}

void ReportDialog::addForm(QBoxLayout* column, const QString& author, const QString& company) {
    const ReportPreferences saved = ReportPreferences::load();
    auto* const form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setHorizontalSpacing(theme::spacing(4));
    m_format = new QComboBox;
    m_format->setObjectName(u"reportFormatCombo"_s);
    m_format->addItems({tr("PDF"), tr("PDF/A-1b, for archives"), tr("HTML, one file")});
    m_format->setCurrentIndex(static_cast<int>(saved.format));
    m_pageSize = new QComboBox;
    m_pageSize->setObjectName(u"reportPageSizeCombo"_s);
    m_pageSize->addItem(tr("A4"), QPageSize::A4);
    m_pageSize->addItem(tr("Letter"), QPageSize::Letter);
    m_pageSize->setCurrentIndex(m_pageSize->findData(saved.pageSize));
    m_company =
        nameEdit(u"reportCompanyEdit"_s, saved.company, company.isEmpty() ? tr("none") : company);
    m_author =
        nameEdit(u"reportAuthorEdit"_s, saved.author, author.isEmpty() ? tr("none") : author);
    form->addRow(tr("&Format"), m_format);
    form->addRow(tr("&Page size"), m_pageSize);
    form->addRow(tr("&Company"), m_company);
    form->addRow(tr("&Author"), m_author);
    addLogo(form);
    column->addLayout(form);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ReportDialog::refresh);
}

void ReportDialog::addLogo(QFormLayout* form) {
    auto* const row = new QHBoxLayout;
    row->setSpacing(theme::spacing(2));
    m_logo = new QLabel;
    m_logo->setObjectName(u"reportLogoLabel"_s);
    m_logo->setMinimumHeight(theme::scaled(32));
    row->addWidget(m_logo, 1);
    auto* const choose = new QPushButton(tr("Choose &Logo…"));
    choose->setObjectName(u"reportLogoButton"_s);
    choose->setAutoDefault(false);
    row->addWidget(choose);
    m_removeLogo = new QPushButton(tr("&Remove"));
    m_removeLogo->setObjectName(u"reportRemoveLogoButton"_s);
    m_removeLogo->setAccessibleName(tr("Remove the logo"));
    m_removeLogo->setAutoDefault(false);
    row->addWidget(m_removeLogo);
    form->addRow(tr("Logo"), row);
    connect(choose, &QPushButton::clicked, this, &ReportDialog::browseLogo);
    connect(m_removeLogo, &QPushButton::clicked, this, [this] { setLogo({}); });
}

void ReportDialog::addSections(QBoxLayout* column) {
    auto* const label =
        makeLabel(tr("&Sections after the first page"), theme::TextStyle::Body, true);
    column->addWidget(label);
    m_sections = new QListWidget;
    m_sections->setObjectName(u"reportSectionsList"_s);
    m_sections->setAccessibleName(tr("Sections after the first page"));
    label->setBuddy(m_sections);
    const std::vector<ReportSection> chosen = ReportPreferences::load().sections;
    for (const ReportSectionSpec& spec : reportSections()) {
        auto* const item = new QListWidgetItem(reportSectionTitle(spec.id), m_sections);
        item->setFlags(Qt::ItemIsUserCheckable | Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        const bool checked = std::find(chosen.begin(), chosen.end(), spec.id) != chosen.end();
        item->setCheckState(checked ? Qt::Checked : Qt::Unchecked);
        item->setData(Qt::UserRole, static_cast<int>(spec.id));
    }
    m_sections->setCurrentRow(0);
    m_sections->setSpacing(theme::spacing(0) / 2);
    m_sections->setMinimumHeight((m_sections->sizeHintForRow(0) + 2 * m_sections->spacing()) *
                                     m_sections->count() +
                                 2 * m_sections->frameWidth());
    column->addWidget(m_sections, 1);
}

void ReportDialog::addButtons(QBoxLayout* column) {
    m_problem = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Bad);
    m_problem->setObjectName(u"reportProblemLabel"_s);
    column->addWidget(m_problem);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_export = buttons->addButton(tr("&Export…"), QDialogButtonBox::AcceptRole);
    m_export->setObjectName(u"reportExportButton"_s);
    m_export->setProperty("primary", true);
    m_export->setDefault(true);
    m_preview = buttons->addButton(tr("Print Pre&view…"), QDialogButtonBox::ActionRole);
    m_preview->setObjectName(u"reportPreviewButton"_s);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        const ReportPreferences chosen = preferences();
        chosen.save();
        accept();
        emit exportWanted(chosen);
    });
    connect(m_preview, &QPushButton::clicked, this, [this] {
        const ReportPreferences chosen = preferences();
        chosen.save();
        accept();
        emit previewWanted(chosen);
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void ReportDialog::browseLogo() {
    const QString path =
        dialogs().openFileName(this, tr("Choose Logo"), tr("Pictures (*.png *.svg)"));
    if (!path.isEmpty()) setLogo(path);
}

void ReportDialog::setLogo(const QString& path) {
    m_logoPath = path;
    m_logoProblem.clear();
    m_logo->clear();
    m_logo->setAccessibleName(tr("No logo"));
    if (path.isEmpty()) {
        m_logo->setText(tr("none"));
    } else {
        try {
            const QImage image = loadReportLogo(path).opaque();
            const QSize room(theme::scaled(160), theme::scaled(40));
            QPixmap thumb = QPixmap::fromImage(image.scaled(
                room * devicePixelRatioF(), Qt::KeepAspectRatio, Qt::SmoothTransformation));
            thumb.setDevicePixelRatio(devicePixelRatioF());
            m_logo->setPixmap(thumb);
            m_logo->setAccessibleName(tr("Logo: %1").arg(QFileInfo(path).fileName()));
        } catch (const FileError& error) {
            m_logoProblem = error.text();
            m_logo->setText(QFileInfo(path).fileName());
        }
    }
    refresh();
}

void ReportDialog::refresh() {
    const bool html = static_cast<ReportFormat>(m_format->currentIndex()) == ReportFormat::Html;
    m_pageSize->setEnabled(!html);
    m_removeLogo->setEnabled(!m_logoPath.isEmpty());
    m_problem->setText(m_logoProblem);
    m_problem->setVisible(!m_logoProblem.isEmpty());
    m_export->setEnabled(m_logoProblem.isEmpty());
    m_preview->setEnabled(m_logoProblem.isEmpty());
}

ReportPreferences ReportDialog::preferences() const {
    ReportPreferences chosen;
    chosen.format = static_cast<ReportFormat>(m_format->currentIndex());
    chosen.pageSize = static_cast<QPageSize::PageSizeId>(m_pageSize->currentData().toInt());
    chosen.author = m_author->text().simplified();
    chosen.company = m_company->text().simplified();
    chosen.logoPath = m_logoPath;
    chosen.sections.clear();
    for (int i = 0; i < m_sections->count(); ++i) {
        const QListWidgetItem* const item = m_sections->item(i);
        if (item->checkState() != Qt::Checked) continue;
        chosen.sections.push_back(static_cast<ReportSection>(item->data(Qt::UserRole).toInt()));
    }
    return chosen;
}

}  // namespace headroom
