// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDate>
#include <QObject>
#include <QPointer>
#include <deque>
#include <functional>
#include <memory>

#include "database/refresh/downloader.h"
#include "ui/document/catalog_session.h"

class QProcess;
class QWidget;

namespace headroom {

class ImportPlanDialog;
struct ImportPlan;

/// Reads files, this machine and newer supplied rows into a preview, and the preview into the
/// catalog. Reading and comparing happen on a thread of their own.
class CatalogImporter : public QObject {
    Q_OBJECT
public:
    /// `session` and `window`, which the preview stands on, must outlive the importer.
    CatalogImporter(CatalogSession& session, QWidget* window, std::function<QDate()> today);
    ~CatalogImporter() override;

    void importFile(const QString& path);
    /// Asks the tools of the drivers what is in this machine.
    void detectMachine();
    /// Shows the addresses that prices can be fetched from; what is fetched goes through the
    /// preview, one list after the other.
    void refresh();
    /// Another server, for tests.
    void setDownloadLimits(const DownloadLimits& limits, const QString& cacheFolder);
    /// Shows what newer supplied rows say beside edited ones.
    void showOffers();
    bool busy() const { return m_reading.running() || m_tool != nullptr; }

signals:
    void started(const QString& sentence);
    /// Applied, or nothing to do.
    void finished(const QString& sentence);
    void failed(const QString& sentence);

private:
    struct Reading;
    void read(std::shared_ptr<Reading> reading);
    void take(Reading& reading);
    void askTool(std::size_t index);
    void toolFinished(std::size_t index, bool ran);
    void show(ImportPlan plan);
    void readNextAnswer();
    CatalogSession& m_session;
    QWidget* m_window{};
    std::function<QDate()> m_today;
    BackgroundTask m_reading;
    QProcess* m_tool{};
    DownloadLimits m_downloadLimits;
    QString m_cacheFolder;
    QPointer<ImportPlanDialog> m_preview;
    std::deque<Download> m_answers;  ///< fetched and not shown yet
};

/// The offers as the preview of an import: every row asks.
ImportPlan planOffers(const std::vector<SuppliedOffer>& offers,
                      const std::vector<TableInfo>& tables);

}  // namespace headroom
