// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QTimer>
#include <functional>
#include <vector>

#include "core/validation/calibration.h"
#include "database/catalog_store.h"

class QBoxLayout;
class QComboBox;
class QFormLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace headroom {

class TextTableView;

/// The output of a benchmark, pasted or from a file: what it measured beside what is predicted,
/// and what it would change. Nothing is stored before Calibrate.
class CalibrateDialog : public QDialog {
    Q_OBJECT
public:
    /// Stores the classes; returns an empty string or the sentence to show.
    using Store = std::function<QString(const std::vector<SpeedClass>&)>;
    CalibrateDialog(CatalogPointer catalog, Store store, QWidget* parent = nullptr);

    void setText(const QString& text);
    /// Names of the devices that were calibrated, once accepted.
    QStringList calibrated() const;

private:
    void addInput(QBoxLayout* column);
    void addResult(QBoxLayout* column);
    void openFile();
    void read();
    void plan();
    void refresh();
    void ask(const std::vector<BenchQuestion>& questions);
    BenchChoices choices() const;
    void showPlan();
    void store();

    CatalogPointer m_catalog;
    Store m_store;
    BenchOutput m_output;
    CalibrationPlan m_plan;
    QTimer m_delay;
    QPlainTextEdit* m_text{};
    QLabel* m_state{};
    QWidget* m_questions{};
    QFormLayout* m_questionForm{};
    struct Answer {
        BenchQuestion question;
        QComboBox* combo{};
    };
    std::vector<Answer> m_answers;
    TextTableView* m_table{};
    QLabel* m_effect{};
    QLabel* m_unusable{};
    QPushButton* m_accept{};
};

}  // namespace headroom
