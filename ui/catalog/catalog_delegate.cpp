// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalog/catalog_delegate.h"

#include <QAbstractProxyModel>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QTableView>

#include "ui/catalog/catalog_table_model.h"
#include "ui/catalog/column_editor.h"
#include "ui/catalog/column_text.h"
#include "ui/catalog/price_editor.h"
#include "ui/theme/theme.h"

namespace headroom {

using namespace Qt::Literals::StringLiterals;

namespace {

QFont markFont() {
    return theme::font(theme::TextStyle::Caption);
}

int markWidth(const QString& mark) {
    return mark.isEmpty() ? 0
                          : QFontMetrics(markFont()).horizontalAdvance(mark) + theme::spacing(2);
}

bool isFirstShown(const QStyleOptionViewItem& option, const QModelIndex& index) {
    const auto* view = qobject_cast<const QTableView*>(option.widget);
    if (view == nullptr || view->isColumnHidden(index.column())) return false;
    const QHeaderView* const header = view->horizontalHeader();
    for (int place = header->visualIndex(index.column()) - 1; place >= 0; --place) {
        if (!view->isColumnHidden(header->logicalIndex(place))) return false;
    }
    return true;
}

void drawMark(QPainter* painter, const QRect& cell, const QString& mark, const QColor& color) {
    const QFontMetrics metrics(markFont());
    QRect chip(0, 0, markWidth(mark) - theme::spacing(0), metrics.height() + 2);
    chip.moveCenter(cell.center());
    chip.moveRight(cell.right() - theme::spacing(0));
    QColor ground = color;
    ground.setAlphaF(0.15F);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(ground);
    painter->drawRoundedRect(chip, chip.height() / 2.0, chip.height() / 2.0);
    painter->setPen(color);
    painter->setFont(markFont());
    painter->drawText(chip, Qt::AlignCenter, mark);
    painter->restore();
}

}  // namespace

CatalogDelegate::CatalogDelegate(CatalogSession& session, CatalogTableModel& model, QObject* parent)
    : QStyledItemDelegate(parent), m_session(session), m_model(model) {}

QModelIndex CatalogDelegate::sourceIndex(const QModelIndex& index) const {
    const auto* proxy = qobject_cast<const QAbstractProxyModel*>(index.model());
    return proxy ? proxy->mapToSource(index) : index;
}

QWidget* CatalogDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                       const QModelIndex& index) const {
    const ColumnInfo& column = m_model.column(index.column());
    if (m_model.isPriceColumn(index.column())) {
        auto* editor = new PriceEditor(column, priceProvenance(m_model.table()), parent);
        auto* self = const_cast<CatalogDelegate*>(this);
        connect(editor, &PriceEditor::committed, self,
                [self, editor] { self->commit(editor, NoHint); });
        connect(editor, &PriceEditor::cancelled, self, [self, editor] {
            editor->finish();
            emit self->closeEditor(editor, RevertModelCache);
        });
        return editor;
    }
    QWidget* editor = createColumnEditor(column, m_session.rows(), parent);
    editor->setObjectName(u"cellEditor"_s);
    return editor;
}

void CatalogDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
    auto* prices = qobject_cast<PriceEditor*>(editor);
    if (!prices) {
        setColumnEditorText(editor, index.data(Qt::EditRole).toString());
        if (auto* line = qobject_cast<QLineEdit*>(editor)) line->selectAll();
        return;
    }
    const QModelIndex source = sourceIndex(index);
    const PriceProvenance provenance = priceProvenance(m_model.table());
    const Row& row = m_model.row(source.row());
    prices->setEdit({index.data(Qt::EditRole).toString(),
                     priceDateText(m_model.table(), row, {m_model.column(index.column()).title},
                                   m_model.today()),
                     provenance.source ? editText(*provenance.source, row, QLocale()) : QString()});
}

void CatalogDelegate::setModelData(QWidget* editor, QAbstractItemModel* model,
                                   const QModelIndex& index) const {
    if (auto* prices = qobject_cast<PriceEditor*>(editor)) {
        // A table that goes on to another cell closes its editor, which then loses the focus.
        prices->finish();
        // Today stands in the date field from the start: only a person's typing makes it count.
        m_accepted = !prices->isModified() || m_model.setPrice(sourceIndex(index), prices->edit());
        return;
    }
    m_accepted = model->setData(index, columnEditorText(editor), Qt::EditRole);
}

void CatalogDelegate::commit(QWidget* editor, EndEditHint hint) {
    auto* prices = qobject_cast<PriceEditor*>(editor);
    m_accepted = true;
    emit commitData(editor);
    if (m_accepted) {
        emit closeEditor(editor, hint);
    } else if (prices) {
        prices->markFirstError();
        prices->resume();
    } else {
        markRefused(editor, true);
    }
}

bool CatalogDelegate::eventFilter(QObject* watched, QEvent* event) {
    auto* editor = qobject_cast<QWidget*>(watched);
    if (!editor || event->type() != QEvent::KeyPress) {
        return QStyledItemDelegate::eventFilter(watched, event);
    }
    switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            commit(editor, NoHint);
            return true;
        case Qt::Key_Tab:
            commit(editor, EditNextItem);
            return true;
        case Qt::Key_Backtab:
            commit(editor, EditPreviousItem);
            return true;
        default:
            return QStyledItemDelegate::eventFilter(watched, event);
    }
}

void CatalogDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                           const QModelIndex& index) const {
    if (!qobject_cast<PriceEditor*>(editor)) {
        QStyledItemDelegate::updateEditorGeometry(editor, option, index);
        return;
    }
    const QRect room = editor->parentWidget()->rect();
    QRect place(option.rect.topLeft(), editor->sizeHint());
    if (place.right() > room.right()) place.moveRight(room.right());
    if (place.bottom() > room.bottom()) place.moveBottom(room.bottom());
    place.moveLeft(std::max(place.left(), 0));
    place.moveTop(std::max(place.top(), 0));
    editor->setGeometry(place);
}

QString CatalogDelegate::mark(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    if (index.data(CatalogTableModel::StaleRole).toBool()) return tr("stale");
    if (isFirstShown(option, index) && index.data(CatalogTableModel::ChangedRole).toBool()) {
        return tr("yours");
    }
    if (isFirstShown(option, index) && index.data(CatalogTableModel::UsedRole).toBool()) {
        return tr("in use");
    }
    return {};
}

void CatalogDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = std::exchange(cell.text, QString());
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    const bool selected = cell.state.testFlag(QStyle::State_Selected);
    const QColor highlighted = cell.palette.color(QPalette::HighlightedText);
    const QString chip = mark(option, index);
    const int padding = theme::spacing(1);
    const QRect room = cell.rect.adjusted(padding, 0, -padding - markWidth(chip), 0);
    painter->save();
    painter->setFont(cell.font);
    painter->setPen(selected ? highlighted : cell.palette.color(QPalette::Text));
    painter->drawText(room, static_cast<int>(cell.displayAlignment) | Qt::TextSingleLine,
                      cell.fontMetrics.elidedText(text, Qt::ElideRight, room.width()));
    painter->restore();
    if (chip.isEmpty()) return;
    const bool stale = index.data(CatalogTableModel::StaleRole).toBool();
    drawMark(
        painter, option.rect, chip,
        selected ? highlighted : theme::color(stale ? theme::Role::Warn : theme::Role::Accent));
}

QSize CatalogDelegate::sizeHint(const QStyleOptionViewItem& option,
                                const QModelIndex& index) const {
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.rwidth() += markWidth(mark(option, index)) + 2 * theme::spacing(1);
    return size;
}

}  // namespace headroom
