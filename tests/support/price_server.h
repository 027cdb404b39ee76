// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <functional>
#include <optional>

#include "database/refresh/downloader.h"

namespace headroom::tests {

/// A server on this computer that answers by path, as well or as badly as a test needs, and keeps
/// what it was asked.
class PriceServer : public QTcpServer {
public:
    /// Gets the request's head and the socket to answer on, which stays open until closed.
    using Answer = std::function<void(const QByteArray& head, QTcpSocket& socket)>;

    PriceServer() {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* const socket = nextPendingConnection()) serve(*socket);
        });
    }

    QString address(const QString& path) const {
        return QStringLiteral("http://127.0.0.1:%1%2").arg(QString::number(serverPort()), path);
    }
    void on(const QString& path, Answer answer) { m_answers[path] = std::move(answer); }
    /// A whole answer, closed after it.
    void on(const QString& path, const QByteArray& body, const QByteArray& status = "200 OK",
            const QByteArray& headers = {}) {
        on(path, [=](const QByteArray&, QTcpSocket& socket) {
            socket.write("HTTP/1.1 " + status +
                         "\r\nContent-Length: " + QByteArray::number(body.size()) +
                         "\r\nConnection: close\r\n" + headers + "\r\n" + body);
            socket.disconnectFromHost();
        });
    }
    /// What was asked, head by head.
    QList<QByteArray> heads;

private:
    void serve(QTcpSocket& socket) {
        connect(&socket, &QTcpSocket::disconnected, &socket, &QObject::deleteLater);
        connect(&socket, &QTcpSocket::readyRead, this, [this, &socket] {
            QByteArray head = socket.property("head").toByteArray() + socket.readAll();
            socket.setProperty("head", head);
            if (!head.contains("\r\n\r\n")) return;
            socket.setProperty("head", QByteArray());
            heads << head;
            const QString path = QString::fromLatin1(head.split(' ').value(1));
            const auto answer = m_answers.constFind(path);
            if (answer != m_answers.constEnd()) {
                (*answer)(head, socket);
            } else {
                socket.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
                socket.disconnectFromHost();
            }
        });
    }

    QHash<QString, Answer> m_answers;
};

/// Names of headers have no case; Qt 6.8 writes them small, Qt 6.4 does not.
inline bool hasHeader(const QByteArray& head, const QByteArray& line) {
    return head.toLower().contains(line.toLower());
}

/// Limits that a test can reach, for a server without TLS.
inline DownloadLimits shortLimits() {
    using namespace std::chrono_literals;
    DownloadLimits limits;
    limits.bytes = 1024 * 1024;
    limits.idle = 400ms;
    limits.whole = 3s;
    limits.schemes = {QStringLiteral("http")};
    return limits;
}

}  // namespace headroom::tests
