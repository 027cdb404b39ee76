// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <deque>

#include "ui/dialogs/dialogs.h"

namespace headroom::tests {

/// Answers modal questions from queues and remembers what was asked. An unexpected question counts
/// as cancelled.
class FakeDialogs final : public Dialogs {
public:
    FakeDialogs() { setDialogs(this); }
    ~FakeDialogs() override { setDialogs(nullptr); }
    FakeDialogs(const FakeDialogs&) = delete;
    FakeDialogs& operator=(const FakeDialogs&) = delete;

    std::deque<QString> fileNames;
    std::deque<Answer> answers;
    std::deque<bool> confirmations;
    QStringList asked;   ///< titles or texts of questions
    QStringList errors;  ///< texts of errors

    QString openFileName(QWidget*, const QString& title, const QString&) override {
        asked << title;
        return take(fileNames, QString());
    }
    /// All that wait in the queue.
    QStringList openFileNames(QWidget*, const QString& title, const QString&) override {
        asked << title;
        QStringList names(fileNames.begin(), fileNames.end());
        fileNames.clear();
        return names;
    }
    QString saveFileName(QWidget*, const QString& title, const QString& suggestion,
                         const QString&) override {
        asked << title << suggestion;
        return take(fileNames, QString());
    }
    Answer askToSave(QWidget*, const QString& documentTitle) override {
        asked << documentTitle;
        return take(answers, Answer::Cancel);
    }
    bool confirm(QWidget*, const QString& title, const QString& text, const QString&) override {
        asked << title << text;
        return take(confirmations, false);
    }
    void showError(QWidget*, const QString& title, const QString& text, const QString&) override {
        errors << title + QStringLiteral(": ") + text;
    }

private:
    template <class T>
    static T take(std::deque<T>& queue, T otherwise) {
        if (queue.empty()) return otherwise;
        T first = queue.front();
        queue.pop_front();
        return first;
    }
};

}  // namespace headroom::tests
