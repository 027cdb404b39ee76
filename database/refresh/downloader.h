// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QStringList>
#include <QTimer>
#include <QUrl>
#include <chrono>
#include <memory>

class QNetworkAccessManager;
class QNetworkReply;

namespace headroom {

/// What one download may take. The defaults are the program's; tests allow a server without TLS.
struct DownloadLimits {
    qint64 bytes{64LL * 1024 * 1024};        ///< of the unpacked answer
    std::chrono::milliseconds idle{20'000};  ///< without a byte
    std::chrono::milliseconds whole{180'000};
    int redirects{5};
    QStringList schemes{QStringLiteral("https")};
};

/// What an address answered.
struct Download {
    QUrl address;  ///< after redirects
    QByteArray bytes;
    bool fromCache{};  ///< the server said that nothing changed since the last download
};

/// Empty when the program may ask this address, else the sentence to show: not https, no host, a
/// password in the address.
QString addressProblem(const QString& address, const DownloadLimits& limits = {});

/// Fetches one address at a time (docs/imports.md 7).
///
/// Sent is the request and nothing about the person: no cookie, no name, no language, no version.
/// Redirects are followed on the same host alone. Answers are kept in `cacheFolder` with their
/// ETag, so that an unchanged list is not sent twice. An answer that is too large, too slow, cut
/// off, not trusted or no success ends in `failed` with a sentence; nothing of it is kept.
class Downloader : public QObject {
    Q_OBJECT
public:
    explicit Downloader(const QString& cacheFolder, DownloadLimits limits = {},
                        QObject* parent = nullptr);
    ~Downloader() override;

    /// Ends a running download without a signal. Answers later, also when it refuses the address.
    void start(const QString& address);
    void cancel();
    bool busy() const { return m_reply != nullptr; }

signals:
    /// `total` < 0 while the server has not told the size.
    void progressed(qint64 received, qint64 total);
    void finished(const headroom::Download& download);
    void failed(const QString& sentence);

private:
    void request(const QUrl& address);
    void collect();
    void replyFinished();
    void redirect(const QUrl& target);
    void give(const QString& sentence);
    QString failureText() const;

    std::unique_ptr<QNetworkAccessManager> m_manager;
    DownloadLimits m_limits;
    QNetworkReply* m_reply{};
    QByteArray m_bytes;
    QTimer m_deadline;
    int m_redirects{};
    int m_run{};  ///< counts starts and stops, so that a late refusal finds its own
};

/// The same for a program without windows: waits for the answer. Throws FileError.
Download download(const QString& address, const QString& cacheFolder,
                  const DownloadLimits& limits = {});

/// Where the program keeps answers; the person may delete it at any time.
QString downloadCacheFolder();

}  // namespace headroom
