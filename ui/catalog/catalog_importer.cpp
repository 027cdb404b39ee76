// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/catalog_importer.h"

#include <QFileInfo>
#include <QPointer>
#include <QProcess>
#include <QTimer>
#include <QWidget>
#include <array>
#include <chrono>
#include <exception>
#include <optional>

#include "database/import/import_format.h"
#include "database/import/import_plan.h"
#include "ui/catalog/import_plan_dialog.h"
#include "ui/catalog/refresh_dialog.h"
#include "ui/widgets/counted.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kToolMilliseconds = 20'000;
constexpr std::chrono::milliseconds kLooksAgain{50};

/// A program of a driver that says what is in the machine, and the file name its output goes by.
struct Tool {
    const char* program;
    QStringList arguments;
    const char* fileName;
};

const std::array<Tool, 3>& tools() {
    static const std::array<Tool, 3> all{
        Tool{"nvidia-smi", {u"-q"_s, u"-x"_s}, "nvidia-smi.xml"},
        Tool{"rocm-smi",
             {u"--showproductname"_s, u"--showmeminfo"_s, u"vram"_s, u"--showmaxpower"_s,
              u"--json"_s},
             "rocm-smi.json"},
        Tool{"system_profiler",
             {u"SPHardwareDataType"_s, u"SPDisplaysDataType"_s, u"-json"_s},
             "system_profiler.json"}};
    return all;
}

bool differs(const ImportPlan& plan) {
    return plan.changes.size() != plan.count(PlannedKind::Unchanged);
}

}  // namespace

/// What the thread works on: copies, as the catalog may change meanwhile.
struct CatalogImporter::Reading {
    CatalogRows rows;
    std::vector<TableInfo> tables;
    QDate today;
    QString path;
    std::optional<QByteArray> bytes;  ///< in place of a file at `path`
    QString address;                  ///< where the bytes come from
    ImportPlan plan;
    QString problem;

    void work() {
        try {
            const ImportContext context{rows, tables, today, {}, {}, address};
            ImportSource source =
                bytes ? readImport(*bytes, path, context) : readImportFile(path, context);
            plan = planImport(std::move(source), rows, tables);
        } catch (const FileError& error) {
            problem = error.text();
        } catch (const std::exception& error) {
            // An exception that leaves a thread would end the program.
            problem = CatalogImporter::tr("“%1” could not be read: %2")
                          .arg(path, QString::fromUtf8(error.what()));
        }
    }
};

CatalogImporter::CatalogImporter(CatalogSession& session, QWidget* window,
                                 std::function<QDate()> today)
    : QObject(window),
      m_session(session),
      m_window(window),
      m_today(std::move(today)),
      m_cacheFolder(downloadCacheFolder()) {}

CatalogImporter::~CatalogImporter() {
    if (m_tool != nullptr) {
        m_tool->disconnect(this);
        m_tool->kill();
        m_tool->waitForFinished();
    }
}

void CatalogImporter::importFile(const QString& path) {
    if (busy()) {
        emit failed(tr("Another file is still being read. Import “%1” after it.")
                        .arg(QFileInfo(path).fileName()));
        return;
    }
    const auto reading = std::make_shared<Reading>();
    reading->path = path;
    emit started(tr("Reading %1…").arg(QFileInfo(path).fileName()));
    read(reading);
}

void CatalogImporter::read(std::shared_ptr<Reading> reading) {
    reading->rows = m_session.rows();
    reading->tables = m_session.store().tables();
    reading->today = m_today();
    m_reading.start([this, reading](const BackgroundTask::Stopped&) -> BackgroundTask::Delivery {
        reading->work();
        return [this, reading] { take(*reading); };
    });
}

void CatalogImporter::take(Reading& reading) {
    if (reading.problem.isEmpty()) {
        show(std::move(reading.plan));
    } else {
        emit failed(reading.problem);
        readNextAnswer();
    }
}

void CatalogImporter::detectMachine() {
    if (busy()) {
        emit failed(tr("A file is still being read. Detect this machine after it."));
        return;
    }
    emit started(tr("Asking the drivers…"));
    askTool(0);
}

void CatalogImporter::askTool(std::size_t index) {
    if (index == tools().size()) {
        emit failed(
            tr("None of nvidia-smi, rocm-smi and system_profiler answers here, so nothing "
               "is known about this machine. Install the tools of the driver, or add the "
               "machine by hand."));
        return;
    }
    const Tool& tool = tools()[index];
    m_tool = new QProcess(this);
    connect(m_tool, &QProcess::finished, this, [this, index](int code, QProcess::ExitStatus how) {
        toolFinished(index, code == 0 && how == QProcess::NormalExit);
    });
    connect(m_tool, &QProcess::errorOccurred, this, [this, index](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) toolFinished(index, false);
    });
    // A driver that hangs must not hang the search.
    QTimer::singleShot(kToolMilliseconds, m_tool, &QProcess::kill);
    m_tool->start(QString::fromLatin1(tool.program), tool.arguments);
}

void CatalogImporter::toolFinished(std::size_t index, bool ran) {
    const QByteArray answer = ran ? m_tool->readAllStandardOutput() : QByteArray();
    m_tool->deleteLater();
    m_tool = nullptr;
    if (answer.trimmed().isEmpty()) {
        askTool(index + 1);
        return;
    }
    const auto reading = std::make_shared<Reading>();
    reading->path = QString::fromLatin1(tools()[index].fileName);
    reading->bytes = answer;
    read(reading);
}

void CatalogImporter::setDownloadLimits(const DownloadLimits& limits, const QString& cacheFolder) {
    m_downloadLimits = limits;
    m_cacheFolder = cacheFolder;
}

void CatalogImporter::refresh() {
    auto* const dialog =
        new RefreshDialog(m_session, m_cacheFolder, m_downloadLimits, m_today, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RefreshDialog::fetched, this, [this](const std::vector<Download>& downloads) {
        m_answers.insert(m_answers.end(), downloads.begin(), downloads.end());
        if (!busy()) readNextAnswer();
    });
    dialog->open();
}

void CatalogImporter::readNextAnswer() {
    if (m_answers.empty() || busy()) return;
    if (m_session.importing()) {
        // Compared with the rows as they will be.
        QTimer::singleShot(kLooksAgain, this, &CatalogImporter::readNextAnswer);
        return;
    }
    const auto reading = std::make_shared<Reading>();
    reading->bytes = m_answers.front().bytes;
    reading->path = m_answers.front().address.path();
    reading->address = m_answers.front().address.toString();
    m_answers.pop_front();
    emit started(tr("Reading %1…").arg(reading->address));
    read(reading);
}

void CatalogImporter::showOffers() {
    try {
        ImportPlan plan =
            planOffers(m_session.store().suppliedOffers(), m_session.store().tables());
        show(std::move(plan));
    } catch (const FileError& error) {
        emit failed(error.text());
    }
}

void CatalogImporter::show(ImportPlan plan) {
    if (!differs(plan)) {
        emit finished(tr("%1 has nothing that the catalog does not have.").arg(plan.file));
        readNextAnswer();
        return;
    }
    const QString file = plan.file;
    auto* const dialog = new ImportPlanDialog(
        std::move(plan), m_session.store().tables(),
        [this, file](std::vector<RowChange> changes, const ImportPlanDialog::Done& done) {
            const std::size_t count = changes.size();
            const auto tell = [self = QPointer(this), file, count, done](const QString& problem) {
                if (problem.isEmpty() && self) {
                    emit self->finished(
                        tr("Imported %1 from %2; Undo takes it back.")
                            .arg(counted(static_cast<qlonglong>(count), tr("1 row"), tr("%1 rows")),
                                 file));
                }
                done(problem);
                // The person may have closed the preview before the rows were written.
                if (!problem.isEmpty() && self && !self->m_preview) emit self->failed(problem);
            };
            m_session.importRows(tr("Import %1").arg(file), std::move(changes), tell);
        },
        m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_preview = dialog;
    connect(dialog, &QDialog::finished, this, &CatalogImporter::readNextAnswer);
    dialog->open();
}

ImportPlan planOffers(const std::vector<SuppliedOffer>& offers,
                      const std::vector<TableInfo>& tables) {
    ImportPlan plan;
    plan.kind = CatalogImporter::tr("rows of this release beside those that you edited");
    plan.file = CatalogImporter::tr("Headroom");
    for (const SuppliedOffer& offer : offers) {
        PlannedChange change;
        change.kind = PlannedKind::Changed;
        change.change = {offer.table, offer.mine, offer.supplied};
        change.edited = true;
        change.reason = CatalogImporter::tr("You edited this row.");
        for (const TableInfo& table : tables) {
            if (table.name != offer.table) continue;
            for (const ColumnInfo& column : table.columns) {
                const std::string before = offer.mine.text(column.name);
                const std::string after = offer.supplied.text(column.name);
                if (column.name == "changed_by" || before == after) continue;
                change.differences.push_back({column.name, before, after});
            }
        }
        plan.changes.push_back(std::move(change));
    }
    return plan;
}

}  // namespace headroom
