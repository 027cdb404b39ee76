// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QFile>

#include "tests/support/ui_window.h"
#include "ui/catalog/catalog_window.h"
#include "ui/catalog/import_plan_dialog.h"
#include "ui/widgets/message_bar.h"

namespace headroom::tests {

inline constexpr int kMostWait = 60'000;

/// The catalog window over a catalog of its own, and what people do with it to import.
struct ImportFixture {
    QTemporaryDir folder;
    FakeDialogs dialogs;
    CatalogSession session{std::make_unique<CatalogStore>(folder.filePath(u"catalog.sqlite"_s))};
    CatalogWindow window{session};

    ImportFixture() {
        theme::apply(*qApp, theme::Mode::Light);
        window.setToday([] { return QDate(2026, 11, 27); });
        window.show();
        REQUIRE(QTest::qWaitForWindowActive(&window));
    }
    Row machine(const std::string& id) const {
        for (const Row& row : session.rows().at("machines")) {
            if (row.text("id") == id) return row;
        }
        FAIL("no machine " << id);
        return {};
    }
    QString write(const QByteArray& text) const {
        const QString path = folder.filePath(u"prices.csv"_s);
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return path;
    }
    /// Chooses the file in the menu, as a person does, and waits for the preview.
    ImportPlanDialog& preview(const QString& path) {
        dialogs.fileNames.push_back(path);
        child<QAction>(window, u"importAction"_s).trigger();
        ImportPlanDialog* dialog = nullptr;
        REQUIRE(QTest::qWaitFor(
            [&] {
                dialog = window.findChild<ImportPlanDialog*>();
                return dialog != nullptr && dialog->isVisible();
            },
            kMostWait));
        return *dialog;
    }
    QString message() const { return child<MessageBar>(window, u"messageBar"_s).text(); }
};

inline QString price(const Row& row) {
    return QString::fromStdString(row.text("price_usd"));
}

}  // namespace headroom::tests
