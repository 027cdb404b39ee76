// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/answer_page_card.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>
#include <array>

#include "core/units/format.h"
#include "ui/charts/chart_style.h"
#include "ui/pages/answer_page_text.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/labels.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t kFigures = 5;

QString accessibleSummary(const OptionResult& result, const QString& standing,
                          const std::vector<answer::Figure>& figures) {
    QStringList parts{QString::fromStdString(result.option.name), standing};
    for (const answer::Figure& figure : figures) parts << figure.label + u' ' + figure.value;
    return parts.join(u", "_s);
}

}  // namespace

OptionCard::OptionCard(QWidget* parent) : Card(parent) {
    setClickable(true);
    auto* const layout = new QVBoxLayout(this);
    const int side = theme::spacing(3);
    layout->setContentsMargins(side, side, side, side);
    layout->setSpacing(theme::spacing(0));
    auto* const chips = new QHBoxLayout;
    chips->setSpacing(theme::spacing(0));
    m_kind = new Badge({});
    m_standing = new Badge({});
    chips->addWidget(m_kind);
    chips->addWidget(m_standing);
    chips->addStretch(1);
    m_name = makeLabel({}, theme::TextStyle::CardTitle, true);
    m_name->setWordWrap(true);
    m_price = makeLabel({}, theme::TextStyle::Caption, false, Tone::Muted);
    m_price->setWordWrap(true);
    m_reason = makeLabel({}, theme::TextStyle::Caption, false, Tone::Bad);
    m_reason->setWordWrap(true);
    layout->addLayout(chips);
    layout->addWidget(m_name);
    layout->addWidget(m_price);
    layout->addWidget(m_reason);
    m_aside = makeLabel({}, theme::TextStyle::Caption);
    m_aside->setObjectName(u"optionAside"_s);
    m_aside->setWordWrap(true);
    layout->addWidget(m_aside);
    layout->addSpacing(theme::spacing(0));
    auto* const grid = new QGridLayout;
    grid->setHorizontalSpacing(theme::spacing(1));
    grid->setVerticalSpacing(theme::spacing(0));
    grid->setColumnStretch(0, 1);
    for (std::size_t i = 0; i < kFigures; ++i) {
        Line line{makeLabel({}), makeLabel({}, theme::TextStyle::Body, true)};
        line.label->setWordWrap(true);
        line.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        grid->addWidget(line.label, static_cast<int>(i), 0);
        grid->addWidget(line.value, static_cast<int>(i), 1);
        m_lines.push_back(line);
    }
    layout->addLayout(grid);
    layout->addSpacing(theme::spacing(1));
    m_bar = new LedgerBar;
    layout->addWidget(m_bar);
    layout->addStretch(1);
}

void OptionCard::show(const OptionResult& result, const QString& standing, const Scenario& scenario,
                      const Catalog& catalog) {
    m_optionId = QString::fromStdString(result.option.id);
    const theme::Role role = theme::optionRole(result.option.kind);
    setEdge(role);
    const std::string_view kind = optionKindLabel(result.option.kind);
    m_kind->set(QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size())), role);
    m_standing->set(standing, result.feasible ? theme::Role::Muted : theme::Role::Bad);
    m_name->setText(breakable(QString::fromStdString(result.option.name)));
    m_price->setText(answer::priceLine(result, catalog));
    m_price->setToolTip(toolTipText(QString::fromStdString(result.price.source)));
    m_reason->setVisible(!result.exclusions.empty());
    if (!result.exclusions.empty()) {
        m_reason->setText(breakable(QString::fromStdString(result.exclusions.front().reason)));
        m_reason->setToolTip(toolTipText(QString::fromStdString(result.exclusions.front().remedy)));
    }
    const answer::Figure aside = answer::aside(result);
    m_aside->setVisible(!aside.value.isEmpty());
    m_aside->setText(aside.value);
    setTone(m_aside, aside.tone);
    m_aside->setFont(theme::font(theme::TextStyle::Caption));
    m_aside->setToolTip(aside.tip.isEmpty() ? QString() : toolTipText(aside.tip));
    const std::vector<answer::Figure> figures = answer::figures(result, scenario);
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const answer::Figure& figure = figures.at(i);
        m_lines[i].label->setText(figure.label);
        setTone(m_lines[i].label, figure.tone == Tone::Bad ? Tone::Bad : Tone::Plain);
        m_lines[i].value->setText(figure.value);
        setTone(m_lines[i].value, figure.tone);  // polishing would bring a former font back
        m_lines[i].value->setFont(theme::font(theme::TextStyle::Body, figure.tone != Tone::Muted));
        for (QLabel* const label : {m_lines[i].label, m_lines[i].value}) {
            label->setToolTip(figure.tip.isEmpty() ? QString() : toolTipText(figure.tip));
            label->setProperty(kWhyProperty,
                               figure.why ? QVariant::fromValue(*figure.why) : QVariant());
        }
    }
    m_bar->setVisible(result.ledger.has_value());
    if (result.ledger) m_bar->show(*result.ledger);
    setAccessibleName(accessibleSummary(result, standing, figures));
    setVisible(true);
}

LedgerBar::LedgerBar(QWidget* parent) : QWidget(parent) {
    setAccessibleRole(*this, QAccessible::Graphic);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LedgerBar::show(const Ledger& ledger) {
    m_total = ledger.total();
    const QString tip =
        tr("Weights %1, KV cache %2, state %3, compute %4, engine %5, companions and index %6, "
           "free %7")
            .arg(QString::fromStdString(formatGib(m_total.weights)),
                 QString::fromStdString(formatGib(m_total.cache())),
                 QString::fromStdString(formatGib(m_total.state)),
                 QString::fromStdString(formatGib(m_total.compute + m_total.output)),
                 QString::fromStdString(formatGib(m_total.engine + m_total.reserve)),
                 QString::fromStdString(formatGib(m_total.companions + m_total.index)),
                 QString::fromStdString(formatGib(m_total.free())));
    setToolTip(tip);
    setAccessibleName(tip);
    update();
}

QSize LedgerBar::sizeHint() const {
    return {theme::spacing(5) * 3, theme::spacing(2)};
}

QSize LedgerBar::minimumSizeHint() const {
    return {theme::spacing(5), theme::spacing(2)};
}

void LedgerBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double whole = std::max(m_total.usable.value, m_total.used().value);
    if (whole <= 0) return;
    const double tickHeight = height();
    const QRectF bar(0, tickHeight * 0.2, width() - 2.0, tickHeight * 0.6);
    const double capacity = m_total.usable.value / whole * bar.width();
    painter.fillRect(QRectF(bar.left(), bar.top(), capacity, bar.height()),
                     theme::color(theme::Role::Free));
    const std::array parts{
        std::pair{m_total.weights, theme::Role::Weights},
        std::pair{m_total.cache(), theme::Role::Kv},
        std::pair{m_total.state, theme::Role::State},
        std::pair{m_total.compute + m_total.output, theme::Role::Compute},
        std::pair{m_total.engine + m_total.reserve, theme::Role::Engine},
        std::pair{m_total.companions + m_total.index, theme::Role::Companions},
    };
    double x = bar.left();
    for (const auto& [amount, role] : parts) {
        const double end = x + amount.value / whole * bar.width();
        const double solidEnd = std::clamp(capacity, x, end);
        QColor colour = theme::color(role);
        painter.fillRect(QRectF(x, bar.top(), solidEnd - x, bar.height()), colour);
        colour.setAlphaF(0.4F);
        painter.fillRect(QRectF(solidEnd, bar.top(), end - solidEnd, bar.height()), colour);
        x = end;
    }
    const bool fits = m_total.free().value >= 0;
    painter.fillRect(QRectF(capacity, 0, 2.0, tickHeight),
                     theme::color(fits ? theme::Role::Text : theme::Role::Bad));
}

}  // namespace headroom
