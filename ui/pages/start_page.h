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
};
/// The examples in the order of their file names; unreadable ones are left out.
std::vector<Example> examples();

/// Where one starts: a new scenario, an example, a file used before.
class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(Document& document, QWidget* parent = nullptr);

signals:
    void newRequested();
    void browseRequested();
    void fileRequested(const QString& path);
    void exampleRequested(const QString& resource);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildExamples();
    void refreshRecent();
    PageScroll* m_scroll{};
    QWidget* m_recent{};
    QVBoxLayout* m_recentList{};
};

}  // namespace headroom
