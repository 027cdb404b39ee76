// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace headroom {

class Document;
class PageScroll;

/// One example that comes with the program.
struct Example {
    QString resource;  ///< ":/examples/..."
    QString title;
    QString question;
    QString model;  ///< id in the catalog
    QString facts;  ///< people, requests and the rule for the data, in a line
};
/// The examples in the order of their file names; unreadable ones are left out.
std::vector<Example> examples();

/// Where one starts: three questions, a situation like one's own, a file used before, or nothing.
class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(const Document& document, QWidget* parent = nullptr);

signals:
    void describeRequested();
    void newRequested();
    void browseRequested();
    void fileRequested(const QString& path);
    void exampleRequested(const QString& resource);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildButtons();
    QWidget* buildExamples(const Document& document);
    void refreshRecent();
    PageScroll* m_scroll{};
    QWidget* m_recent{};
    QVBoxLayout* m_recentList{};
};

}  // namespace headroom
