// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_list.h"

#include <QDate>
#include <QFileInfo>
#include <QLocale>
#include <QTime>
#include <algorithm>
#include <chrono>

#include "core/decision/risk_verdict.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kAtOnce = 0ms;
constexpr qsizetype kLongestName = 200;

QString shortened(const QString& name) {
    return name.size() <= kLongestName ? name : name.left(kLongestName - 1) + u'…';
}

/// An answer in the words of the odds, as the document's is.
struct Answer {
    Evaluation evaluation;
    Verdict verdict;
    std::string problem;  ///< why there is no verdict
};

/// The first error, with its remedy.
std::string problemOf(const std::vector<Finding>& findings) {
    const auto error = std::find_if(findings.begin(), findings.end(), [](const Finding& finding) {
        return finding.severity == Severity::Error;
    });
    if (error == findings.end()) return {};
    return error->remedy.empty() ? error->message : error->message + ' ' + error->remedy;
}

Answer answerOf(const Scenario& scenario, const Catalog& catalog,
                const LatestJob::Stopped& stopped) {
    Answer answer;
    try {
        answer.evaluation = evaluate(scenario, catalog);
        answer.problem = problemOf(answer.evaluation.findings);
        if (answer.problem.empty()) {
            answer.verdict = verdictByOdds(answer.evaluation.verdict, answer.evaluation.options,
                                           scenario, catalog, stopped);
        }
    } catch (const std::exception& error) {
        // Lost with the work, the case would be "being judged" for ever.
        answer.problem = error.what();
    }
    return answer;
}

}  // namespace

struct CaseList::Case {
    int id{};
    QString name;
    QString origin;
    Scenario scenario;
    CatalogPointer catalog;
    std::optional<CatalogRows> snapshot;  ///< rows of a file that differ from the catalog's
    bool ofFile{};                        ///< follows the catalog, but for its snapshot
    bool pricesAsSaved{};
    QString pricesOf;  ///< when they were saved or kept, an ISO date
    std::shared_ptr<const Answer> answer;
};

CaseList::CaseList(Document& document, QObject* parent)
    : QObject(parent), m_document(document), m_job(kAtOnce) {
    connect(&m_document, &Document::changed, this, &CaseList::changed);
    connect(&m_document, &Document::riskChanged, this, &CaseList::changed);
    connect(&m_document, &Document::pathChanged, this, &CaseList::changed);
    connect(&m_document.session(), &CatalogSession::changed, this, &CaseList::followCatalog);
}

CaseList::~CaseList() = default;

bool CaseList::judging() const {
    return std::any_of(m_cases.begin(), m_cases.end(),
                       [](const auto& each) { return each->answer == nullptr; });
}

std::vector<QString> CaseList::names() const {
    std::vector<std::string> taken{m_document.title().toStdString()};
    std::vector<QString> names{m_document.title()};
    for (const auto& each : m_cases) {
        taken.push_back(distinctName(each->name.toStdString(), taken));
        names.push_back(QString::fromStdString(taken.back()));
    }
    return names;
}

QString CaseList::origin(std::size_t index) const {
    return index == 0 ? QString() : at(index).origin;
}

void CaseList::add(std::unique_ptr<Case> added) {
    added->id = ++m_lastId;
    m_cases.push_back(std::move(added));
    judge();
    emit changed();
}

void CaseList::keep() {
    if (full()) return;
    auto kept = std::make_unique<Case>();
    kept->name = tr("Case %1").arg(++m_kept);
    kept->origin = tr("kept at %1").arg(QLocale().toString(QTime::currentTime(), u"HH:mm"_s));
    kept->scenario = m_document.scenario();
    kept->catalog = m_document.catalogPointer();
    kept->pricesAsSaved = m_document.pricesAsSaved();
    kept->pricesOf =
        kept->pricesAsSaved ? m_document.savedOn() : QDate::currentDate().toString(Qt::ISODate);
    add(std::move(kept));
}

void CaseList::addFile(const QString& path) {
    if (full()) return;
    ScenarioDocument file = loadScenario(path);
    auto read = std::make_unique<Case>();
    const QFileInfo info(path);
    const QString title = QString::fromStdString(file.scenario.title).trimmed();
    const bool untitled = title.isEmpty() || file.scenario.title == Scenario{}.title;
    read->name = shortened(untitled ? info.completeBaseName() : title);
    read->origin = info.fileName();
    read->ofFile = true;
    read->scenario = std::move(file.scenario);
    read->catalog = m_document.session().catalog();
    const CatalogRows& live = m_document.session().rows();
    if (file.snapshot && !differences(*file.snapshot, live).empty()) {
        try {
            read->catalog = std::make_shared<const Catalog>(documentCatalog(live, *file.snapshot));
        } catch (const std::exception& error) {
            throw FileError(tr("The prices saved in “%1” cannot be read. It was not added. Remove "
                               "the “catalog” part of the file to judge it with current prices.")
                                .arg(path),
                            QString::fromUtf8(error.what()));
        }
        read->pricesAsSaved = true;
        read->pricesOf = file.savedOn;
    }
    // Kept even while it says what the catalog says: an edit of the catalog does not reach it.
    read->snapshot = std::move(file.snapshot);
    add(std::move(read));
}

void CaseList::remove(std::size_t index) {
    if (index == 0 || index >= count()) return;
    m_removed = std::move(m_cases[index - 1]);
    m_removedFrom = index - 1;
    m_removedReference = m_reference == m_removed->id;
    if (m_removedReference) m_reference = 0;
    m_cases.erase(m_cases.begin() + static_cast<std::ptrdiff_t>(index - 1));
    emit changed();
}

void CaseList::putBack() {
    if (!m_removed || full()) return;
    if (m_removedReference) m_reference = m_removed->id;
    const std::size_t place = std::min(m_removedFrom, m_cases.size());
    m_cases.insert(m_cases.begin() + static_cast<std::ptrdiff_t>(place), std::move(m_removed));
    judge();
    emit changed();
}

void CaseList::rename(std::size_t index, const QString& name) {
    if (index == 0 || index >= count()) return;
    const QString trimmed = shortened(name.trimmed());
    if (!trimmed.isEmpty()) at(index).name = trimmed;
    emit changed();
}

bool CaseList::canMove(std::size_t index, int by) const {
    const auto target = static_cast<std::ptrdiff_t>(index) + by;
    return index > 0 && target > 0 && target < static_cast<std::ptrdiff_t>(count());
}

void CaseList::move(std::size_t index, int by) {
    if (!canMove(index, by)) return;
    const auto target = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(index) + by);
    std::swap(m_cases[index - 1], m_cases[target - 1]);
    emit changed();
}

std::size_t CaseList::reference() const {
    for (std::size_t i = 1; i < count(); ++i) {
        if (at(i).id == m_reference) return i;
    }
    return 0;
}

void CaseList::setReference(std::size_t index) {
    const int id = index == 0 || index >= count() ? 0 : at(index).id;
    if (id == m_reference) return;
    m_reference = id;
    emit changed();
}

void CaseList::judge() {
    struct Question {
        int id{};
        Scenario scenario;
        CatalogPointer catalog;
    };
    std::vector<Question> questions;
    for (const auto& each : m_cases) {
        if (!each->answer) questions.push_back({each->id, each->scenario, each->catalog});
    }
    if (questions.empty()) return;
    m_job.run([this, questions = std::move(questions)](
                  const LatestJob::Stopped& stopped) -> LatestJob::Delivery {
        std::vector<std::pair<int, std::shared_ptr<const Answer>>> answers;
        for (const Question& question : questions) {
            answers.emplace_back(question.id, std::make_shared<const Answer>(answerOf(
                                                  question.scenario, *question.catalog, stopped)));
            if (stopped()) return {};
        }
        return [this, answers = std::move(answers)] {
            for (const auto& [id, answer] : answers) {
                for (const auto& each : m_cases) {
                    if (each->id == id) each->answer = answer;
                }
                if (m_removed && m_removed->id == id) m_removed->answer = answer;
            }
            emit changed();
        };
    });
}

void CaseList::followCatalog() {
    const CatalogRows& live = m_document.session().rows();
    const auto follow = [&](Case& each) {
        if (!each.ofFile) return;
        try {
            each.catalog =
                each.snapshot
                    ? std::make_shared<const Catalog>(documentCatalog(live, *each.snapshot))
                    : m_document.session().catalog();
        } catch (const std::exception&) {
            return;  // rows that no longer go with the saved ones: what was judged stays
        }
        each.pricesAsSaved = each.snapshot && !differences(*each.snapshot, live).empty();
        each.answer.reset();
    };
    for (const auto& each : m_cases) follow(*each);
    if (m_removed) follow(*m_removed);
    judge();
    emit changed();
}

ComparedCase CaseList::documentCase() const {
    const Evaluation& evaluation = m_document.evaluation();
    const bool judged = !evaluation.options.empty() || !m_document.stale();
    ComparedCase compared{.name = m_document.title().toStdString(),
                          .scenario = &m_document.scenario(),
                          .catalog = &m_document.catalog(),
                          .verdict = judged ? &m_document.verdict() : nullptr,
                          .options = evaluation.options,
                          .feasibleCount = evaluation.feasibleCount,
                          .shown = nullptr,
                          .problem = problemOf(m_document.findings())};
    if (m_document.pricesAsSaved()) {
        compared.prices = CasePrices::Saved;
        compared.pricesOf = m_document.savedOn().toStdString();
    }
    return compared;
}

std::vector<ComparedCase> CaseList::compared(const std::string& optionId) const {
    std::vector<ComparedCase> all{documentCase()};
    const std::vector<QString> shownNames = names();
    for (std::size_t i = 1; i < count(); ++i) {
        const Case& each = at(i);
        ComparedCase side{.name = shownNames[i].toStdString(),
                          .scenario = &each.scenario,
                          .catalog = each.catalog.get(),
                          .verdict = nullptr,
                          .options = {},
                          .feasibleCount = 0,
                          .shown = nullptr,
                          .problem = {}};
        if (each.answer) {
            side.problem = each.answer->problem;
            if (side.problem.empty()) side.verdict = &each.answer->verdict;
            side.options = each.answer->evaluation.options;
            side.feasibleCount = each.answer->evaluation.feasibleCount;
        }
        const bool live = each.catalog == m_document.session().catalog();
        if (each.pricesAsSaved) {
            side.prices = CasePrices::Saved;
        } else if (!each.ofFile && !live) {
            side.prices = CasePrices::Kept;
        }
        if (side.prices != CasePrices::Current) side.pricesOf = each.pricesOf.toStdString();
        all.push_back(std::move(side));
    }
    for (ComparedCase& side : all) {
        side.shown = shownOption(side.options, side.feasibleCount, optionId);
    }
    return all;
}

}  // namespace headroom
