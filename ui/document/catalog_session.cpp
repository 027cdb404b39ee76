// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QUndoCommand>
#include <chrono>

#include "ui/document/document.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kLooksAgain = 1s;

}  // namespace

/// One edit of the catalog. `CatalogSession::edit` has applied it before it is pushed, so that a
/// refused edit never reaches the stack.
class EditCatalog final : public QUndoCommand {
public:
    EditCatalog(CatalogSession& session, const QString& text, std::vector<RowChange> changes)
        : QUndoCommand(text), m_session(session), m_changes(std::move(changes)) {}

    void redo() override {
        if (m_applied) {
            attempt(m_changes);
        }
        m_applied = true;
    }

    void undo() override {
        std::vector<RowChange> reversed;
        reversed.reserve(m_changes.size());
        for (auto change = m_changes.rbegin(); change != m_changes.rend(); ++change) {
            reversed.push_back(change->reversed());
        }
        attempt(reversed);
    }

private:
    void attempt(const std::vector<RowChange>& changes) {
        try {
            m_session.applyNow(changes);
        } catch (const FileError& error) {
            setObsolete(true);
            emit m_session.failed(error.text());
        }
    }

    CatalogSession& m_session;
    std::vector<RowChange> m_changes;
    bool m_applied{};
};

CatalogSession::CatalogSession(std::unique_ptr<CatalogStore> store, QObject* parent)
    : QObject(parent), m_store(std::move(store)) {
    reload();
    m_dataVersion = m_store->dataVersion();
    m_watch.setInterval(kLooksAgain);
    connect(&m_watch, &QTimer::timeout, this, &CatalogSession::lookForChanges);
    m_watch.start();
}

CatalogSession::~CatalogSession() = default;

void CatalogSession::lookForChanges() {
    try {
        const int version = m_store->dataVersion();
        if (version == m_dataVersion) return;
        m_dataVersion = version;
        reload();
    } catch (const FileError& error) {
        // The rows read before stay in use.
        emit failed(error.text());
        return;
    }
    emit changed();
    emit changedElsewhere();
}

QString CatalogSession::edit(const QString& text, std::vector<RowChange> changes) {
    if (changes.empty()) return {};
    try {
        applyNow(changes);
    } catch (const FileError& error) {
        return error.text();
    }
    m_undoStack.push(new EditCatalog(*this, text, std::move(changes)));
    return {};
}

QString CatalogSession::importRows(const QString& text, std::vector<RowChange> changes) {
    if (changes.empty()) return {};
    try {
        m_store->backUp(u"import"_s);
    } catch (const FileError& error) {
        return error.text();
    }
    return edit(text, std::move(changes));
}

void CatalogSession::applyNow(const std::vector<RowChange>& changes) {
    m_store->apply(changes);
    reload();
    emit changed();
}

void CatalogSession::reload() {
    m_rows = m_store->rows();
    m_catalog = m_store->load();
}

}  // namespace headroom
