// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/memory_page_formats.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <numeric>

#include "core/units/format.h"
#include "ui/charts/chart_style.h"
#include "ui/charts/text_table_view.h"
#include "ui/widgets/labels.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double kGibibyte = 1024.0 * 1024.0 * 1024.0;

QString number(double value) {
    return plainText(formatSignificant(value));
}

/// Signed: a change.
QString change(const std::optional<double>& value) {
    if (!value) return unknownText();
    return (*value > 0 ? u"+"_s : QString()) + plainText(formatNumber(*value, 4));
}

QStringList rowOf(const FormatChoice& choice) {
    const WeightFormat& format = *choice.fit.format;
    QStringList cells{plainText(weightFormatName(format)),
                      number(choice.fit.bitsPerWeight),
                      number(choice.fit.file.value / kGibibyte),
                      choice.fit.fits ? FormatCard::tr("fits") : FormatCard::tr("too large"),
                      number(choice.fit.headroom.value / kGibibyte),
                      change(format.perplexityDelta8b)};
    cells << (choice.speed ? number(choice.speed->decodeSingle.likely.value) : unknownText());
    cells << (choice.speed ? number(choice.speed->decodePerUser.likely.value) : unknownText());
    return cells;
}

TextTable tableOf(const std::vector<FormatChoice>& choices, const std::vector<std::size_t>& shown) {
    TextTable table;
    table.columns = {{FormatCard::tr("Format"), {}, false},
                     {FormatCard::tr("Bits per weight"), {}, true},
                     {FormatCard::tr("File"), FormatCard::tr("GiB"), true},
                     {FormatCard::tr("Fit"), {}, false},
                     {FormatCard::tr("Free"), FormatCard::tr("GiB"), true},
                     {FormatCard::tr("Perplexity"), FormatCard::tr("change"), true},
                     {FormatCard::tr("One alone"), FormatCard::tr("tok/s"), true},
                     {FormatCard::tr("Each of all"), FormatCard::tr("tok/s"), true}};
    for (const std::size_t index : shown) {
        const FormatChoice& choice = choices[index];
        if (choice.chosen) table.emphasised.push_back(static_cast<int>(table.rows.size()));
        table.rows.push_back(rowOf(choice));
    }
    return table;
}

/// Where the published figures come from: the sources of the rows that have one, each once.
QString sourcesOf(const std::vector<FormatChoice>& choices) {
    QStringList sources;
    for (const FormatChoice& choice : choices) {
        if (!choice.fit.format->perplexityDelta8b) continue;
        const QString source = plainText(choice.fit.format->provenance.source);
        if (!source.isEmpty() && !sources.contains(source)) sources << source;
    }
    if (sources.isEmpty()) return FormatCard::tr("No quality figure was published for these.");
    return FormatCard::tr(
               "Perplexity: published change of Llama 3 8B against 16 bits; other models "
               "lose more or less. Sources: %1.")
        .arg(sources.mid(0, 2).join(u"; "_s));
}

}  // namespace

FormatCard::FormatCard(QWidget* parent) : Card(parent) {
    auto* const column = new QVBoxLayout(this);
    const int margin = theme::spacing(3);
    column->setContentsMargins(margin, theme::spacing(2), margin, theme::spacing(2));
    column->setSpacing(theme::spacing(1));
    m_title = makeWrappedLabel({}, theme::TextStyle::CardTitle, true);
    m_table = new TextTableView;
    m_table->setObjectName(u"formatTable"_s);
    m_source = makeWrappedLabel({}, theme::TextStyle::Caption, false, Tone::Muted);
    m_source->setObjectName(u"formatSources"_s);
    m_use = new QPushButton(tr("Use This Format"));
    m_use->setObjectName(u"useFormatButton"_s);
    auto* const foot = new QHBoxLayout;
    foot->setSpacing(theme::spacing(2));
    foot->addWidget(m_source, 1);
    foot->addWidget(m_use, 0, Qt::AlignTop);
    m_all = new QToolButton;
    m_all->setObjectName(u"allFormatsButton"_s);
    m_all->setText(tr("All Formats"));
    m_all->setToolTip(
        tr("Otherwise those that no smaller file beats in published perplexity, and "
           "the chosen one."));
    m_all->setCheckable(true);
    m_all->setProperty("quiet", true);
    m_all->setFocusPolicy(Qt::StrongFocus);
    auto* const head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_all, 0, Qt::AlignTop);
    column->addLayout(head);
    column->addWidget(m_table);
    column->addLayout(foot);
    connect(m_table, &TextTableView::rowChosen, this, &FormatCard::select);
    connect(m_all, &QToolButton::toggled, this, &FormatCard::refreshTable);
    connect(m_use, &QPushButton::clicked, this, [this] {
        if (const FormatChoice* const choice = selected()) {
            emit formatChosen(std::string(choice->fit.format->id));
        }
    });
    refreshButton();
}

void FormatCard::setChoices(const QString& optionName, std::vector<FormatChoice> choices) {
    m_choices = std::move(choices);
    m_title->setText(tr("Weight formats on %1").arg(optionName));
    m_table->setAccessibleName(m_title->text());
    m_source->setText(sourcesOf(m_choices));
    refreshTable();
}

void FormatCard::refreshTable() {
    m_shown = worthTheirBytes(m_choices);
    m_all->setVisible(m_all->isChecked() || m_shown.size() < m_choices.size());
    if (m_all->isChecked()) {
        m_shown.resize(m_choices.size());
        std::iota(m_shown.begin(), m_shown.end(), std::size_t{0});
    }
    m_row = -1;
    m_table->setTable(tableOf(m_choices, m_shown));
    refreshButton();
}

void FormatCard::select(int row) {
    m_row = row;
    refreshButton();
}

const FormatChoice* FormatCard::selected() const {
    if (m_row < 0 || m_row >= static_cast<int>(m_shown.size())) return nullptr;
    return &m_choices[m_shown[static_cast<std::size_t>(m_row)]];
}

void FormatCard::refreshButton() {
    const FormatChoice* const choice = selected();
    const bool usable = choice && !choice->chosen;
    m_use->setEnabled(usable);
    m_use->setText(usable ? tr("Use %1").arg(plainText(weightFormatName(*choice->fit.format)))
                          : tr("Use This Format"));
    m_use->setToolTip(usable ? tr("Undo brings the former format back.")
                             : tr("Choose another row first."));
}

}  // namespace headroom
