// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/text_dialog.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QDir>
#include <QGuiApplication>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QSysInfo>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

#include "core/explain/explain.h"
#include "core/explain/measure_commands.h"
#include "database/sqlite_version.h"
#include "ui/charts/working_links.h"
#include "ui/document/catalog_session.h"
#include "ui/theme/theme.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString escaped(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toHtmlEscaped();
}

QString element(const QString& tag, const QString& inside) {
    return u"<%1>%2</%1>"_s.arg(tag, inside);
}

QString measuringText(const OptionResult& option, const Scenario& scenario,
                      const Catalog& catalog) {
    QString html;
    for (const MeasureCommand& command : measureCommands(option, scenario, catalog)) {
        html += element(u"p"_s, escaped(command.purpose) + u"<br><code>"_s +
                                    escaped(command.command) + u"</code>"_s);
    }
    return html.isEmpty() ? html : element(u"h3"_s, TextDialog::tr("Measure It Yourself")) + html;
}

}  // namespace

TextDialog* TextDialog::open(QWidget* parent, const QString& title, const QString& html) {
    auto* const dialog = new TextDialog(parent, title, html);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
    return dialog;
}

TextDialog::TextDialog(QWidget* parent, const QString& title, const QString& html)
    : QDialog(parent) {
    setObjectName(u"textDialog"_s);
    setWindowTitle(title);
    resize(theme::scaled(760), theme::scaled(620));
    auto* const layout = new QVBoxLayout(this);
    auto* const browser = new QTextBrowser;
    browser->setObjectName(u"textDialogBrowser"_s);
    browser->setAccessibleName(title);
    browser->setOpenLinks(false);
    browser->setFrameShape(QFrame::NoFrame);
    browser->document()->setDocumentMargin(theme::spacing(3));
    browser->setHtml(html);
    layout->addWidget(browser);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton* const copy = buttons->addButton(tr("Copy Text"), QDialogButtonBox::ActionRole);
    copy->setObjectName(u"copyTextButton"_s);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(browser, &QTextBrowser::anchorClicked, this,
            [this](const QUrl& link) { emit linkRequested(link.toString()); });
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(plainText()); });
}

QString TextDialog::plainText() const {
    return findChild<QTextBrowser*>()->toPlainText();
}

void TextDialog::setHtml(const QString& html) {
    auto* const browser = findChild<QTextBrowser*>();
    const int place = browser->verticalScrollBar()->value();
    browser->setHtml(html);
    browser->verticalScrollBar()->setValue(place);
}

WorkingText::WorkingText(const OptionResult& option, const Scenario& scenario,
                         const Catalog& catalog)
    : m_name(escaped(option.option.name)),
      m_parts{{TextDialog::tr("Memory"), explainMemory(option, scenario, catalog)},
              {TextDialog::tr("Speed"), explainSpeed(option, scenario, catalog)},
              {TextDialog::tr("Power"), explainPower(option, scenario, catalog)},
              {TextDialog::tr("Cost"), explainCost(option, scenario, catalog)}},
      m_measuring(measuringText(option, scenario, catalog)) {}

QString WorkingText::html() const {
    QString text = element(u"h2"_s, m_name);
    std::size_t first = 0;
    for (const auto& [title, lines] : m_parts) {
        text += table(title, lines, first);
        first += lines.size();
    }
    return text + m_measuring;
}

QString WorkingText::table(const QString& title, const std::vector<ExplanationLine>& lines,
                           std::size_t first) const {
    if (lines.empty()) return {};
    QString html = element(u"h3"_s, title) + u"<table cellpadding=\"4\" width=\"100%\">"_s;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const ExplanationLine& line = lines[i];
        QStringList middle{escaped(line.formula)};
        if (!line.numbers.empty()) middle << u"= "_s + escaped(line.numbers);
        if (!line.source.empty()) {
            middle << u"<small><i>"_s + escaped(line.source) + u"</i></small>"_s;
        }
        const QString inputs = inputsHtml(line.inputs, first + i, m_unfolded.contains(first + i));
        if (!inputs.isEmpty()) middle << element(u"small"_s, inputs);
        html += u"<tr><td width=\"22%\"><b>"_s + escaped(line.label) + u"</b></td><td>"_s +
                middle.join(u"<br>"_s) + u"</td><td align=\"right\"><b>"_s + escaped(line.result) +
                u"</b></td></tr>"_s;
    }
    return html + u"</table>"_s;
}

std::optional<InputReference> WorkingText::follow(const QString& link) {
    if (const auto line = moreLink(link)) m_unfolded.insert(*line);
    const auto input = inputLink(link);
    if (!input) return std::nullopt;
    std::size_t line = input->line;
    for (const auto& [title, lines] : m_parts) {
        if (line >= lines.size()) {
            line -= lines.size();
            continue;
        }
        const InputReferences& inputs = lines[line].inputs;
        return input->input < inputs.size() ? std::optional(inputs[input->input]) : std::nullopt;
    }
    return std::nullopt;
}

QString aboutText(const CatalogSession& session) {
    const CatalogStore& store = session.store();
    const QStringList lines{
        TextDialog::tr("Headroom %1").arg(QStringLiteral(HEADROOM_VERSION)),
        TextDialog::tr("Qt %1, %2")
            .arg(QString::fromLatin1(qVersion()), QSysInfo::buildCpuArchitecture()),
        TextDialog::tr("%1, platform plugin %2, locale %3")
            .arg(QSysInfo::prettyProductName(), QGuiApplication::platformName(), QLocale().name()),
        TextDialog::tr("SQLite %1").arg(sqliteVersion()),
        TextDialog::tr("Catalog schema %1, prices up to %2")
            .arg(store.schemaVersion())
            .arg(session.newestPriceDate()),
        QDir::toNativeSeparators(store.path()),
    };
    QString html = element(u"h2"_s, TextDialog::tr("Headroom"));
    html += element(u"p"_s, TextDialog::tr("Does it fit, how fast is it, what does it draw, and "
                                           "what does it cost to buy, rent or call. Everything is "
                                           "computed on this machine; nothing is sent anywhere.")
                                .toHtmlEscaped());
    QString block;
    for (const QString& line : lines) block += line.toHtmlEscaped() + u"<br>"_s;
    html += element(u"p"_s, block);
    return html + element(u"p"_s, TextDialog::tr("Free software under the GNU General Public "
                                                 "License, version 3 or later.")
                                      .toHtmlEscaped());
}

}  // namespace headroom
