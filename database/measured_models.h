// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <map>
#include <string>

#include "core/modelfile/gguf_model.h"

namespace headroom {

/// The models that a table of measurements names, from a JSON object of one object per model:
/// `arch`, `hparams` (GGUF keys without the architecture's prefix) and `n_params`; nothing else is
/// read. `source` is what messages call the file. Throws FileError when the text is no such object
/// or a model cannot be read.
std::map<std::string, ModelReading, std::less<>> measuredModels(const QByteArray& json,
                                                                const QString& source);

}  // namespace headroom
