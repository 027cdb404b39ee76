// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>
#include <string>

#include "core/modelfile/byte_source.h"
#include "core/modelfile/gguf_header.h"
#include "core/modelfile/safetensors_header.h"

namespace headroom {

/// The bytes of a file on disk. Throws FileError when it is no ordinary file or cannot be read.
class FileSource final : public ByteSource {
public:
    explicit FileSource(const QString& path);
    std::uint64_t size() const override { return m_size; }
    std::size_t read(std::uint64_t offset, std::span<char> into) override;

private:
    QFile m_file;
    std::uint64_t m_size{};
};

/// "“model.gguf” cannot be read as a model. ..." with the sentence of a reader.
[[noreturn]] void refuseModelFile(const QString& path, const QString& sentence);

/// The whole text of a small file. Throws FileError when it has more than `largest` bytes.
std::string modelFileText(const QString& path, qint64 largest);

/// A GGUF file with its other parts, which stand beside it under their usual names; adds every
/// file to `files`.
GgufHeader readGgufFiles(const QString& path, QStringList& files);
/// All files that an index names, from the index's folder.
std::vector<SafetensorsHeader> readIndexedFiles(const QString& indexPath, QStringList& files);
SafetensorsHeader readSafetensorsFile(const QString& path, QStringList& files);

}  // namespace headroom
