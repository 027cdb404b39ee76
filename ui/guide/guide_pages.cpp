// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guide/guide_pages.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <array>

#include "core/decision/case_comparison.h"
#include "core/scenario/fields.h"
#include "ui/actions.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Formulas have names of their own, as the guide has a page on costs, too.
const auto kFormulas = u"-formulas"_s;

QString tr(const char* text) {
    return QCoreApplication::translate("Guide", text);
}

QString escaped(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toHtmlEscaped();
}

/// The first heading of a Markdown text.
QString titleOf(const QString& markdown, const QString& otherwise) {
    for (const QString& line : markdown.split(u'\n')) {
        if (line.startsWith(u"# "_s)) return line.mid(2).trimmed();
    }
    return otherwise;
}

QString readText(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

void addFiles(std::vector<GuidePage>& pages, const QString& folder, GuidePage::Part part) {
    const QDir dir(folder);
    for (const QString& name : dir.entryList({u"*.md"_s}, QDir::Files, QDir::Name)) {
        const QString base = QFileInfo(name).completeBaseName();
        // The contents of the folder stand beside the page already.
        if (base == u"README") continue;
        GuidePage page;
        page.id =
            part == GuidePage::Part::Formulas ? base + kFormulas : base.mid(base.indexOf(u'-') + 1);
        page.text = readText(dir.filePath(name));
        page.title = titleOf(page.text, base);
        page.part = part;
        pages.push_back(std::move(page));
    }
}

/// What a new scenario says: "36 months". Rows of the catalog stay ids, as the guide has none.
std::string defaultText(const Field& field) {
    const Scenario scenario;
    const Catalog none;
    ComparedCase fresh;
    fresh.scenario = &scenario;
    fresh.catalog = &none;
    const FieldValue value = field.get(scenario);
    if (std::holds_alternative<std::monostate>(value)) return tr("empty").toStdString();
    return inputText(field, value, fresh);
}

QString inputEntry(const Field& field) {
    const QString id = escaped(field.id);
    QString text = u"<p><a name=\"%1\"></a><b>%2</b>"_s.arg(id, escaped(field.label));
    if (!field.unit.empty()) text += u" ("_s + escaped(field.unit) + u')';
    text += u": "_s + escaped(field.help);
    if (!field.choices.empty()) {
        QStringList labels;
        for (const Choice& choice : field.choices) labels << escaped(choice.label);
        text += u' ' + tr("Choices: %1.").arg(labels.join(u"; "_s));
    }
    text += u" <i>"_s + tr("Default: %1.").arg(escaped(defaultText(field)));
    if (!field.defaultReason.empty()) text += u' ' + escaped(field.defaultReason);
    text += u"</i>"_s;
    text += u"<br><small><a href=\"field:%1\">%2</a> &nbsp; "_s.arg(
        id, tr("Go to this input").toHtmlEscaped());
    text += tr("On the command line: %1").arg(u"<code>--set "_s + id + u"=…</code>"_s);
    return text + u"</small></p>"_s;
}

QString inputsPage() {
    constexpr std::array kGroups{
        FieldGroup::Model,       FieldGroup::Workload,  FieldGroup::Privacy, FieldGroup::Place,
        FieldGroup::Money,       FieldGroup::Ownership, FieldGroup::Renting, FieldGroup::Financing,
        FieldGroup::Uncertainty, FieldGroup::Weights,   FieldGroup::Document};
    QString html = u"<h1>%1</h1>"_s.arg(tr("Every input").toHtmlEscaped());
    for (const FieldGroup group : kGroups) {
        html += u"<h2>%1</h2>"_s.arg(escaped(groupTitle(group)));
        for (const Field& field : fields()) {
            if (field.group == group) html += inputEntry(field);
        }
    }
    return html;
}

QString keyRow(const QString& keys, const QString& what) {
    return u"<tr><td><b>%1</b></td><td>%2</td></tr>"_s.arg(keys.toHtmlEscaped(),
                                                           what.toHtmlEscaped());
}

QString keyTable(const QString& heading, const QString& rows) {
    return u"<h2>%1</h2><table cellpadding=\"4\">%2</table>"_s.arg(heading.toHtmlEscaped(), rows);
}

QString shortcutsPage() {
    QString commands;
    for (const ActionSpec& spec : actionTable()) {
        const QString keys = shortcutText(spec);
        if (!keys.isEmpty()) commands += keyRow(keys, actionTip(spec));
    }
    const QString form =
        keyRow(tr("Tab, Shift+Tab"), tr("The next input, the one before")) +
        keyRow(tr("Return"), tr("Takes the number at once")) +
        keyRow(tr("Escape"), tr("Brings the former value back")) +
        keyRow(tr("Up, Down"), tr("One step more or less")) +
        keyRow(tr("Page Up, Page Down"), tr("Ten steps more or less, also on sliders")) +
        keyRow(tr("Backspace on a slider of the Answer page"), tr("Back to the form’s value")) +
        keyRow(tr("Space, Return on a card"), tr("Chooses it"));
    const QString tables =
        keyRow(tr("Arrow keys, Page Up, Page Down"), tr("Move in a table")) +
        keyRow(tr("Return"), tr("Chooses the option of the row")) +
        keyRow(QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText),
               tr("Copies the selected rows for a spreadsheet")) +
        keyRow(tr("Tab"), tr("Leaves the table"));
    const QString charts =
        keyRow(tr("Mouse wheel with Ctrl, drag"), tr("Zooms where the chart has a scale to zoom")) +
        keyRow(tr("Double click"), tr("Shows all of the chart again")) +
        keyRow(tr("Click"), tr("Chooses the option everywhere"));
    return u"<h1>%1</h1>"_s.arg(tr("Keyboard shortcuts").toHtmlEscaped()) +
           keyTable(tr("Commands"), commands) + keyTable(tr("Inputs"), form) +
           keyTable(tr("Tables"), tables) + keyTable(tr("Charts"), charts);
}

std::vector<GuidePage> allPages() {
    std::vector<GuidePage> pages;
    addFiles(pages, u":/guide"_s, GuidePage::Part::Guide);
    pages.push_back(
        {u"inputs"_s, tr("Every input"), GuidePage::Part::Reference, inputsPage(), true});
    pages.push_back({u"shortcuts"_s, tr("Keyboard shortcuts"), GuidePage::Part::Reference,
                     shortcutsPage(), true});
    addFiles(pages, u":/docs"_s, GuidePage::Part::Formulas);
    return pages;
}

}  // namespace

const std::vector<GuidePage>& guidePages() {
    static const std::vector<GuidePage> pages = allPages();
    return pages;
}

const GuidePage* guidePage(const QString& id) {
    const auto found = std::find_if(guidePages().begin(), guidePages().end(),
                                    [&](const GuidePage& page) { return page.id == id; });
    return found == guidePages().end() ? nullptr : &*found;
}

QString guideTarget(const GuidePage& from, const QString& link) {
    if (link.startsWith(u"page:"_s)) return guidePage(link.mid(5)) ? link.mid(5) : QString();
    if (!link.endsWith(u".md"_s)) return {};
    const QString base = QFileInfo(link).completeBaseName();
    // A page of formulas means its neighbours; the guide means its own pages first.
    const QString formulas = base + kFormulas;
    if (from.part == GuidePage::Part::Formulas) return guidePage(formulas) ? formulas : QString();
    if (guidePage(base)) return base;
    return guidePage(formulas) ? formulas : QString();
}

}  // namespace headroom
