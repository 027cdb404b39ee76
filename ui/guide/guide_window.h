// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <vector>

class QLineEdit;
class QTextBrowser;
class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace headroom {

/// The user guide beside the main window: contents, search, pages with links.
class GuideWindow : public QDialog {
    Q_OBJECT
public:
    explicit GuideWindow(QWidget* parent = nullptr);
    /// Opens a page, at a heading or anchor if one is named. Unknown pages are passed over.
    void openPage(const QString& page, const QString& anchor = {});
    QString currentPage() const { return m_current.page; }

signals:
    /// "Go to this input" of an input's entry.
    void fieldRequested(const QString& fieldId);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Place {
        QString page;
        QString anchor;
    };
    QWidget* buildContents();
    QWidget* buildReader();
    void fillContents();
    void showPlace(const Place& place);
    void render();
    void fitToWidth();
    void scrollTo(const QString& anchor);
    void follow(const QString& link);
    void search(const QString& words);
    void markWords();
    void refreshButtons();

    QLineEdit* m_search{};
    QTreeWidget* m_contents{};
    QTextBrowser* m_reader{};
    QToolButton* m_back{};
    QToolButton* m_forward{};
    std::vector<Place> m_history;
    std::size_t m_position{};
    Place m_current;
};

}  // namespace headroom
