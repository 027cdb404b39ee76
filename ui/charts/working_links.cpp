// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/working_links.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <optional>

#include "ui/charts/chart_style.h"
#include "ui/theme/theme.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

const auto kInput = u"input:"_s;
const auto kMore = u"more:"_s;

QString tr(const char* text) {
    return QCoreApplication::translate("WorkingView", text);
}

QString anchor(const QString& link, const QString& tip, const QString& text) {
    return u"<a href=\"%1\" title=\"%2\" style=\"color: %3\">%4</a>"_s.arg(
        link, tip.toHtmlEscaped(), theme::color(theme::Role::Accent).name(), text.toHtmlEscaped());
}

}  // namespace

QString inputTip(const InputReference& input) {
    const QString name = plainText(input.label);
    switch (input.kind) {
        case InputKind::Field:
            return tr("Go to the input “%1”").arg(name);
        case InputKind::Option:
            return tr("Choose “%1” and show it among all options").arg(name);
        case InputKind::CatalogRow:
            return tr("Open the catalog at “%1”").arg(name);
    }
    return {};
}

QString inputsHtml(const InputReferences& inputs, std::size_t line, bool all) {
    if (inputs.empty()) return {};
    // One that would wait alone may as well be said.
    const bool folded = !all && inputs.size() > kShownInputs + 1;
    const std::size_t shown = folded ? kShownInputs : inputs.size();
    QStringList links;
    for (std::size_t i = 0; i < shown; ++i) {
        links << anchor(u"%1%2/%3"_s.arg(kInput).arg(line).arg(i), toolTipText(inputTip(inputs[i])),
                        plainText(referenceText(inputs[i])));
    }
    QString html = tr("from: %1").toHtmlEscaped().arg(links.join(u" · "_s));
    if (folded) {
        const auto rest = static_cast<qlonglong>(inputs.size() - shown);
        html += u' ' + anchor(kMore + QString::number(line), toolTipText(tr("Show all inputs")),
                              tr("and %1 more").arg(rest));
    }
    return html;
}

std::optional<InputLink> inputLink(const QString& link) {
    if (!link.startsWith(kInput)) return std::nullopt;
    const QStringList parts = link.mid(kInput.size()).split(u'/');
    if (parts.size() != 2) return std::nullopt;
    bool lineOk = false;
    bool inputOk = false;
    const InputLink found{parts[0].toULongLong(&lineOk), parts[1].toULongLong(&inputOk)};
    return lineOk && inputOk ? std::optional(found) : std::nullopt;
}

std::optional<std::size_t> moreLink(const QString& link) {
    if (!link.startsWith(kMore)) return std::nullopt;
    bool ok = false;
    const std::size_t line = link.mid(kMore.size()).toULongLong(&ok);
    return ok ? std::optional(line) : std::nullopt;
}

}  // namespace headroom
