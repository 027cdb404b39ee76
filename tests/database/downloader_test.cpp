// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Downloads from a server on this computer that behaves as badly as any on the internet may.
#include <QTemporaryDir>
#include <QTest>

#include "database/errors.h"
#include "tests/database/catalog_fixture.h"
#include "tests/support/price_server.h"
#include "tests/support/qt_strings.h"

using namespace headroom;
using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The sentence that asking this address ends in; empty when it answered.
QString problemOf(const QString& address, const DownloadLimits& limits = shortLimits(),
                  const QString& cache = {}) {
    try {
        download(address, cache, limits);
        return {};
    } catch (const FileError& error) {
        return error.text();
    }
}

/// Header lines of a request, lower case, without the request line and the host.
QStringList headersOf(const QByteArray& head) {
    QStringList names;
    for (const QByteArray& line : head.split('\n').mid(1)) {
        const QString name = QString::fromLatin1(line.split(':').front()).trimmed().toLower();
        if (!name.isEmpty() && name != u"host"_s) names << name;
    }
    names.sort();
    return names;
}

}  // namespace

TEST_CASE("A download brings the bytes and says nothing about the person", "[refresh]") {
    PriceServer server;
    server.on(u"/list.csv"_s, QByteArray("a,b\n1,2\n"), "200 OK", "Set-Cookie: id=42\r\n");
    const Download answer = download(server.address(u"/list.csv"_s), {}, shortLimits());
    CHECK(answer.bytes == "a,b\n1,2\n");
    CHECK(answer.address.path() == u"/list.csv");
    CHECK_FALSE(answer.fromCache);
    download(server.address(u"/list.csv"_s), {}, shortLimits());
    REQUIRE(server.heads.size() == 2);
    for (const QByteArray& head : server.heads) {
        INFO(head.toStdString());
        CHECK(headersOf(head) == QStringList{u"accept-encoding"_s, u"accept-language"_s,
                                             u"connection"_s, u"user-agent"_s});
        CHECK(hasHeader(head, "User-Agent: Headroom\r\n"));
        CHECK(hasHeader(head, "Accept-Language: *\r\n"));
    }
}

TEST_CASE("Only whole https addresses are asked", "[refresh]") {
    CHECK(addressProblem(u"https://example.org/prices.csv"_s).isEmpty());
    CHECK(addressProblem(u"  https://example.org/prices.csv "_s).isEmpty());
    for (const char* bad :
         {"", "   ", "prices.csv", "http://example.org/prices.csv", "file:///etc/passwd",
          "ftp://example.org/x", "javascript:alert(1)", "data:text/csv,a", "https://", "https:///x",
          "https://me:secret@example.org/x", "https://exa mple.org/", "qrc:/database"}) {
        INFO(bad);
        CHECK_FALSE(addressProblem(QString::fromLatin1(bad)).isEmpty());
        CHECK_FALSE(problemOf(QString::fromLatin1(bad), {}).isEmpty());
    }
    // The password is not told again.
    CHECK_FALSE(addressProblem(u"https://me:secret@example.org/x"_s).contains(u"secret"_s));
    // The program's own limits refuse a server without TLS.
    PriceServer server;
    server.on(u"/x"_s, QByteArray("x"));
    checkSays(problemOf(server.address(u"/x"_s), {}), {u"only https://"_s});
    CHECK(server.heads.isEmpty());
}

TEST_CASE("An unchanged list is not sent twice", "[refresh]") {
    PriceServer server;
    int sent = 0;
    server.on(u"/list.csv"_s, [&](const QByteArray& head, QTcpSocket& socket) {
        if (hasHeader(head, "If-None-Match: \"v1\"")) {
            socket.write("HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\nConnection: close\r\n\r\n");
        } else {
            ++sent;
            socket.write(
                "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Type: text/plain\r\n"
                "Cache-Control: max-age=0\r\nContent-Length: 4\r\nConnection: close\r\n\r\n"
                "abcd");
        }
        socket.disconnectFromHost();
    });
    const QTemporaryDir cache;
    const Download first = download(server.address(u"/list.csv"_s), cache.path(), shortLimits());
    const Download again = download(server.address(u"/list.csv"_s), cache.path(), shortLimits());
    CHECK(first.bytes == "abcd");
    CHECK(again.bytes == "abcd");
    CHECK_FALSE(first.fromCache);
    CHECK(again.fromCache);
    CHECK(sent == 1);
    CHECK(server.heads.size() == 2);
    // A cache that cannot be written keeps nobody from prices.
    CHECK(download(server.address(u"/list.csv"_s), u"/proc/nowhere"_s, shortLimits()).bytes ==
          "abcd");
}

TEST_CASE("The server is asked each time whether what is kept still holds", "[refresh]") {
    PriceServer server;
    const QTemporaryDir cache;
    const auto answer = [&](const QByteArray& body) {
        server.on(u"/list.csv"_s, body, "200 OK",
                  "Cache-Control: max-age=315360000\r\nETag: \"" + body +
                      "\"\r\nLast-Modified: Mon, 01 Jan 2001 00:00:00 GMT\r\n");
    };
    const QString address = server.address(u"/list.csv"_s);
    answer("old");
    CHECK(download(address, cache.path(), shortLimits()).bytes == "old");
    answer("new");
    const Download second = download(address, cache.path(), shortLimits());
    CHECK(second.bytes == "new");
    CHECK_FALSE(second.fromCache);
    // A fault of the server is told; the kept answer is none of today.
    server.on(u"/list.csv"_s, QByteArray("oops"), "503 Service Unavailable");
    checkSays(problemOf(address, shortLimits(), cache.path()), {u"(503)"_s});
    CHECK(server.heads.size() == 3);
}

TEST_CASE("A list that is packed, long and whole is taken", "[refresh]") {
    PriceServer server;
    DownloadLimits limits = shortLimits();
    limits.bytes = 32 * 1024 * 1024;
    // 20 MB in some dozen KB: what a repetitive table packs to.
    const QByteArray table = QByteArray("offer,region,1.25\n").repeated(1'100'000);
    const QByteArray packed = qCompress(table, 9).mid(4);
    server.on(u"/packed"_s, packed, "200 OK", "Content-Encoding: deflate\r\n");
    CHECK((download(server.address(u"/packed"_s), {}, limits).bytes == table));
    server.on(u"/plain"_s, table);
    CHECK((download(server.address(u"/plain"_s), {}, limits).bytes == table));
    // The same, and then silence: what was unpacked and not read must not keep the program busy.
    server.on(u"/stalls"_s, [&](const QByteArray&, QTcpSocket& socket) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: " +
                     QByteArray::number(packed.size() + 1000) + "\r\n\r\n" + packed);
    });
    checkSays(problemOf(server.address(u"/stalls"_s), limits), {u"has sent nothing"_s});
}

TEST_CASE("An answer of nothing is none", "[refresh]") {
    PriceServer server;
    server.on(u"/etc/hostname"_s, QByteArray());
    checkSays(problemOf(server.address(u"/etc/hostname"_s)), {u"answers with nothing"_s});
}

TEST_CASE("A slow server ends in a sentence", "[refresh]") {
    PriceServer server;
    server.on(u"/silent"_s, [](const QByteArray&, QTcpSocket&) {});
    checkSays(problemOf(server.address(u"/silent"_s)), {u"has sent nothing for 0.4 s"_s});
    // A byte now and then never is idle: the whole time counts.
    server.on(u"/drip"_s, [](const QByteArray&, QTcpSocket& socket) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        auto* const timer = new QTimer(&socket);
        QObject::connect(timer, &QTimer::timeout, &socket, [&socket] { socket.write("x"); });
        timer->start(50ms);
    });
    DownloadLimits limits = shortLimits();
    limits.whole = 700ms;
    checkSays(problemOf(server.address(u"/drip"_s), limits), {u"took longer than 0.7 s"_s});
}

TEST_CASE("A flood is stopped before it fills the memory", "[refresh]") {
    PriceServer server;
    server.on(u"/told"_s, [](const QByteArray&, QTcpSocket& socket) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n\r\nabc");
    });
    checkSays(problemOf(server.address(u"/told"_s)), {u"sends more than 1 MB"_s});
    qint64 written = 0;
    server.on(u"/endless"_s, [&](const QByteArray&, QTcpSocket& socket) {
        socket.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        const QByteArray block(65536, 'x');
        QObject::connect(&socket, &QTcpSocket::bytesWritten, &socket, [&socket, block, &written] {
            if (socket.bytesToWrite() == 0) written += socket.write(block);
        });
        socket.write(block);
    });
    checkSays(problemOf(server.address(u"/endless"_s)), {u"sends more than 1 MB"_s});
    // What lies in buffers on the way, not what the server could send in a second.
    CHECK(written < 64 * 1024 * 1024);
    // 64 MB of zeros in 64 KB: qCompress writes zlib behind four bytes of its own.
    const QByteArray bomb = qCompress(QByteArray(64 * 1024 * 1024, '\0'), 9).mid(4);
    server.on(u"/bomb"_s, bomb, "200 OK", "Content-Encoding: deflate\r\n");
    CHECK_FALSE(problemOf(server.address(u"/bomb"_s)).isEmpty());
}

TEST_CASE("What breaks off is not taken", "[refresh]") {
    PriceServer server;
    server.on(u"/short"_s, [](const QByteArray&, QTcpSocket& socket) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\na,b\n1,2\n");
        socket.disconnectFromHost();
    });
    checkSays(problemOf(server.address(u"/short"_s)), {u"broke off"_s});
    server.on(u"/chunks"_s, [](const QByteArray&, QTcpSocket& socket) {
        socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n");
        socket.disconnectFromHost();
    });
    // Qt takes some of these for whole, depending on what its thread sees first.
    constexpr int kTimes = 20;
    for (int time = 0; time < kTimes; ++time) {
        checkSays(problemOf(server.address(u"/chunks"_s)), {u"broke off"_s});
    }
    server.on(u"/nothing"_s,
              [](const QByteArray&, QTcpSocket& socket) { socket.disconnectFromHost(); });
    CHECK_FALSE(problemOf(server.address(u"/nothing"_s)).isEmpty());
    server.on(u"/noise"_s, [](const QByteArray&, QTcpSocket& socket) {
        socket.write(QByteArray(1000, '\x1b') + "\r\n\r\n");
        socket.disconnectFromHost();
    });
    const QString noise = problemOf(server.address(u"/noise"_s));
    CHECK_FALSE(noise.isEmpty());
    CHECK_FALSE(noise.contains(QChar(0x1b)));
}

TEST_CASE("An answer that does not tell its length ends with a line or a bracket", "[refresh]") {
    PriceServer server;
    const auto answering = [&](const QByteArray& headers, const QByteArray& body) {
        server.on(u"/list"_s, [=](const QByteArray&, QTcpSocket& socket) {
            socket.write("HTTP/1.1 200 OK\r\nConnection: close\r\n" + headers + "\r\n" + body);
            socket.disconnectFromHost();
        });
        return problemOf(server.address(u"/list"_s));
    };
    const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
    for (const char* whole : {"a,b\n1,2\n", "{\"a\": 1}", "[1, 2]", "<a></a>"}) {
        INFO(whole);
        const QByteArray body = whole;
        const QByteArray size = QByteArray::number(body.size(), 16);
        CHECK(answering({}, body).isEmpty());
        CHECK(answering(chunked, size + "\r\n" + body + "\r\n0\r\n\r\n").isEmpty());
    }
    checkSays(answering({}, "a,b\n1,2\n1,"), {u"broke off after 10 bytes"_s, u"save the page"_s});
    // With its length told, the last line may end as it likes.
    CHECK(answering("Content-Length: 7\r\n", "a,b\n1,2").isEmpty());
}

TEST_CASE("What broke off is not kept for the next refresh", "[refresh]") {
    const QTemporaryDir cache;
    PriceServer server;
    server.on(u"/list"_s, [](const QByteArray& head, QTcpSocket& socket) {
        CHECK_FALSE(hasHeader(head, "If-None-Match"));
        socket.write("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nConnection: close\r\n\r\na,b\n1,");
        socket.disconnectFromHost();
    });
    for (int time = 0; time < 2; ++time) {
        checkSays(problemOf(server.address(u"/list"_s), shortLimits(), cache.path()),
                  {u"broke off"_s});
    }
}

TEST_CASE("Redirects stay with the host that was asked", "[refresh]") {
    PriceServer server;
    PriceServer other;
    other.on(u"/list"_s, QByteArray("theirs"));
    const auto redirect = [&](const QString& path, const QString& target) {
        server.on(path, QByteArray(), "302 Found", "Location: " + target.toUtf8() + "\r\n");
    };
    server.on(u"/list"_s, QByteArray("ours"));
    redirect(u"/near"_s, u"/list"_s);
    CHECK(download(server.address(u"/near"_s), {}, shortLimits()).bytes == "ours");
    redirect(u"/far"_s, other.address(u"/list"_s));
    checkSays(problemOf(server.address(u"/far"_s)), {u"which was not asked"_s});
    CHECK(other.heads.isEmpty());
    redirect(u"/loop"_s, u"/loop"_s);
    checkSays(problemOf(server.address(u"/loop"_s)), {u"on and on"_s});
    // One request and five redirects.
    CHECK(server.heads.count(server.heads.back()) == 6);
    for (const char* target : {"file:///etc/passwd", "ftp://127.0.0.1/x", "javascript:alert(1)",
                               "http://me:secret@127.0.0.1/", "https://", "//"}) {
        INFO(target);
        redirect(u"/away"_s, QString::fromLatin1(target));
        CHECK_FALSE(problemOf(server.address(u"/away"_s)).isEmpty());
    }
}

TEST_CASE("An error page is a sentence, not a price list", "[refresh]") {
    PriceServer server;
    checkSays(problemOf(server.address(u"/gone"_s)), {u"has no such page (404)"_s});
    server.on(u"/busy"_s, QByteArray("slow down"), "429 Too Many Requests");
    checkSays(problemOf(server.address(u"/busy"_s)), {u"asked too often"_s});
    server.on(u"/fault"_s, QByteArray("oops"), "503 Service Unavailable");
    checkSays(problemOf(server.address(u"/fault"_s)), {u"fault of its own (503)"_s});
    server.on(u"/secret"_s, QByteArray("who are you?"), "401 Unauthorized",
              "WWW-Authenticate: Basic realm=\"x\"\r\n");
    checkSays(problemOf(server.address(u"/secret"_s)), {u"refuses the request (401)"_s});
    server.close();
    checkSays(problemOf(server.address(u"/gone"_s)), {u"could not be asked"_s});
}

TEST_CASE("A download can be stopped and another started", "[refresh]") {
    PriceServer server;
    server.on(u"/silent"_s, [](const QByteArray&, QTcpSocket&) {});
    server.on(u"/list"_s, QByteArray("abc"));
    Downloader downloader({}, shortLimits());
    int failures = 0;
    QList<QByteArray> answers;
    QObject::connect(&downloader, &Downloader::failed, &downloader, [&] { ++failures; });
    QObject::connect(&downloader, &Downloader::finished, &downloader,
                     [&](const Download& answer) { answers << answer.bytes; });
    downloader.start(server.address(u"/silent"_s));
    CHECK(downloader.busy());
    downloader.cancel();
    CHECK_FALSE(downloader.busy());
    downloader.start(server.address(u"/silent"_s));
    downloader.start(server.address(u"/list"_s));
    REQUIRE(QTest::qWaitFor([&] { return !answers.isEmpty(); }));
    CHECK(answers == QList<QByteArray>{"abc"});
    CHECK(failures == 0);
}
