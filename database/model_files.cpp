// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/model_files.h"

#include <QDir>
#include <QFileInfo>
#include <stdexcept>

#include "database/errors.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

// An index has a line per tensor: some 10 MB for the largest models.
constexpr qint64 kLargestIndex = 100'000'000;

QString nameOf(const QString& path) {
    return QFileInfo(path).fileName();
}

/// Runs a reader and turns its complaint into one about the file.
template <class Read>
auto guarded(const QString& path, Read&& read) {
    try {
        return read();
    } catch (const std::invalid_argument& error) {
        refuseModelFile(path, QString::fromUtf8(error.what()));
    }
}

GgufHeader readGgufFile(const QString& path, QStringList& files) {
    FileSource source(path);
    files << QFileInfo(path).absoluteFilePath();
    return guarded(path, [&] { return readGgufHeader(source); });
}

}  // namespace

void refuseModelFile(const QString& path, const QString& sentence) {
    throw FileError(Database::tr("“%1” cannot be read as a model. %2").arg(nameOf(path), sentence));
}

FileSource::FileSource(const QString& path) : m_file(path) {
    const QFileInfo info(path);
    if (!info.exists()) {
        throw FileError(Database::tr("The file “%1” is not there. Check its name.")
                            .arg(QDir::toNativeSeparators(path)));
    }
    // A pipe or device could keep the program waiting for ever.
    if (!info.isFile()) refuseModelFile(path, Database::tr("It is no ordinary file."));
    if (!m_file.open(QIODevice::ReadOnly)) {
        throw FileError(Database::tr("The file “%1” cannot be read. Give yourself permission to "
                                     "read it, or choose a copy.")
                            .arg(QDir::toNativeSeparators(path)),
                        m_file.errorString());
    }
    m_size = static_cast<std::uint64_t>(m_file.size());
}

std::size_t FileSource::read(std::uint64_t offset, std::span<char> into) {
    if (offset >= m_size || !m_file.seek(static_cast<qint64>(offset))) return 0;
    const qint64 count = m_file.read(into.data(), static_cast<qint64>(into.size()));
    return count > 0 ? static_cast<std::size_t>(count) : 0;
}

std::string modelFileText(const QString& path, qint64 largest) {
    FileSource source(path);
    if (source.size() > static_cast<std::uint64_t>(largest)) {
        refuseModelFile(
            path,
            Database::tr("It has %1 bytes; at most %2 are read.").arg(source.size()).arg(largest));
    }
    std::string text(static_cast<std::size_t>(source.size()), '\0');
    text.resize(source.read(0, text));
    return text;
}

GgufHeader readGgufFiles(const QString& path, QStringList& files) {
    GgufHeader first = readGgufFile(path, files);
    if (first.splitCount == 1) return first;
    const QFileInfo info(path);
    const GgufPartName name = ggufPartName(info.fileName().toStdString());
    if (name.count != first.splitCount || name.number != first.splitNumber + 1) {
        refuseModelFile(path, Database::tr("It is part %1 of %2, but its name does not say so. "
                                           "Name the parts model-00001-of-%3.gguf and so on.")
                                  .arg(first.splitNumber + 1)
                                  .arg(first.splitCount)
                                  .arg(first.splitCount, 5, 10, QLatin1Char('0')));
    }
    std::vector<GgufHeader> parts;
    QStringList missing;
    for (int number = 1; number <= name.count; ++number) {
        const QString part =
            info.dir().filePath(QString::fromStdString(ggufPartFile(name, number)));
        if (number == name.number) {
            parts.push_back(std::move(first));
        } else if (QFileInfo::exists(part)) {
            parts.push_back(readGgufFile(part, files));
        } else {
            missing << nameOf(part);
            constexpr qsizetype kNamed = 5;
            if (missing.size() == kNamed) break;
        }
    }
    if (!missing.isEmpty()) {
        refuseModelFile(path, Database::tr("It has %1 parts, and these are missing beside it: %2. "
                                           "Put all parts in one folder.")
                                  .arg(QString::number(name.count), missing.join(u", "_s)));
    }
    files.sort();
    return guarded(path, [&] { return mergeGgufParts(std::move(parts)); });
}

SafetensorsHeader readSafetensorsFile(const QString& path, QStringList& files) {
    FileSource source(path);
    files << QFileInfo(path).absoluteFilePath();
    return guarded(path, [&] { return readSafetensorsHeader(source); });
}

std::vector<SafetensorsHeader> readIndexedFiles(const QString& indexPath, QStringList& files) {
    const std::string text = modelFileText(indexPath, kLargestIndex);
    files << QFileInfo(indexPath).absoluteFilePath();
    const SafetensorsIndex index = guarded(indexPath, [&] { return readSafetensorsIndex(text); });
    const QDir folder = QFileInfo(indexPath).dir();
    std::vector<SafetensorsHeader> headers;
    for (const std::string& file : index.files) {
        const QString name = QString::fromStdString(file);
        if (!QFileInfo::exists(folder.filePath(name))) {
            refuseModelFile(indexPath,
                            Database::tr("It names “%1”, which is missing beside it. Put all "
                                         "files of the model in one folder.")
                                .arg(name.left(80)));
        }
        headers.push_back(readSafetensorsFile(folder.filePath(name), files));
    }
    return headers;
}

}  // namespace headroom
