// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace headroom {

class Card;
class ChangeCard;
class Document;
class OptionCard;
class PageScroll;
class VerdictCard;

/// What to buy, rent or call: the verdict, up to three options, and why the others fell out.
class AnswerPage : public QWidget {
    Q_OBJECT
public:
    explicit AnswerPage(Document& document, QWidget* parent = nullptr);

    /// Whether it still looks for what would change the answer.
    bool searching() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

signals:
    void fieldRequested(const QString& fieldId);
    void workingRequested();

private:
    struct LeftOutRow {
        QLabel* title{};
        QLabel* counts{};
        QLabel* sentence{};
    };
    QWidget* buildResults();
    QWidget* buildErrors();
    void refresh();
    void refreshCards();
    void refreshLeftOut();
    void refreshErrors();
    void showFocus();

    Document& m_document;
    PageScroll* m_scroll{};
    QWidget* m_results{};
    VerdictCard* m_verdict{};
    QBoxLayout* m_cardRow{};
    std::vector<OptionCard*> m_cards;
    ChangeCard* m_change{};
    Card* m_leftOut{};
    QLabel* m_leftOutCount{};
    QGridLayout* m_leftOutGrid{};
    std::vector<LeftOutRow> m_leftOutRows;
    Card* m_errors{};
    QVBoxLayout* m_errorList{};
};

}  // namespace headroom
