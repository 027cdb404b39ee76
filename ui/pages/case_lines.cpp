// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_lines.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QToolButton>

#include "ui/charts/chart_style.h"
#include "ui/pages/case_tables.h"
#include "ui/widgets/labels.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kLongestName = 200;

QToolButton* quietButton(const QString& text, const QString& name) {
    auto* const button = new QToolButton;
    button->setText(text);
    button->setObjectName(name);
    button->setProperty("quiet", true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

}  // namespace

CaseLines::CaseLines(CaseList& cases, QWidget* parent) : QWidget(parent), m_cases(cases) {
    auto* const grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme::spacing(1));
    grid->setVerticalSpacing(theme::spacing(0));
    grid->setColumnStretch(0, 2);
    grid->setColumnStretch(1, 3);
    for (std::size_t i = 0; i < kMostCases; ++i) addLine(i);
}

void CaseLines::addLine(std::size_t index) {
    auto* const grid = static_cast<QGridLayout*>(layout());
    const int row = static_cast<int>(index) * 2;
    const auto named = [&](const QString& what) { return u"case%1%2"_s.arg(index + 1).arg(what); };
    Line line;
    if (index == 0) {
        line.title = new ElidedLabel;
        line.title->setFont(theme::font(theme::TextStyle::Body, true));
        line.title->setObjectName(named(u"Title"_s));
        grid->addWidget(line.title, row, 0);
    } else {
        line.name = new QLineEdit;
        line.name->setObjectName(named(u"NameEdit"_s));
        line.name->setMaxLength(kLongestName);
        // A file dropped here is a case to add, not a name.
        line.name->setAcceptDrops(false);
        line.left = quietButton(tr("Left"), named(u"LeftButton"_s));
        line.right = quietButton(tr("Right"), named(u"RightButton"_s));
        line.remove = quietButton(tr("Remove"), named(u"RemoveButton"_s));
        grid->addWidget(line.name, row, 0);
        int column = 2;
        for (QToolButton* button : {line.left, line.right, line.remove}) {
            grid->addWidget(button, row, column++);
        }
        connect(line.name, &QLineEdit::editingFinished, this, [this, index, edit = line.name] {
            if (!edit->isModified()) return;
            edit->setModified(false);
            m_cases.rename(index, edit->text());
        });
        connect(line.left, &QToolButton::clicked, this, [this, index] { move(index, -1); });
        connect(line.right, &QToolButton::clicked, this, [this, index] { move(index, 1); });
        connect(line.remove, &QToolButton::clicked, this,
                [this, index] { emit removeRequested(index); });
    }
    line.about = new ElidedLabel;
    line.about->setProperty("tone", u"muted"_s);
    line.about->setObjectName(named(u"About"_s));
    grid->addWidget(line.about, row, 1, 1, index == 0 ? 4 : 1);
    line.problem = makeWrappedLabel({}, theme::TextStyle::Body, false, Tone::Bad);
    line.problem->setObjectName(named(u"Problem"_s));
    grid->addWidget(line.problem, row + 1, 0, 1, 5);
    m_lines.push_back(line);
}

void CaseLines::show(const std::vector<ComparedCase>& compared) {
    for (std::size_t i = 0; i < m_lines.size(); ++i) showLine(i, compared);
}

void CaseLines::showLine(std::size_t index, const std::vector<ComparedCase>& compared) {
    const Line& line = m_lines[index];
    const bool there = index < compared.size();
    for (QWidget* part : std::initializer_list<QWidget*>{line.title, line.name, line.about,
                                                         line.left, line.right, line.remove}) {
        if (part != nullptr) part->setVisible(there);
    }
    for (QToolButton* button : {line.left, line.right}) {
        if (button == nullptr) continue;
        // The one that cannot be pressed keeps its place, so that the other stays where it is.
        QSizePolicy policy = button->sizePolicy();
        policy.setRetainSizeWhenHidden(there);
        button->setSizePolicy(policy);
    }
    line.problem->setVisible(there && !compared[index].problem.empty());
    if (!there) return;
    const ComparedCase& shown = compared[index];
    const QString name = plainText(shown.name);
    QStringList about;
    if (index == 0) {
        line.title->setText(name);
        about << tr("this scenario, as it is now");
    } else {
        line.name->setAccessibleName(tr("Name of case %1").arg(index + 1));
        if (!line.name->hasFocus() || !line.name->isModified()) {
            line.name->setText(name);
            line.name->setCursorPosition(0);
        }
        line.name->setToolTip(toolTipText(name));
        line.left->setVisible(m_cases.canMove(index, -1));
        line.right->setVisible(m_cases.canMove(index, 1));
        line.left->setAccessibleName(tr("Move %1 to the left").arg(name));
        line.right->setAccessibleName(tr("Move %1 to the right").arg(name));
        line.remove->setAccessibleName(tr("Remove %1").arg(name));
        about << plainText(m_cases.origin(index).toStdString());
    }
    if (shown.verdict == nullptr && shown.problem.empty()) about << tr("being judged…");
    if (index == m_cases.reference()) {
        about << tr("reference of the differences");
    } else {
        about << inputsSummary(shown, compared[m_cases.reference()]);
    }
    line.about->setText(about.join(u" · "_s));
    line.about->setToolTip(toolTipText(line.about->text()));
    const QString problem = plainText(shown.problem);
    line.problem->setText(shown.verdict == nullptr
                              ? problem
                              : tr("Figures of the last inputs without an error. %1").arg(problem));
}

void CaseLines::move(std::size_t index, int by) {
    const bool left = by < 0;
    m_cases.move(index, by);
    // Who goes on pressing goes on with the same case.
    const auto target = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(index) + by);
    const Line& line = m_lines[target];
    QToolButton* const same = left ? line.left : line.right;
    (m_cases.canMove(target, by) ? same : left ? line.right : line.left)->setFocus();
}

}  // namespace headroom
