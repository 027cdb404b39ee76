// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>
#include <QStringList>
#include <vector>

#include "core/catalog/row.h"
#include "database/catalog_store.h"

namespace headroom {

/// Tensors of one storage type in a model file.
struct TensorShare {
    QString type;  ///< "Q4_K", "BF16"
    int tensors{};
    double bytes{};
};

/// What was read from a model file, before anything is stored. Texts come from the file: escape
/// them before showing them as markup.
struct ModelImport {
    ModelSpec model;                 ///< without id
    std::vector<QString> gaps;       ///< what is not known, sentences; empty = everything is
    QString kind;                    ///< "GGUF version 3", "safetensors", "configuration"
    QStringList files;               ///< every file that was read, absolute
    std::vector<TensorShare> types;  ///< most bytes first; empty for a configuration alone
    bool parametersCounted{};  ///< the parameters follow from the architecture, not from tensors
};

/// Reads a GGUF file (with its other parts), a safetensors file or index or a config.json (each
/// with what stands beside it), or a folder that holds one. Reads headers alone. Throws FileError
/// naming the file, what is wrong and the remedy.
ModelImport readModelFile(const QString& path);

/// A catalog id from a name: "Llama 3.1 8B" gives "llama-3.1-8b"; with "-2", "-3" ... behind it
/// where `models` has that id.
QString freeModelId(const QString& name, const std::vector<Row>& models);

/// Rows that may be the same model: names of those with the same id or name, or with the same
/// layers, sizes and parameters.
QStringList similarModels(const ModelImport& import, const QString& id, const QString& name,
                          const std::vector<Row>& models);

/// The row that goes into the catalog: provenance "imported from FILE" with the day, gaps as notes.
/// Throws FileError when the model cannot be described by a row.
RowChange importChange(const ModelImport& import, const QString& id, const QString& name,
                       const QDate& today);

/// One fact about an import for people: what it is, its value, and whether it is certain.
struct ImportLine {
    QString label;
    QString value;
};
/// What the preview shows, in the window and on the command line.
std::vector<ImportLine> importLines(const ModelImport& import);

}  // namespace headroom
