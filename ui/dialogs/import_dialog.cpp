// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/import_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QFrame>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QLabel* factLabel(const QString& text) {
    QLabel* const label = makeWrappedLabel(text);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    return label;
}

}  // namespace

ImportDialog::ImportDialog(ModelImport import, std::vector<Row> models, Store store,
                           QWidget* parent)
    : QDialog(parent),
      m_import(std::move(import)),
      m_models(std::move(models)),
      m_store(std::move(store)) {
    setObjectName(u"importDialog"_s);
    setWindowTitle(tr("Import Model"));
    resize(theme::scaled(640), theme::scaled(620));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(theme::spacing(4), theme::spacing(4), theme::spacing(4),
                               theme::spacing(4));
    column->setSpacing(theme::spacing(2));
    addNames(column);
    auto* const page = new QWidget;
    auto* const content = new QVBoxLayout(page);
    content->setContentsMargins(0, 0, theme::spacing(2), 0);
    content->setSpacing(theme::spacing(3));
    addGaps(content);
    addFacts(content);
    content->addStretch(1);
    auto* const scroll = new QScrollArea;
    scroll->setObjectName(u"importFactsScrollArea"_s);
    scroll->setWidgetResizable(true);
    scroll->setProperty("page", true);  // a frame marks its focus
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    scroll->setAccessibleName(tr("What was read from the file"));
    column->addWidget(scroll, 1);
    addButtons(column);
    m_name->setText(QString::fromStdString(m_import.model.name));
    m_name->selectAll();
    m_name->setFocus();
    refresh();
}

QString ImportDialog::id() const {
    return m_id->text().trimmed();
}

QString ImportDialog::name() const {
    return m_name->text().simplified();
}

void ImportDialog::addNames(QBoxLayout* column) {
    auto* const form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_name = new QLineEdit;
    m_name->setObjectName(u"importNameEdit"_s);
    m_name->setMaxLength(120);
    m_id = new QLineEdit;
    m_id->setObjectName(u"importIdEdit"_s);
    m_id->setMaxLength(80);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("I&d in the catalog"), m_id);
    column->addLayout(form);
    m_similar = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Warn);
    m_similar->setObjectName(u"importSimilarLabel"_s);
    column->addWidget(m_similar);
    connect(m_name, &QLineEdit::textChanged, this, &ImportDialog::nameChanged);
    connect(m_id, &QLineEdit::textEdited, this, [this] {
        m_idTyped = true;
        refresh();
    });
}

void ImportDialog::addFacts(QBoxLayout* column) {
    column->addWidget(makeLabel(tr("Read from the file"), theme::TextStyle::CardTitle, true));
    auto* const facts = new QWidget;
    facts->setObjectName(u"importFacts"_s);
    auto* const form = new QFormLayout(facts);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(theme::spacing(1));
    form->setHorizontalSpacing(theme::spacing(4));
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (const ImportLine& line : importLines(m_import)) {
        QLabel* const label = makeLabel(line.label, theme::TextStyle::Body, false, Tone::Muted);
        // Beside the first of several lines, whatever height the form gives the label.
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        form->addRow(label, factLabel(line.value));
    }
    column->addWidget(facts);
}

void ImportDialog::addGaps(QBoxLayout* column) {
    if (m_import.gaps.empty()) {
        column->addWidget(makeWrappedLabel(tr("Everything the catalog needs was read."),
                                           theme::TextStyle::Body, false, Tone::Good));
        return;
    }
    column->addWidget(makeLabel(tr("Not known"), theme::TextStyle::CardTitle, true, Tone::Warn));
    QStringList lines;
    for (const QString& gap : m_import.gaps) lines << u"• "_s + gap;
    QLabel* const gaps = factLabel(lines.join(u'\n'));
    gaps->setObjectName(u"importGapsLabel"_s);
    gaps->setAccessibleName(tr("Not known"));
    column->addWidget(gaps);
}

void ImportDialog::addButtons(QBoxLayout* column) {
    m_problem = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Bad);
    m_problem->setObjectName(u"importProblemLabel"_s);
    column->addWidget(m_problem);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_accept = buttons->addButton(tr("&Import"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(u"importAcceptButton"_s);
    m_accept->setProperty("primary", true);
    m_accept->setDefault(true);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &ImportDialog::store);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void ImportDialog::nameChanged() {
    if (!m_idTyped) m_id->setText(freeModelId(name(), m_models));
    refresh();
}

void ImportDialog::refresh() {
    QString problem;
    const bool taken = std::any_of(m_models.begin(), m_models.end(), [&](const Row& row) {
        return QString::fromStdString(row.text("id")) == id();
    });
    if (name().isEmpty()) {
        problem = tr("The model needs a name. Type one.");
    } else if (id().isEmpty()) {
        problem = tr("The model needs an id. Type one, such as my-model.");
    } else if (taken) {
        problem = tr("The catalog has a model with the id “%1”. Type another, such as %2.")
                      .arg(id(), freeModelId(id(), m_models));
    }
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_accept->setEnabled(problem.isEmpty());
    const QStringList similar = similarModels(m_import, id(), name(), m_models);
    m_similar->setText(similar.isEmpty()
                           ? QString()
                           : tr("The catalog already has what may be the same model: %1")
                                 .arg(similar.mid(0, 5).join(u", "_s)));
    m_similar->setVisible(!similar.isEmpty());
}

void ImportDialog::store() {
    const QString sentence = m_store(id(), name());
    if (sentence.isEmpty()) {
        accept();
        return;
    }
    m_problem->setText(sentence);
    m_problem->setVisible(true);
}

}  // namespace headroom
