// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QObject>
#include <QString>
#include <QThread>
#include <QTimer>
#include <QUndoStack>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "core/evaluate.h"
#include "database/catalog_store.h"
#include "database/scenario_document.h"

namespace headroom {

class RiskSession;

/// The catalog as the window sees it: rows for the catalog window, values for evaluation, one
/// change notice. Owns the store; documents hold a reference.
class CatalogSession : public QObject {
    Q_OBJECT
public:
    explicit CatalogSession(std::unique_ptr<CatalogStore> store, QObject* parent = nullptr);
    ~CatalogSession() override;
    CatalogStore& store() const { return *m_store; }
    const CatalogPointer& catalog() const { return m_catalog; }
    const CatalogRows& rows() const { return m_rows; }
    /// Of `rows()`; counted again only after a change or another day.
    int staleRows(const QDate& today) const;
    QString newestPriceDate() const;
    /// Edits of this session and of former ones.
    QUndoStack& undoStack() { return m_undoStack; }
    /// Applies through the undo stack; returns an empty string or the sentence to show.
    QString edit(const QString& text, std::vector<RowChange> changes);
    /// The same after a dated copy of the catalog, on a thread of its own: `done` gets an empty
    /// string or the sentence. One at a time.
    void importRows(const QString& text, std::vector<RowChange> changes,
                    std::function<void(const QString& problem)> done);
    bool importing() const { return m_importThread != nullptr; }
    /// Reads the catalog again where another program has changed it since; asked every second, too.
    void lookForChanges();

signals:
    void changed();
    /// After `changed`: it was not this program that changed the catalog.
    void changedElsewhere();
    /// An undo or redo that the database refused, as a sentence.
    void failed(const QString& sentence);

private:
    friend class EditCatalog;
    struct Import;
    void applyNow(qint64 id, bool undone, const std::vector<RowChange>& changes);
    void takeOver(const std::vector<RowChange>& changes);
    void restoreJournal();
    void reload();
    void importFinished(Import& import);
    /// What was counted, and of which rows: those of this catalog.
    struct PriceDates {
        CatalogPointer catalog;
        QDate day;
        int stale{};
        QString newest;
    };
    const PriceDates& priceDates(const QDate& today) const;
    std::unique_ptr<CatalogStore> m_store;
    CatalogPointer m_catalog;
    CatalogRows m_rows;
    mutable PriceDates m_priceDates;
    QUndoStack m_undoStack;
    QTimer m_watch;
    int m_dataVersion{};
    bool m_restoring{};
    int m_edits{};  ///< applied so far, by which an import sees that its rows are out of date
    std::unique_ptr<QThread> m_importThread;
};

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
