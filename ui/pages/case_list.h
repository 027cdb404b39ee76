// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>
#include <optional>
#include <vector>

#include "core/decision/case_comparison.h"
#include "ui/document/document.h"
#include "ui/document/latest_job.h"

namespace headroom {

/// Scenarios beside the document, each a value with the catalog it is judged with. The document is
/// always the first case, and live; the others are judged on a thread. They live as long as this
/// object.
class CaseList : public QObject {
    Q_OBJECT
public:
    explicit CaseList(Document& document, QObject* parent = nullptr);
    ~CaseList() override;

    /// With the document.
    std::size_t count() const { return m_cases.size() + 1; }
    bool full() const { return count() >= kMostCases; }
    /// Whether a case waits for its answer.
    bool judging() const;
    /// Names that differ from one another.
    std::vector<QString> names() const;
    /// "kept at 10:32", the name of a file; empty for the document.
    QString origin(std::size_t index) const;

    /// Copies the document as it is now. Not when full.
    void keep();
    /// Judged with the prices saved in the file, as a document is. Not when full. Throws FileError.
    void addFile(const QString& path);
    /// Not the document, which is case 0; so for the next three.
    void remove(std::size_t index);
    void rename(std::size_t index, const QString& name);
    /// Changes places with its neighbour; not with the document.
    void move(std::size_t index, int by);
    bool canMove(std::size_t index, int by) const;
    /// Undoes the last removal, where there is room.
    void putBack();

    std::size_t reference() const;
    void setReference(std::size_t index);

    /// For core/decision; valid until the next change. `optionId` empty = the best of each.
    std::vector<ComparedCase> compared(const std::string& optionId) const;

signals:
    void changed();

private:
    struct Case;
    Case& at(std::size_t index) { return *m_cases[index - 1]; }
    const Case& at(std::size_t index) const { return *m_cases[index - 1]; }
    void add(std::unique_ptr<Case> added);
    void judge();
    void followCatalog();
    ComparedCase documentCase() const;
    Document& m_document;
    LatestJob m_job;
    std::vector<std::unique_ptr<Case>> m_cases;
    std::unique_ptr<Case> m_removed;
    std::size_t m_removedFrom{};
    bool m_removedReference{};
    int m_reference{};  ///< id of a case; 0 = the document
    int m_lastId{};
    int m_kept{};
};

}  // namespace headroom
