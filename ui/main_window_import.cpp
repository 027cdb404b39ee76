// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Files that come from outside: models chosen in the menu, and what is dropped on the window.
#include <QDate>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QStackedWidget>
#include <QStatusBar>
#include <QUrl>
#include <algorithm>
#include <exception>
#include <memory>

#include "database/errors.h"
#include "database/model_import.h"
#include "ui/catalog/catalog_window.h"
#include "ui/dialogs/dialogs.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/run_guarded.h"
#include "ui/main_window.h"
#include "ui/pages/start_page.h"
#include "ui/widgets/message_bar.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isModelFile(const QString& path) {
    static const QStringList kSuffixes{u"gguf"_s, u"safetensors"_s, u"json"_s};
    const QFileInfo info(path);
    return info.isDir() || kSuffixes.contains(info.suffix().toLower());
}

QStringList localFiles(const QMimeData* data) {
    QStringList paths;
    if (!data->hasUrls()) return paths;
    for (const QUrl& url : data->urls()) {
        if (!url.isLocalFile()) return {};
        paths << url.toLocalFile();
    }
    return paths;
}

/// Several files make sense only as one model: its index or configuration, else its first part.
QString fileToImport(QStringList paths) {
    if (!std::all_of(paths.begin(), paths.end(), isModelFile)) return {};
    paths.sort();
    for (const QString& suffix : {u".index.json"_s, u"config.json"_s, u".gguf"_s}) {
        for (const QString& path : paths) {
            if (path.endsWith(suffix)) return path;
        }
    }
    return paths.value(0);
}

/// A table or price list, which goes through the preview of the catalog.
bool isTable(const QString& path) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    return suffix == u"csv" || suffix == u"xml";
}

bool areScenarios(const QStringList& paths) {
    return std::all_of(paths.begin(), paths.end(), [](const QString& path) {
        return path.endsWith(u".headroom"_s, Qt::CaseInsensitive);
    });
}

bool canTake(const QStringList& paths) {
    return paths.size() == 1 ||
           (!paths.isEmpty() && (areScenarios(paths) || !fileToImport(paths).isEmpty()));
}

}  // namespace

void MainWindow::browseModel() {
    const QString path = dialogs().openFileName(
        this, tr("Import Model"), tr("Model files (*.gguf *.safetensors *.json);;All files (*)"));
    if (!path.isEmpty()) importModel(path);
}

/// What the thread that reads a model file leaves behind.
struct MainWindow::ReadModel {
    ModelImport import;
    std::exception_ptr trouble;
};

void MainWindow::importModel(const QString& path) {
    const QString name = QFileInfo(path).fileName();
    const bool free = runGuarded(this, tr("Cannot Import Model"), [&] {
        if (m_modelReading.running()) {
            throw FileError(
                tr("Another model file is still being read. Import “%1” after it.").arg(name));
        }
    });
    if (!free) return;
    // The file may be on a slow disk or a share that does not answer.
    const auto read = std::make_shared<ReadModel>();
    statusBar()->showMessage(tr("Reading %1…").arg(name));
    m_modelReading.start(
        [this, read, path](const BackgroundTask::Stopped&) -> BackgroundTask::Delivery {
            try {
                read->import = readModelFile(path);
            } catch (...) {
                read->trouble = std::current_exception();
            }
            return [this, read] {
                statusBar()->clearMessage();
                showImport(*read);
            };
        });
}

void MainWindow::showImport(const ReadModel& read) {
    const bool done = runGuarded(this, tr("Cannot Import Model"), [&] {
        if (read.trouble) std::rethrow_exception(read.trouble);
    });
    if (!done) return;
    const ModelImport import = read.import;
    CatalogSession& session = m_document.session();
    auto* const dialog = new ImportDialog(
        import, session.rows().at("models"),
        [&session, import](const QString& id, const QString& name) -> QString {
            try {
                return session.edit(tr("Import %1").arg(name),
                                    {importChange(import, id, name, QDate::currentDate())});
            } catch (const FileError& error) {
                return error.text();
            }
        },
        this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, format = import.model.fileFormat] {
        offerImported(dialog->id(), dialog->name(), QString::fromStdString(format));
    });
    dialog->open();
}

void MainWindow::offerImported(const QString& id, const QString& name, const QString& format) {
    if (m_central->currentWidget() == m_start) startScenario();
    m_messages->showMessage(theme::Role::Good,
                            tr("“%1” is in the catalog; Undo there takes it out again.").arg(name),
                            tr("Use Model"), [this, id, format] { useModel(id, format); });
}

void MainWindow::useModel(const QString& id, const QString& format) {
    Scenario next = m_document.scenario();
    next.model.modelId = id.toStdString();
    const std::string stored = format.toStdString();
    if (m_document.catalog().format(stored)) next.model.weightFormatId = stored;
    m_document.edit(next, tr("Change Model"));
    m_messages->hide();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (canTake(localFiles(event->mimeData()))) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QStringList paths = localFiles(event->mimeData());
    if (!canTake(paths)) return;
    event->acceptProposedAction();
    if (const QString model = fileToImport(paths); !model.isEmpty()) {
        importModel(model);
    } else if (isTable(paths.constFirst())) {
        showCatalog().importFile(paths.constFirst());
    } else {
        for (const QString& path : paths) openFile(path);
    }
}

}  // namespace headroom
