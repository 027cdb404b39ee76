// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/model_import.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <stdexcept>

#include "core/catalog/ggml_type.h"
#include "core/memory/weights.h"
#include "core/modelfile/config_model.h"
#include "core/modelfile/json_metadata.h"
#include "database/model_files.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

// Configurations have some kB, those with a quantisation entry per layer some 100 kB.
constexpr qint64 kLargestConfig = 16 * 1024 * 1024;
/// Beyond this deviation, layers and tensors do not describe the same model (docs/memory.md 1.1).
constexpr double kSameParameters = 0.02;

QString toText(const std::string& text) {
    return QString::fromStdString(text);
}

std::string oneLine(const QString& text, qsizetype longest) {
    return text.simplified().left(longest).toStdString();
}

/// Adds up tensors by storage type.
class Shares {
public:
    void add(const QString& type, double bytes) {
        TensorShare& share = m_shares[type];
        share.type = type;
        ++share.tensors;
        share.bytes += bytes;
    }
    std::vector<TensorShare> sorted() const {
        std::vector<TensorShare> result;
        for (const auto& [type, share] : m_shares) result.push_back(share);
        std::stable_sort(result.begin(), result.end(),
                         [](const auto& a, const auto& b) { return a.bytes > b.bytes; });
        return result;
    }

private:
    std::map<QString, TensorShare> m_shares;
};

void addGaps(ModelImport& import, const std::vector<std::string>& gaps) {
    for (const std::string& gap : gaps) import.gaps.push_back(toText(gap));
}

void sayIncomplete(ModelImport& import, double found, double needed) {
    if (found >= needed) return;
    import.gaps.push_back(
        Database::tr("The file is incomplete: %1 of %2 bytes are there. The figures are those of "
                     "the whole file.")
            .arg(found, 0, 'f', 0)
            .arg(needed, 0, 'f', 0));
}

/// The catalog cannot hold a model without a longest context.
void requireContext(ModelImport& import) {
    constexpr int kStandIn = 4'096;
    if (import.model.maxContext > tokens(0)) return;
    import.model.maxContext = tokens(kStandIn);
    import.gaps.push_back(Database::tr(
        "The longest context is not stated; 4,096 tokens stand in for it. Correct it in the "
        "catalog."));
}

/// Experts that a token does not use are not active; nothing to state for dense models.
void setActive(ModelSpec& model) {
    if (!model.isMixtureOfExperts()) return;
    const double active = countParameters(model).active();
    if (active > 0) model.parametersActive = std::min(active, model.parametersTotal);
}

/// The layers should hold what the tensors hold; otherwise something was not understood.
void compareCount(ModelImport& import) {
    const ParameterCount count = countParameters(import.model);
    const double counted = count.total();
    const double stated = import.model.parametersTotal;
    if (stated <= 0 || std::abs(counted + count.mtp - stated) <= kSameParameters * stated ||
        std::abs(counted - stated) <= kSameParameters * stated) {
        return;
    }
    import.gaps.push_back(
        Database::tr("The tensors hold %1 billion parameters, the layers as they were understood "
                     "%2 billion: part of the architecture is not described.")
            .arg(stated / 1e9, 0, 'f', 3)
            .arg(counted / 1e9, 0, 'f', 3));
}

// --- GGUF -----------------------------------------------------------------------------------

void requireModel(const QString& path, const GgufHeader& header) {
    const std::string type = header.metadata.text("general.type").value_or("model");
    if (type != "model") {
        refuseModelFile(path, Database::tr("It is of the type “%1”, not a language model.")
                                  .arg(toText(type).left(40)));
    }
    if (header.architecture().empty()) {
        refuseModelFile(path, Database::tr("The key “general.architecture” is missing. Convert the "
                                           "model again."));
    }
    if (header.tensors.empty()) {
        refuseModelFile(path, Database::tr("It holds no tensors, only a vocabulary or settings."));
    }
}

/// What the tensors say for certain, whatever the keys leave open.
void readTensorFacts(const GgufHeader& header, ModelSpec& model) {
    const auto any = [&](std::string_view suffix) {
        return std::any_of(header.tensors.begin(), header.tensors.end(),
                           [&](const GgufTensor& tensor) { return tensor.name.ends_with(suffix); });
    };
    if (model.modality == Modality::Text || model.modality == Modality::VisionText) {
        model.tiedEmbeddings = header.tensor("output.weight") == nullptr;
    }
    model.qkvBias = any(".attn_q.bias") || any(".attn_qkv.bias");
}

void readGgufWords(const GgufHeader& header, const QString& path, ModelSpec& model) {
    const auto text = [&](std::string_view key) {
        return toText(header.metadata.text(key).value_or(std::string()));
    };
    QString name = text("general.name");
    if (name.simplified().isEmpty()) name = QFileInfo(path).completeBaseName();
    model.name = oneLine(name, 120);
    if (model.developer.empty()) model.developer = oneLine(text("general.organization"), 80);
    if (model.license.empty()) model.license = oneLine(text("general.license"), 80);
}

ModelImport importGguf(const QString& path) {
    ModelImport import;
    const GgufHeader header = readGgufFiles(path, import.files);
    requireModel(path, header);
    ModelReading reading;
    try {
        reading =
            modelFromGguf(header.architecture(), ggufModelMetadata(header), header.elements(),
                          [](const ModelSpec& model) { return countParameters(model).total(); });
    } catch (const std::invalid_argument& error) {
        refuseModelFile(path, QString::fromUtf8(error.what()));
    }
    import.kind = Database::tr("GGUF version %1").arg(header.version);
    import.model = std::move(reading.model);
    ModelSpec& model = import.model;
    if (model.family.empty()) model.family = header.architecture();
    readGgufWords(header, path, model);
    readTensorFacts(header, model);
    model.parametersTotal = header.elements();
    model.fileFormat = ggufWeightFormat(header);
    model.fileTensorBytes = bytes(header.tensorBytes());
    if (model.nativeFormat.empty()) model.nativeFormat = model.fileFormat;
    addGaps(import, reading.gaps);
    requireContext(import);
    Shares shares;
    for (const GgufTensor& tensor : header.tensors) {
        const GgmlType* const type = ggmlType(tensor.type);
        shares.add(type ? QString::fromLatin1(type->name.data(), qsizetype(type->name.size()))
                        : Database::tr("type %1").arg(tensor.type),
                   double(tensor.bytes));
    }
    import.types = shares.sorted();
    for (const std::uint32_t type : header.unknownTypes) {
        import.gaps.push_back(Database::tr("Tensors of type %1 are not known to this version; "
                                           "their bytes follow from the places in the file.")
                                  .arg(type));
    }
    if (model.fileFormat.empty()) {
        import.gaps.push_back(
            Database::tr("Which of the catalog’s weight formats the file has is not known."));
    }
    compareCount(import);
    sayIncomplete(import, double(header.foundBytes), double(header.fileBytes));
    return import;
}

// --- Hugging Face ---------------------------------------------------------------------------

/// "models--meta-llama--Llama-3.1-8B/snapshots/<commit>/config.json": the cache of huggingface_hub.
QString cachedRepository(const QString& path) {
    for (const QString& folder : QDir::cleanPath(path).split(u'/')) {
        const QStringList parts = folder.split(u"--"_s);
        if (parts.size() == 3 && parts[0] == u"models") return parts[1] + u'/' + parts[2];
    }
    return {};
}

void readFolderWords(const QString& path, ModelSpec& model) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    const QString repository = cachedRepository(absolute);
    model.huggingFaceId = repository.toStdString();
    QString name = repository.section(u'/', 1);
    if (name.isEmpty()) name = QFileInfo(absolute).dir().dirName();
    if (name.simplified().isEmpty()) name = QFileInfo(path).completeBaseName();
    model.name = oneLine(name, 120);
    model.developer = oneLine(repository.section(u'/', 0, 0), 80);
}

bool isTower(const std::string& name) {
    const auto holds = [&](std::string_view part) { return name.find(part) != std::string::npos; };
    return holds("vision") || holds("visual") || holds("audio") || holds("multi_modal_projector");
}

/// Bytes and parameters of the tensors. Packed weights (GPTQ, AWQ, FP4) hold several parameters in
/// an element, so only plain floats count as read.
void addTensors(ModelImport& import, const std::vector<SafetensorsHeader>& headers, bool packed) {
    Shares shares;
    double sum = 0;
    double elements = 0;
    double towers = 0;
    double found = 0;
    double needed = 0;
    for (const SafetensorsHeader& header : headers) {
        found += double(std::min(header.foundBytes, header.fileBytes));
        needed += double(header.fileBytes);
        for (const SafetensorsTensor& tensor : header.tensors) {
            shares.add(toText(tensor.type).left(20), double(tensor.bytes));
            sum += double(tensor.bytes);
            elements += tensor.elements();
            if (isTower(tensor.name)) towers += tensor.elements();
        }
    }
    import.types = shares.sorted();
    import.model.fileTensorBytes = bytes(sum);
    if (!packed) {
        import.model.parametersTotal = elements;
        import.model.parametersNonText = towers;
    }
    sayIncomplete(import, found, needed);
}

ModelImport importConfig(const QString& path) {
    ModelImport import;
    const std::string text = modelFileText(path, kLargestConfig);
    import.files << QFileInfo(path).absoluteFilePath();
    import.kind = Database::tr("configuration");
    try {
        const Metadata config = metadataFromJson(text);
        ModelReading reading = modelFromConfig(config);
        import.model = std::move(reading.model);
        import.model.fileFormat = configWeightFormat(config);
        addGaps(import, reading.gaps);
    } catch (const std::invalid_argument& error) {
        refuseModelFile(path, QString::fromUtf8(error.what()));
    }
    readFolderWords(path, import.model);
    return import;
}

/// The parameters as the layers have them, where no tensor says.
void countInstead(ModelImport& import) {
    ModelSpec& model = import.model;
    import.parametersCounted = true;
    const ParameterCount count = countParameters(model);
    model.parametersTotal = count.total();
    import.gaps.push_back(
        Database::tr("The parameters are counted from the architecture, not read from tensors."));
    if (model.modality == Modality::VisionText) {
        import.gaps.push_back(Database::tr(
            "The vision or audio tower is not counted: only the text model is described."));
    }
}

void finishHuggingFace(ModelImport& import) {
    if (import.model.parametersTotal <= 0) {
        countInstead(import);
    } else {
        compareCount(import);
    }
}

QString besides(const QString& path, const QString& name) {
    return QFileInfo(path).dir().filePath(name);
}

bool isPacked(const std::string& format) {
    return !(format.empty() || format == "bf16" || format == "fp16" || format == "fp32");
}

ModelImport importSafetensors(const QString& path, bool isIndex) {
    QStringList files;
    std::vector<SafetensorsHeader> headers;
    if (isIndex) {
        headers = readIndexedFiles(path, files);
    } else {
        headers.push_back(readSafetensorsFile(path, files));
    }
    const QString config = besides(path, u"config.json"_s);
    if (!QFileInfo::exists(config)) {
        double sum = 0;
        std::size_t tensors = 0;
        for (const SafetensorsHeader& header : headers) {
            sum += header.tensorBytes();
            tensors += header.tensors.size();
        }
        refuseModelFile(path, Database::tr("It holds %1 tensors with %2 bytes, but not the "
                                           "architecture. Put the model’s config.json beside it.")
                                  .arg(tensors)
                                  .arg(sum, 0, 'f', 0));
    }
    ModelImport import = importConfig(config);
    import.files = files + import.files;
    import.kind = Database::tr("safetensors");
    addTensors(import, headers, isPacked(import.model.fileFormat));
    finishHuggingFace(import);
    return import;
}

ModelImport importJson(const QString& path) {
    const QString name = QFileInfo(path).fileName();
    if (name.endsWith(u".index.json"_s)) return importSafetensors(path, true);
    const QString index = besides(path, u"model.safetensors.index.json"_s);
    const QString single = besides(path, u"model.safetensors"_s);
    // A configuration beside its tensors is read with them: they know more.
    if (name == u"config.json" && QFileInfo::exists(index)) return importSafetensors(index, true);
    if (name == u"config.json" && QFileInfo::exists(single)) {
        return importSafetensors(single, false);
    }
    ModelImport import = importConfig(path);
    finishHuggingFace(import);
    return import;
}

// --------------------------------------------------------------------------------------------

QString fileInFolder(const QString& folder) {
    const QDir dir(folder);
    for (const QString& name : {u"model.safetensors.index.json"_s, u"config.json"_s}) {
        if (dir.exists(name)) return dir.filePath(name);
    }
    const QStringList models = dir.entryList({u"*.gguf"_s}, QDir::Files, QDir::Name);
    const auto others = std::count_if(models.begin(), models.end(), [&](const QString& model) {
        const GgufPartName part = ggufPartName(model.toStdString());
        return part.stem != ggufPartName(models.front().toStdString()).stem;
    });
    if (!models.isEmpty() && others == 0) return dir.filePath(models.front());
    throw FileError(
        Database::tr("The folder “%1” holds no single model: no config.json, no "
                     "model.safetensors.index.json and not exactly one GGUF model. Choose a file.")
            .arg(QDir::toNativeSeparators(folder)));
}

}  // namespace

ModelImport readModelFile(const QString& path) {
    if (QFileInfo(path).isDir()) return readModelFile(fileInFolder(path));
    FileSource source(path);
    std::array<char, 9> begin{};
    const std::size_t count = source.read(0, begin);
    const std::string_view bytes(begin.data(), count);
    ModelImport import;
    if (bytes.starts_with("GGUF")) {
        import = importGguf(path);
    } else if (path.endsWith(u".safetensors"_s) ||
               (count == 9 && bytes[8] == '{' && bytes[0] != '{')) {
        import = importSafetensors(path, false);
    } else if (path.endsWith(u".json"_s) ||
               bytes.substr(std::min(bytes.find_first_not_of(" \t\r\n"), count)).starts_with('{')) {
        import = importJson(path);
    } else {
        refuseModelFile(path, Database::tr("It is neither GGUF nor safetensors nor a JSON "
                                           "configuration. Choose one of these."));
    }
    setActive(import.model);
    return import;
}

}  // namespace headroom
