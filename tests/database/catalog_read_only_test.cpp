// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/catalog_file.h"
#include "tests/database/catalog_fixture.h"
#include "tests/database/unprivileged.h"

using namespace headroom;
using namespace headroom::tests;

namespace {

constexpr auto kReadOnlyFile =
    QFileDevice::ReadOwner | QFileDevice::ReadGroup | QFileDevice::ReadOther;
constexpr auto kOpenFolder =
    kReadOnlyFile | QFileDevice::ExeOwner | QFileDevice::ExeGroup | QFileDevice::ExeOther;

/// A folder whose files and itself can be made read-only, and are writable again for its removal.
struct ReadOnlyFixture {
    QTemporaryDir folder;
    QString path = folder.filePath(u"catalog.sqlite"_s);

    ~ReadOnlyFixture() {
        QFile::setPermissions(folder.path(), kOpenFolder | QFileDevice::WriteOwner);
        QFile::setPermissions(path, kReadOnlyFile | QFileDevice::WriteOwner);
    }
    /// False where the system lets even this user write: there is nothing to test.
    bool protect() const {
        QFile::setPermissions(path, kReadOnlyFile);
        QFile::setPermissions(folder.path(), kOpenFolder);
        const Unprivileged user;
        if (!QFile(path).open(QIODevice::ReadWrite)) return true;
        WARN("this user may write to a read-only file; nothing was tested");
        return false;
    }
};

const QString kRemedy = u"Give yourself write permission"_s;

}  // namespace

TEST_CASE_METHOD(ReadOnlyFixture, "A read-only catalog is read and refuses changes",
                 "[catalog_file][read_only]") {
    CatalogStore{path};
    const QByteArray before = bytesOf(path);
    if (!protect()) return;
    {
        const Unprivileged user;
        CatalogStore store(path);
        CHECK(store.outcome() == CatalogOutcome::CurrentReadOnly);
        CHECK(store.readOnly());
        // machines.csv
        CHECK(store.load()->machines.size() == 72);
        const Row row = store.rows("machines").front();
        checkSays(refusal([&] {
                      store.apply({{"machines", row, with(row, "price_usd", "1")}});
                  }),
                  {path, u"can only be read; nothing was changed"_s, kRemedy});
        CHECK(store.priceHistory("machines", row).empty());
    }
    CHECK((bytesOf(path) == before));
}

TEST_CASE_METHOD(ReadOnlyFixture, "A read-only catalog in a writable folder stays as it is",
                 "[catalog_file][read_only]") {
    CatalogStore{path};
    if (!protect()) return;
    QFile::setPermissions(folder.path(), kOpenFolder | QFileDevice::WriteOwner |
                                             QFileDevice::WriteGroup | QFileDevice::WriteOther);
    const QByteArray before = bytesOf(path);
    {
        const Unprivileged user;
        const CatalogStore store(path);
        CHECK(store.readOnly());
        CHECK(store.load()->machines.size() == 72);
    }
    CHECK((bytesOf(path) == before));
}

TEST_CASE_METHOD(ReadOnlyFixture, "A read-only catalog of an older Headroom is refused",
                 "[catalog_file][read_only]") {
    std::vector<Migration> first = embeddedMigrations();
    first.resize(1);
    openCatalogFile(path, first);
    const QByteArray before = bytesOf(path);
    if (!protect()) return;
    {
        const Unprivileged user;
        checkSays(refusal([&] { CatalogStore{path}; }),
                  {path, u"comes from an older Headroom and can only be read"_s, kRemedy});
    }
    CHECK((bytesOf(path) == before));
}

TEST_CASE_METHOD(ReadOnlyFixture, "A read-only empty file is refused",
                 "[catalog_file][read_only]") {
    writeBytes(path, {});
    if (!protect()) return;
    {
        const Unprivileged user;
        checkSays(refusal([&] { CatalogStore{path}; }), {path, u"is empty"_s, kRemedy});
    }
    CHECK(bytesOf(path).isEmpty());
}

TEST_CASE_METHOD(ReadOnlyFixture, "A folder that cannot be written to is named",
                 "[catalog_file][read_only]") {
    writeBytes(path, "something to protect");
    if (!protect()) return;
    const Unprivileged user;
    const QString missing = folder.filePath(u"new.sqlite"_s);
    const QString sentence = refusal([&] { CatalogStore{missing}; });
    checkSays(sentence, {missing, u"Nothing can be written in the folder"_s, u"with --catalog"_s});
    CHECK_FALSE(QFile::exists(missing));
}

TEST_CASE_METHOD(ReadOnlyFixture, "A catalog that may not even be read is refused",
                 "[catalog_file][read_only]") {
    CatalogStore{path};
    if (!protect()) return;
    QFile::setPermissions(path, {});
    const Unprivileged user;
    checkSays(refusal([&] { CatalogStore{path}; }),
              {path, u"could not be opened"_s, u"you may read it"_s});
}
