// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/dialogs.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Dialogs", text);
}

const auto kFolderKey = u"files/last_folder"_s;

QString lastFolder() {
    return QSettings().value(kFolderKey).toString();
}

void rememberFolder(const QString& fileName) {
    if (!fileName.isEmpty()) {
        QSettings().setValue(kFolderKey, QFileInfo(fileName).absolutePath());
    }
}

/// Texts may quote files and catalog rows: never read them as markup.
void setTexts(QMessageBox& box, const QString& title, const QString& text,
              const QString& more = {}) {
    box.setWindowTitle(title);
    box.setTextFormat(Qt::PlainText);
    box.setText(text);
    box.setInformativeText(more);
}

class NativeDialogs final : public Dialogs {
public:
    QString openFileName(QWidget* parent, const QString& title, const QString& filter) override {
        const QString name = QFileDialog::getOpenFileName(parent, title, lastFolder(), filter);
        rememberFolder(name);
        return name;
    }

    QStringList openFileNames(QWidget* parent, const QString& title,
                              const QString& filter) override {
        const QStringList names =
            QFileDialog::getOpenFileNames(parent, title, lastFolder(), filter);
        if (!names.isEmpty()) rememberFolder(names.constFirst());
        return names;
    }

    QString saveFileName(QWidget* parent, const QString& title, const QString& suggestion,
                         const QString& filter) override {
        const QString start = QFileInfo(suggestion).isAbsolute() || lastFolder().isEmpty()
                                  ? suggestion
                                  : lastFolder() + u'/' + suggestion;
        QFileDialog dialog(parent, title, start, filter);
        dialog.setAcceptMode(QFileDialog::AcceptSave);
        dialog.setDefaultSuffix(QFileInfo(suggestion).suffix());
        dialog.selectFile(start);
        // Another kind of file has another suffix, also where the name stood already.
        QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog, [&](const QString& kind) {
            static const QRegularExpression firstSuffix(u"\\*\\.(\\w+)"_s);
            const QRegularExpressionMatch match = firstSuffix.match(kind);
            const QStringList names = dialog.selectedFiles();
            if (!match.hasMatch() || names.isEmpty()) return;
            const QFileInfo name(names.constFirst());
            dialog.setDefaultSuffix(match.captured(1));
            dialog.selectFile(name.completeBaseName() + u'.' + match.captured(1));
        });
        if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty()) return {};
        const QString name = dialog.selectedFiles().constFirst();
        rememberFolder(name);
        return name;
    }

    Answer askToSave(QWidget* parent, const QString& documentTitle) override {
        QMessageBox box(parent);
        box.setIcon(QMessageBox::Question);
        setTexts(box, tr("Save Changes"), tr("Save the changes to “%1”?").arg(documentTitle),
                 tr("Without saving, the changes since the last save are lost."));
        box.setStandardButtons(QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
        box.setDefaultButton(QMessageBox::Save);
        switch (box.exec()) {
            case QMessageBox::Save:
                return Answer::Save;
            case QMessageBox::Discard:
                return Answer::Discard;
            default:
                return Answer::Cancel;
        }
    }

    bool confirm(QWidget* parent, const QString& title, const QString& text,
                 const QString& action) override {
        QMessageBox box(parent);
        box.setIcon(QMessageBox::Question);
        setTexts(box, title, text);
        const QAbstractButton* const yes = box.addButton(action, QMessageBox::AcceptRole);
        box.addButton(QMessageBox::Cancel);
        box.exec();
        return box.clickedButton() == yes;
    }

    void showError(QWidget* parent, const QString& title, const QString& text,
                   const QString& details) override {
        QMessageBox box(parent);
        box.setIcon(QMessageBox::Critical);
        setTexts(box, title, text);
        box.setStandardButtons(QMessageBox::Ok);
        if (!details.isEmpty()) box.setDetailedText(details);
        const QAbstractButton* const copy = box.addButton(tr("Copy Text"), QMessageBox::ActionRole);
        do {
            box.exec();
            if (box.clickedButton() == copy) {
                QGuiApplication::clipboard()->setText(details.isEmpty() ? text
                                                                        : text + u'\n' + details);
            }
        } while (box.clickedButton() == copy);
    }
};

Dialogs*& replacementSlot() {
    static Dialogs* replacement = nullptr;
    return replacement;
}

}  // namespace

Dialogs& dialogs() {
    static NativeDialogs native;
    return replacementSlot() ? *replacementSlot() : native;
}

void setDialogs(Dialogs* replacement) {
    replacementSlot() = replacement;
}

}  // namespace headroom
