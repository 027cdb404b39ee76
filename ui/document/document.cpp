// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/document.h"

#include <QDate>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QUndoCommand>
#include <algorithm>

#include "core/scenario/fields.h"
#include "ui/document/autosave.h"
#include "ui/document/risk_session.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

/// Every edit of a scenario: a pair of values.
class EditScenario final : public QUndoCommand {
public:
    EditScenario(Document& document, Scenario after, const QString& text, int mergeId)
        : QUndoCommand(text),
          m_document(document),
          m_before(document.scenario()),
          m_after(std::move(after)),
          m_mergeId(mergeId) {}

    void undo() override { m_document.apply(m_before); }
    void redo() override { m_document.apply(m_after); }
    int id() const override { return m_mergeId; }
    bool mergeWith(const QUndoCommand* other) override {
        m_after = static_cast<const EditScenario*>(other)->m_after;
        setObsolete(m_after == m_before);
        return true;
    }

private:
    Document& m_document;
    Scenario m_before;
    Scenario m_after;
    int m_mergeId;
};

/// From the prices as saved to the live catalog.
class UpdatePrices final : public QUndoCommand {
public:
    UpdatePrices(Document& document, std::optional<CatalogRows> snapshot, QString savedOn)
        : QUndoCommand(Document::tr("Update Prices")),
          m_document(document),
          m_snapshot(std::move(snapshot)),
          m_savedOn(std::move(savedOn)) {}

    void undo() override { m_document.follow(m_snapshot, m_savedOn); }
    void redo() override { m_document.follow(std::nullopt, {}); }

private:
    Document& m_document;
    std::optional<CatalogRows> m_snapshot;
    QString m_savedOn;
};

Document::Document(CatalogSession& session, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_catalog(session.catalog()),
      m_risk(std::make_unique<RiskSession>()) {
    connect(&m_session, &CatalogSession::changed, this, [this] {
        refreshCatalog();
        reevaluate();
    });
    connect(m_risk.get(), &RiskSession::changed, this, &Document::riskChanged);
    reevaluate();
}

Document::~Document() = default;

const Verdict& Document::verdict() const {
    return m_risk->verdict() == nullptr ? m_evaluation.verdict : *m_risk->verdict();
}

void Document::edit(const Scenario& next, const QString& text, int mergeId) {
    if (next == m_scenario) return;
    m_undoStack.push(new EditScenario(*this, next, text, mergeId));
}

void Document::updatePrices() {
    if (m_snapshot) m_undoStack.push(new UpdatePrices(*this, m_snapshot, m_savedOn));
}

std::vector<PriceDifference> Document::priceDifferences() const {
    return m_snapshot ? differences(*m_snapshot, m_session.rows()) : std::vector<PriceDifference>{};
}

void Document::setInputProblem(const QString& fieldId, const QString& sentence) {
    const std::string id = fieldId.toStdString();
    const std::string text = sentence.toStdString();
    const auto known = m_inputProblems.find(id);
    if (known == m_inputProblems.end() ? text.empty() : known->second == text) return;
    if (text.empty()) {
        m_inputProblems.erase(known);
    } else {
        m_inputProblems.insert_or_assign(id, text);
    }
    collectFindings();
    emit changed();
}

QString Document::title() const {
    const QString own = QString::fromStdString(m_scenario.title).trimmed();
    if (!own.isEmpty()) return own;
    return m_path.isEmpty() ? tr("Untitled") : QFileInfo(m_path).completeBaseName();
}

void Document::begin(const Scenario& scenario) {
    takeDocument({.scenario = scenario, .snapshot = {}, .savedOn = {}, .unknown = {}}, {});
    m_undoStack.setClean();
}

void Document::load(const QString& path) {
    takeDocument(loadScenario(path), QFileInfo(path).absoluteFilePath());
    m_undoStack.setClean();
}

void Document::loadExample(const QString& resourcePath) {
    takeDocument(loadScenario(resourcePath), {});
    m_undoStack.setClean();
}

void Document::loadRecovered(const QString& autosavePath) {
    ScenarioDocument recovered = loadScenario(autosavePath);
    const QString originalPath = takeOriginalPath(recovered);
    takeDocument(std::move(recovered), originalPath);
    m_undoStack.resetClean();
}

void Document::save(const QString& path) {
    saveScenario(path, file());
    m_path = QFileInfo(path).absoluteFilePath();
    m_undoStack.setClean();
    emit pathChanged();
}

ScenarioDocument Document::file() const {
    ScenarioDocument result{
        .scenario = m_scenario, .snapshot = {}, .savedOn = {}, .unknown = m_unknown};
    result.savedOn = m_snapshot ? m_savedOn : QDate::currentDate().toString(Qt::ISODate);
    result.snapshot = rowsToSave(m_scenario, m_session.rows(), m_snapshot);
    return result;
}

void Document::setFocusedOption(const QString& id) {
    if (id == m_focusedOption) return;
    m_focusedOption = id;
    emit focusChanged();
}

const OptionResult* Document::focused() const {
    if (const OptionResult* chosen = m_evaluation.find(m_focusedOption.toStdString())) {
        return chosen;
    }
    if (m_evaluation.options.empty()) return nullptr;
    const std::vector<std::size_t>& highlights = m_evaluation.highlights;
    return &m_evaluation.options[highlights.empty() ? 0 : highlights.front()];
}

void Document::apply(const Scenario& next) {
    // A new value takes the place of text that was none.
    std::erase_if(m_inputProblems, [&](const auto& problem) {
        const Field* const field = findField(problem.first);
        return !field || field->get(m_scenario) != field->get(next);
    });
    m_scenario = next;
    reevaluate();
}

void Document::follow(std::optional<CatalogRows> snapshot, const QString& savedOn) {
    m_snapshot = std::move(snapshot);
    m_savedOn = savedOn;
    refreshCatalog();
    reevaluate();
}

void Document::refreshCatalog() {
    m_catalog =
        m_snapshot ? std::make_shared<const Catalog>(documentCatalog(m_session.rows(), *m_snapshot))
                   : m_session.catalog();
}

void Document::reevaluate() {
    m_risk->clear();  // its draws would share the processors with the evaluation
    m_validation = validate(m_scenario, *m_catalog);
    if (!hasErrors(m_validation)) {
        QElapsedTimer timer;
        timer.start();
        Evaluation next = evaluate(m_scenario, *m_catalog);
        m_milliseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        std::swap(m_evaluation, next);
        // Hundreds of results are freed once the new ones are on the screen.
        QTimer::singleShot(0, this, [former = std::make_shared<Evaluation>(std::move(next))] {});
    }
    collectFindings();
    if (m_stale) {
        m_risk->clear();
    } else {
        m_risk->ask(m_scenario, m_evaluation, m_catalog);
    }
    emit changed();
}

void Document::collectFindings() {
    m_findings = m_validation;
    for (const auto& [field, sentence] : m_inputProblems) {
        m_findings.push_back({Severity::Error, field, sentence, {}});
    }
    m_stale = hasErrors(m_findings);
}

void Document::takeDocument(ScenarioDocument document, const QString& path) {
    // Nothing of this object changes before everything that can fail has been done.
    std::optional<CatalogRows> snapshot = std::move(document.snapshot);
    if (snapshot && differences(*snapshot, m_session.rows()).empty()) snapshot.reset();
    CatalogPointer catalog = m_session.catalog();
    if (snapshot) {
        try {
            catalog = std::make_shared<const Catalog>(documentCatalog(m_session.rows(), *snapshot));
        } catch (const std::exception& error) {
            throw FileError(
                tr("The prices saved in “%1” cannot be read. Nothing was opened. Remove "
                   "the “catalog” part of the file to open it with current prices.")
                    .arg(path.isEmpty() ? tr("the file") : path),
                QString::fromUtf8(error.what()));
        }
    }
    m_scenario = std::move(document.scenario);
    m_unknown = std::move(document.unknown);
    m_savedOn = snapshot ? document.savedOn : QString();
    m_snapshot = std::move(snapshot);
    m_catalog = std::move(catalog);
    m_path = path;
    m_evaluation = {};
    m_inputProblems.clear();
    m_focusedOption.clear();
    m_undoStack.clear();
    reevaluate();
    emit loaded();
    emit pathChanged();
    emit focusChanged();
}

}  // namespace headroom
