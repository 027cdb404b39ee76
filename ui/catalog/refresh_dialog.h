// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <functional>
#include <vector>

#include "database/refresh/downloader.h"
#include "ui/document/document.h"

class QLabel;
class QPushButton;
class QTableWidget;
class QTableWidgetItem;

namespace headroom {

/// The addresses that prices can be fetched from, each to be seen, changed and chosen; none is
/// asked before the person says so. What is fetched goes to `fetched`, to be shown in a preview.
class RefreshDialog : public QDialog {
    Q_OBJECT
public:
    /// `session` must outlive the dialog. An empty `cacheFolder` keeps no answers.
    RefreshDialog(CatalogSession& session, const QString& cacheFolder, const DownloadLimits& limits,
                  std::function<QDate()> today, QWidget* parent = nullptr);

    void reject() override;

signals:
    /// All answers of one refresh; not emitted when there is none.
    void fetched(const std::vector<headroom::Download>& downloads);

private:
    QWidget* createTable();
    QWidget* createButtons();
    void fill();
    void itemChanged(QTableWidgetItem* item);
    void save(const PriceSource& source);
    void addSource();
    void removeSource();
    void fetch();
    void fetchNext();
    void tell(int row, const QString& sentence, bool problem);
    void updateButtons();
    bool fetching() const { return m_current >= 0; }

    CatalogSession& m_session;
    DownloadLimits m_limits;
    std::function<QDate()> m_today;
    Downloader m_downloader;
    std::vector<PriceSource> m_sources;
    std::vector<Download> m_answers;
    int m_current{-1};  ///< row being fetched
    bool m_filling{};
    QTableWidget* m_table{};
    QLabel* m_problem{};
    QPushButton* m_fetch{};
    QPushButton* m_add{};
    QPushButton* m_remove{};
};

}  // namespace headroom
