// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QUndoStack>
#include <map>
#include <memory>
#include <optional>

#include "core/evaluate.h"
#include "database/scenario_document.h"
#include "ui/document/catalog_session.h"

namespace headroom {

class RiskSession;

/// One open scenario: the only owner of its state. Views read it and call `edit`; none talks to
/// another.
class Document : public QObject {
    Q_OBJECT
public:
    explicit Document(CatalogSession& session, QObject* parent = nullptr);
    ~Document() override;

    const Scenario& scenario() const { return m_scenario; }
    /// Of the last scenario without errors; `stale()` says whether it is older than `scenario()`.
    const Evaluation& evaluation() const { return m_evaluation; }
    const std::vector<Finding>& findings() const { return m_findings; }
    bool stale() const { return m_stale; }
    /// In the words of the odds once these are known, by the margin until then.
    const Verdict& verdict() const;
    const RiskSession& risk() const { return *m_risk; }
    double evaluationMilliseconds() const { return m_milliseconds; }
    /// The catalog this document is evaluated with: live, or as saved.
    const Catalog& catalog() const { return *m_catalog; }
    /// The same, for a thread to keep.
    const CatalogPointer& catalogPointer() const { return m_catalog; }
    CatalogSession& session() const { return m_session; }
    bool pricesAsSaved() const { return m_snapshot.has_value(); }
    QString savedOn() const { return m_savedOn; }

    /// Every edit goes through here. Equal to the current value: nothing happens.
    /// `text` is the undo text, "Change Context Length". Consecutive edits of one field merge while
    /// `mergeId` is equal and >= 0.
    void edit(const Scenario& next, const QString& text, int mergeId = -1);
    /// Switches to the live catalog, undoable.
    void updatePrices();
    /// What `updatePrices` would change; empty while the document follows the live catalog.
    std::vector<PriceDifference> priceDifferences() const;
    /// Text in an input that is no value yet: it joins the findings as an error and makes the
    /// results stale, while the scenario keeps its last value. An empty sentence clears it.
    void setInputProblem(const QString& fieldId, const QString& sentence);
    QUndoStack& undoStack() { return m_undoStack; }

    QString path() const { return m_path; }
    bool modified() const { return !m_undoStack.isClean(); }
    QString title() const;
    void begin(const Scenario& scenario);             ///< untitled, nothing to save yet
    void load(const QString& path);                   ///< throws FileError
    void loadExample(const QString& resourcePath);    ///< untitled copy
    void loadRecovered(const QString& autosavePath);  ///< keeps its old path, counts as modified
    void save(const QString& path);                   ///< throws FileError
    /// What `save` writes: the scenario with the catalog rows its figures were made with.
    ScenarioDocument file() const;
    /// Option that all pages highlight; empty = the best.
    QString focusedOption() const { return m_focusedOption; }
    void setFocusedOption(const QString& id);
    const OptionResult* focused() const;

signals:
    void changed();      ///< scenario, evaluation or findings are new
    void riskChanged();  ///< the odds of the evaluation are known
    void focusChanged();
    void pathChanged();
    void loaded();  ///< another scenario took the place of the former one

private:
    friend class EditScenario;
    friend class UpdatePrices;
    void apply(const Scenario& next);
    void follow(std::optional<CatalogRows> snapshot, const QString& savedOn);
    void refreshCatalog();
    void reevaluate();
    void collectFindings();
    void takeDocument(ScenarioDocument document, const QString& path);
    CatalogSession& m_session;
    Scenario m_scenario;
    Evaluation m_evaluation;
    std::vector<Finding> m_validation;
    std::map<std::string, std::string> m_inputProblems;  ///< by field id
    std::vector<Finding> m_findings;                     ///< both of the above
    bool m_stale{};
    double m_milliseconds{};
    CatalogPointer m_catalog;
    std::optional<CatalogRows> m_snapshot;
    QString m_savedOn;
    QJsonObject m_unknown;
    QString m_path;
    QString m_focusedOption;
    QUndoStack m_undoStack;
    std::unique_ptr<RiskSession> m_risk;
};

}  // namespace headroom
