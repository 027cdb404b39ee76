// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/refresh/downloader.h"

#include <QDateTime>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkDiskCache>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSslError>
#include <QStandardPaths>
#include <algorithm>
#include <optional>
#include <utility>

#include "database/errors.h"
#include "database/import/import_text.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

constexpr qint64 kMebibyte = 1024 * 1024;
/// A quarter of it holds every list there is today.
constexpr qint64 kCacheBytes = 256 * kMebibyte;
/// Read at a time, so that a flood of bytes never fills the memory.
constexpr qint64 kPortion = kMebibyte;
constexpr int kFirstError = 400;
constexpr int kNotFound = 404;
constexpr int kGone = 410;
constexpr int kTooMany = 429;
constexpr int kServerError = 500;

/// The proxy of the system, as browsers use it.
class SystemProxies final : public QNetworkProxyFactory {
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override {
        return systemProxyForQuery(query);
    }
};

/// Asks the server each time whether what is kept still holds. Qt would take a fresh entry for the
/// answer, and an old one for that of a server with a fault.
class RevalidatingCache final : public QNetworkDiskCache {
public:
    using QNetworkDiskCache::QNetworkDiskCache;
    QNetworkCacheMetaData metaData(const QUrl& url) override {
        QNetworkCacheMetaData kept = QNetworkDiskCache::metaData(url);
        if (!kept.isValid()) return kept;
        kept.setExpirationDate(QDateTime::fromSecsSinceEpoch(0));
        QNetworkCacheMetaData::RawHeaderList headers = kept.rawHeaders();
        headers.removeIf([](const QNetworkCacheMetaData::RawHeader& header) {
            return header.first.compare("cache-control", Qt::CaseInsensitive) == 0;
        });
        headers.append(QNetworkCacheMetaData::RawHeader("Cache-Control", "must-revalidate"));
        kept.setRawHeaders(headers);
        return kept;
    }
};

QString hostOf(const QUrl& address) {
    return shortened(address.host());
}

/// Whether an answer without an error may still lack its end. Qt 6.4 takes the closing of a
/// connection for the end of an answer in pieces (and of one shorter than it said) when the closing
/// is seen before the last bytes are read. A line or a bracket must end what does not tell its
/// length; HTTP/2 marks the end itself.
bool mayLackItsEnd(const QNetworkReply& reply, const QByteArray& bytes) {
    if (reply.attribute(QNetworkRequest::Http2WasUsedAttribute).toBool() ||
        reply.attribute(QNetworkRequest::SourceIsFromCacheAttribute).toBool()) {
        return false;
    }
    const QVariant told = reply.header(QNetworkRequest::ContentLengthHeader);
    const bool packed = reply.attribute(QNetworkRequest::OriginalContentLengthAttribute).isValid();
    if (told.isValid() && !packed) return told.toLongLong() != bytes.size();
    return !QByteArrayView("\n}]>").contains(bytes.back());
}

QString statusText(int status, const QUrl& address) {
    if (status == kNotFound || status == kGone) {
        return Database::tr("%1 has no such page (%2). Correct the address.")
            .arg(hostOf(address), QString::number(status));
    }
    if (status == kTooMany) {
        return Database::tr("%1 has been asked too often (429). Wait an hour and try again.")
            .arg(hostOf(address));
    }
    if (status >= kServerError) {
        return Database::tr("%1 has a fault of its own (%2). Try again later.")
            .arg(hostOf(address), QString::number(status));
    }
    return Database::tr("%1 refuses the request (%2). Open the address in a browser to see why.")
        .arg(hostOf(address), QString::number(status));
}

}  // namespace

QString addressProblem(const QString& address, const DownloadLimits& limits) {
    const QUrl url(address.trimmed(), QUrl::StrictMode);
    const QString shown = shortened(address.trimmed());
    if (address.trimmed().isEmpty()) return Database::tr("There is no address. Type one.");
    if (!url.isValid() || url.host().isEmpty()) {
        return Database::tr("“%1” is no address of a web page. Type one that begins with https://.")
            .arg(shown);
    }
    if (!limits.schemes.contains(url.scheme())) {
        return Database::tr(
                   "“%1” is not asked: only https:// keeps others from reading or "
                   "changing the answer. Type such an address.")
            .arg(shown);
    }
    if (!url.userInfo().isEmpty()) {
        return Database::tr(
                   "“%1” holds a name or password, which the catalog would keep in plain "
                   "text. Leave it out.")
            .arg(shortened(url.toString(QUrl::RemoveUserInfo)));
    }
    return {};
}

Downloader::Downloader(const QString& cacheFolder, DownloadLimits limits, QObject* parent)
    : QObject(parent),
      m_manager(std::make_unique<QNetworkAccessManager>()),
      m_limits(std::move(limits)) {
    m_manager->setProxyFactory(new SystemProxies);
    if (!cacheFolder.isEmpty()) {
        auto* const cache = new RevalidatingCache(m_manager.get());
        cache->setCacheDirectory(cacheFolder);
        cache->setMaximumCacheSize(kCacheBytes);
        m_manager->setCache(cache);
    }
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        if (m_reply == nullptr) return;
        give(Database::tr("%1 took longer than %2 s. Try again later.")
                 .arg(hostOf(m_reply->url()),
                      QString::number(std::chrono::duration<double>(m_limits.whole).count())));
    });
}

Downloader::~Downloader() {
    cancel();
}

void Downloader::start(const QString& address) {
    cancel();
    m_redirects = 0;
    const QString problem = addressProblem(address, m_limits);
    if (!problem.isEmpty()) {
        QMetaObject::invokeMethod(
            this,
            [this, problem, run = m_run] {
                if (run == m_run) emit failed(problem);
            },
            Qt::QueuedConnection);
        return;
    }
    m_deadline.start(m_limits.whole);
    request(QUrl(address.trimmed(), QUrl::StrictMode));
}

void Downloader::cancel() {
    ++m_run;
    m_deadline.stop();
    m_bytes.clear();
    if (m_reply == nullptr) return;
    QNetworkReply* const reply = std::exchange(m_reply, nullptr);
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
}

void Downloader::request(const QUrl& address) {
    QNetworkRequest request(address);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    for (const auto attribute :
         {QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::CookieSaveControlAttribute,
          QNetworkRequest::AuthenticationReuseAttribute}) {
        request.setAttribute(attribute, QNetworkRequest::Manual);
    }
    // Qt would send the languages of the person and a browser's name.
    request.setRawHeader("Accept-Language", "*");
    request.setRawHeader("User-Agent", "Headroom");
    request.setDecompressedSafetyCheckThreshold(m_limits.bytes);
    request.setTransferTimeout(static_cast<int>(m_limits.idle.count()));
    m_bytes.clear();
    m_reply = m_manager->get(request);
    m_reply->setReadBufferSize(kPortion);
    connect(m_reply, &QNetworkReply::readyRead, this, &Downloader::collect);
    connect(m_reply, &QNetworkReply::finished, this, &Downloader::replyFinished);
    connect(m_reply, &QNetworkReply::downloadProgress, this, &Downloader::progressed);
}

void Downloader::collect() {
    const auto told = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    QByteArray part;
    do {
        part = m_reply->read(kPortion);
        m_bytes += part;
        if (std::max<qint64>(told, m_bytes.size()) > m_limits.bytes) {
            give(Database::tr("%1 sends more than %2 MB, which no price list has. Check the "
                              "address.")
                     .arg(hostOf(m_reply->url()), QString::number(m_limits.bytes / kMebibyte)));
            return;
        }
        // Unpacked bytes may wait without a further signal.
    } while (!part.isEmpty());
}

void Downloader::replyFinished() {
    if (m_reply->error() == QNetworkReply::NoError) collect();
    if (m_reply == nullptr) return;
    const QVariant target = m_reply->attribute(QNetworkRequest::RedirectionTargetAttribute);
    if (m_reply->error() == QNetworkReply::NoError && target.isValid()) {
        redirect(m_reply->url().resolved(target.toUrl()));
        return;
    }
    QString failure = failureText();
    if (failure.isEmpty() && m_bytes.isEmpty()) {
        failure =
            Database::tr("%1 answers with nothing. Check the address.").arg(hostOf(m_reply->url()));
    }
    if (failure.isEmpty() && mayLackItsEnd(*m_reply, m_bytes)) {
        // Else the server would confirm the cut list at the next refresh.
        if (m_manager->cache() != nullptr) m_manager->cache()->remove(m_reply->url());
        failure = Database::tr(
                      "%1 broke off after %2 bytes, in the middle of a line. Nothing was "
                      "taken; try again, or save the page in a browser and import it.")
                      .arg(hostOf(m_reply->url()), QString::number(m_bytes.size()));
    }
    if (!failure.isEmpty()) {
        give(failure);
        return;
    }
    Download result{m_reply->url(), m_bytes,
                    m_reply->attribute(QNetworkRequest::SourceIsFromCacheAttribute).toBool()};
    cancel();
    emit finished(result);
}

void Downloader::redirect(const QUrl& target) {
    const QUrl asked = m_reply->url();
    const QString problem = addressProblem(target.toString(), m_limits);
    if (!problem.isEmpty()) {
        give(Database::tr("%1 sends the request on. %2").arg(hostOf(asked), problem));
    } else if (target.host() != asked.host() || target.port() != asked.port()) {
        give(Database::tr("%1 sends the request on to %2, which was not asked. If you trust it, "
                          "type that address in its place.")
                 .arg(hostOf(asked), shortened(target.toString())));
    } else if (++m_redirects > m_limits.redirects) {
        give(Database::tr("%1 sends the request on and on. Check the address.").arg(hostOf(asked)));
    } else {
        QNetworkReply* const former = std::exchange(m_reply, nullptr);
        former->disconnect(this);
        former->deleteLater();
        request(target);
    }
}

void Downloader::give(const QString& sentence) {
    cancel();
    emit failed(sentence);
}

QString Downloader::failureText() const {
    const QUrl address = m_reply->url();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= kFirstError) return statusText(status, address);
    switch (m_reply->error()) {
        case QNetworkReply::NoError:
            return {};
        case QNetworkReply::OperationCanceledError:
            return Database::tr("%1 has sent nothing for %2 s. Try again later.")
                .arg(hostOf(address),
                     QString::number(std::chrono::duration<double>(m_limits.idle).count()));
        case QNetworkReply::HostNotFoundError:
            return Database::tr(
                       "%1 cannot be found. Check the address, and that this computer is "
                       "on the internet.")
                .arg(hostOf(address));
        case QNetworkReply::SslHandshakeFailedError:
            return Database::tr("%1 does not prove that it is %1 (%2). Nothing was taken from it.")
                .arg(hostOf(address), shortened(m_reply->errorString()));
        case QNetworkReply::RemoteHostClosedError:
            return Database::tr("%1 broke off after %2 bytes. Nothing was taken; try again.")
                .arg(hostOf(address), QString::number(m_bytes.size()));
        case QNetworkReply::UnknownContentError:
            return Database::tr(
                       "%1 sends packed bytes that cannot be unpacked. Nothing was taken; "
                       "try again.")
                .arg(hostOf(address));
        default:
            break;
    }
    return Database::tr("%1 could not be asked: %2 Check that this computer is on the internet.")
        .arg(hostOf(address), shortened(m_reply->errorString()) + u'.');
}

Download download(const QString& address, const QString& cacheFolder,
                  const DownloadLimits& limits) {
    Downloader downloader(cacheFolder, limits);
    QEventLoop loop;
    std::optional<Download> result;
    QString problem;
    QObject::connect(&downloader, &Downloader::finished, &loop, [&](const Download& answer) {
        result = answer;
        loop.quit();
    });
    QObject::connect(&downloader, &Downloader::failed, &loop, [&](const QString& sentence) {
        problem = sentence;
        loop.quit();
    });
    downloader.start(address);
    loop.exec();
    if (!result) throw FileError(problem);
    return *result;
}

QString downloadCacheFolder() {
    const QString cache = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
    return cache.isEmpty() ? QString() : cache + u"/downloads"_s;
}

}  // namespace headroom
