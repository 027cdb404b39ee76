// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/model_import.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include "tests/support/model_file_builder.h"
#include "tests/support/qt_strings.h"

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace headroom;
using namespace headroom::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDate kDay(2026, 11, 26);

/// A folder of its own for the files of a test.
struct ModelFolder {
    QTemporaryDir folder;

    QString write(const QString& name, const std::string& bytes) const {
        const QString path = folder.filePath(name);
        QDir().mkpath(QFileInfo(path).absolutePath());
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        REQUIRE(file.write(bytes.data(), static_cast<qint64>(bytes.size())) ==
                static_cast<qint64>(bytes.size()));
        return path;
    }
};

QString refusal(const QString& path) {
    try {
        readModelFile(path);
    } catch (const FileError& error) {
        return error.text();
    }
    FAIL("the file was accepted");
    return {};
}

void checkSays(const QString& sentence, const QStringList& parts) {
    for (const QString& part : parts) {
        INFO(sentence.toStdString() << " | " << part.toStdString());
        CHECK(sentence.contains(part));
    }
}

bool hasGap(const ModelImport& import, const QString& part) {
    return std::any_of(import.gaps.begin(), import.gaps.end(),
                       [&](const QString& gap) { return gap.contains(part); });
}

/// The tensors of the small Llama configuration in plain bf16: 2 tables of 512 x 256, per layer
/// 589,824 elements of matrices and 2 norms of 256, one norm at the end.
SafetensorsBuilder smallLlamaTensors() {
    SafetensorsBuilder builder;
    builder.tensor("model.embed_tokens.weight", "BF16", 2, {512, 256});
    for (const std::string layer : {"model.layers.0.", "model.layers.1."}) {
        builder.tensor(layer + "self_attn.q_proj.weight", "BF16", 2, {256, 256})
            .tensor(layer + "self_attn.k_proj.weight", "BF16", 2, {128, 256})
            .tensor(layer + "self_attn.v_proj.weight", "BF16", 2, {128, 256})
            .tensor(layer + "self_attn.o_proj.weight", "BF16", 2, {256, 256})
            .tensor(layer + "mlp.gate_proj.weight", "BF16", 2, {512, 256})
            .tensor(layer + "mlp.up_proj.weight", "BF16", 2, {512, 256})
            .tensor(layer + "mlp.down_proj.weight", "BF16", 2, {256, 512})
            .tensor(layer + "input_layernorm.weight", "BF16", 2, {256})
            .tensor(layer + "post_attention_layernorm.weight", "BF16", 2, {256});
    }
    return builder.tensor("model.norm.weight", "BF16", 2, {256})
        .tensor("lm_head.weight", "BF16", 2, {512, 256});
}

constexpr double kSmallLlama = 2 * 131'072 + 2 * 589'824 + 5 * 256;

}  // namespace

TEST_CASE("A GGUF file becomes a model with exact bytes", "[import]") {
    const ModelFolder files;
    const GgufBuilder builder = smallLlama();
    const ModelImport import = readModelFile(files.write(u"small.gguf"_s, builder.file()));
    CHECK(import.gaps.empty());
    CHECK(import.model.name == "Small Llama");
    CHECK(import.model.family == "llama");
    CHECK(import.model.layerCount == 2);
    CHECK(import.model.vocabulary == 512);
    CHECK(import.model.parametersTotal == kSmallLlama);
    CHECK(import.model.fileFormat == "gguf-q4_k_m");
    CHECK_FALSE(import.model.tiedEmbeddings);  // output.weight is there
    // Q4_K 589,824 elements in 144 B blocks, Q6_K 458,752 in 210 B blocks of 256, norms in F32.
    const double q4 = 131'072 + 2.0 * (2 * 65'536 + 32'768 + 2 * 131'072);
    const double q6 = 131'072 + 2.0 * (32'768 + 131'072);
    REQUIRE(import.model.fileTensorBytes);
    CHECK(import.model.fileTensorBytes->value == q4 / 256 * 144 + q6 / 256 * 210 + 5 * 1024);
    REQUIRE(import.types.size() == 3);
    CHECK(import.types[0].type == u"Q4_K"_s);
    CHECK(import.types[2].type == u"F32"_s);
    CHECK(import.types[2].tensors == 5);
}

TEST_CASE("A model without an output table shares the input's", "[import]") {
    const ModelFolder files;
    GgufBuilder builder = smallLlamaKeys();
    builder.tensor("token_embd.weight", "Q4_K", {256, 512});
    CHECK(readModelFile(files.write(u"tied.gguf"_s, builder.file())).model.tiedEmbeddings);
}

TEST_CASE("The parts of a split model are found beside each other", "[import]") {
    const ModelFolder files;
    GgufBuilder first = smallLlamaKeys();
    first.small("split.no", 0).small("split.count", 2);
    first.tensor("token_embd.weight", "Q4_K", {256, 512});
    GgufBuilder second;
    second.small("split.no", 1).small("split.count", 2);
    addSmallBlock(second, 0);
    const QString a = files.write(u"m-00001-of-00002.gguf"_s, first.file());
    checkSays(refusal(a), {u"m-00001-of-00002.gguf"_s, u"m-00002-of-00002.gguf"_s,
                           u"Put all parts in one folder"_s});
    const QString b = files.write(u"m-00002-of-00002.gguf"_s, second.file());
    const ModelImport fromFirst = readModelFile(a);
    const ModelImport fromSecond = readModelFile(b);
    CHECK(fromFirst.files.size() == 2);
    CHECK(fromFirst.model.fileTensorBytes == fromSecond.model.fileTensorBytes);
    CHECK(fromFirst.model.parametersTotal == 131'072 + 589'824 + 512);
    const QString renamed = files.write(u"renamed.gguf"_s, first.file());
    checkSays(refusal(renamed), {u"part 1 of 2"_s, u"model-00001-of-00002.gguf"_s});
}

TEST_CASE("A configuration alone is counted, and says so", "[import]") {
    const ModelFolder files;
    const ModelImport import =
        readModelFile(files.write(u"My Model/config.json"_s, smallLlamaConfig()));
    CHECK(import.model.name == "My Model");
    CHECK(import.parametersCounted);
    CHECK(import.model.parametersTotal == kSmallLlama);
    CHECK_FALSE(import.model.fileTensorBytes);
    CHECK(hasGap(import, u"counted from the architecture"_s));
}

TEST_CASE("Tensors beside a configuration are read with it", "[import]") {
    const ModelFolder files;
    const QString config = files.write(u"small/config.json"_s, smallLlamaConfig());
    const QString tensors = files.write(u"small/model.safetensors"_s, smallLlamaTensors().file());
    for (const QString& path : {config, tensors, QFileInfo(config).absolutePath()}) {
        INFO(path.toStdString());
        const ModelImport import = readModelFile(path);
        CHECK(import.gaps.empty());
        CHECK(import.model.parametersTotal == kSmallLlama);
        REQUIRE(import.model.fileTensorBytes);
        CHECK(import.model.fileTensorBytes->value == 2 * kSmallLlama);
        CHECK(import.model.fileFormat == "bf16");
        CHECK_FALSE(import.parametersCounted);
    }
}

TEST_CASE("An index leads to its files", "[import]") {
    const ModelFolder files;
    const std::string all = R"({"metadata": {"total_size": 786432}, "weight_map": {
        "a": "model-1.safetensors", "b": "model-2.safetensors"}})";
    const QString index = files.write(u"m/model.safetensors.index.json"_s, all);
    files.write(u"m/model-1.safetensors"_s,
                SafetensorsBuilder().tensor("a", "BF16", 2, {512, 256}).file());
    checkSays(refusal(index), {u"model-2.safetensors"_s, u"missing"_s});
    files.write(u"m/model-2.safetensors"_s,
                SafetensorsBuilder().tensor("b", "F32", 4, {512, 256}).file());
    checkSays(refusal(index), {u"config.json"_s, u"2 tensors"_s, u"786432 bytes"_s});
    files.write(u"m/config.json"_s, smallLlamaConfig());
    const ModelImport import = readModelFile(index);
    CHECK(import.model.fileTensorBytes == bytes(786'432));
    // 262,144 elements cannot be the 1,443,072 of the layers.
    CHECK(hasGap(import, u"part of the architecture is not described"_s));
}

TEST_CASE("Packed weights are not taken for parameters", "[import]") {
    const ModelFolder files;
    std::string config = smallLlamaConfig();
    config.replace(config.rfind('}'), 1,
                   R"(, "quantization_config": {"quant_method": "gptq", "bits": 4,
                      "group_size": 128}})");
    files.write(u"q/config.json"_s, config);
    const ModelImport import = readModelFile(
        files.write(u"q/model.safetensors"_s,
                    SafetensorsBuilder().tensor("x.qweight", "I32", 4, {32, 256}).file()));
    CHECK(import.model.fileFormat == "gptq-int4-g128");
    CHECK(import.model.parametersTotal == kSmallLlama);
    CHECK(import.parametersCounted);
    CHECK(import.model.fileTensorBytes == bytes(32'768));
}

TEST_CASE("The name of a model in the Hugging Face cache is its repository's", "[import]") {
    const ModelFolder files;
    const ModelImport import = readModelFile(files.write(
        u"models--meta-llama--Llama-X/snapshots/0123abcd/config.json"_s, smallLlamaConfig()));
    CHECK(import.model.name == "Llama-X");
    CHECK(import.model.huggingFaceId == "meta-llama/Llama-X");
    CHECK(import.model.developer == "meta-llama");
}

TEST_CASE("An unfinished download is read and marked", "[import]") {
    const ModelFolder files;
    const std::string whole = smallLlama().file();
    const ModelImport import =
        readModelFile(files.write(u"half.gguf"_s, whole.substr(0, whole.size() - 100'000)));
    CHECK(hasGap(import, u"incomplete"_s));
    CHECK(import.model.parametersTotal == kSmallLlama);
}

TEST_CASE("Files that are no models are refused with a remedy", "[import]") {
    const ModelFolder files;
    checkSays(refusal(files.folder.filePath(u"nowhere.gguf"_s)),
              {u"nowhere.gguf"_s, u"not there"_s});
    checkSays(refusal(files.folder.path()), {u"no single model"_s});
    checkSays(refusal(files.write(u"empty.gguf"_s, "")), {u"empty.gguf"_s, u"neither GGUF"_s});
    checkSays(refusal(files.write(u"note.txt"_s, "hello world")), {u"neither GGUF"_s});
    checkSays(refusal(files.write(u"bad.json"_s, "{\"a\": NaN}")), {u"bad.json"_s, u"NaN"_s});
    checkSays(refusal(files.write(u"other.json"_s, "{\"a\": 1}")), {u"num_hidden_layers"_s});
    checkSays(
        refusal(files.write(u"vision.gguf"_s, GgufBuilder().text("general.type", "mmproj").file())),
        {u"mmproj"_s, u"not a language model"_s});
    checkSays(refusal(files.write(u"bare.gguf"_s, GgufBuilder().file())),
              {u"general.architecture"_s});
    checkSays(refusal(files.write(u"vocab.gguf"_s,
                                  GgufBuilder().text("general.architecture", "llama").file())),
              {u"no tensors"_s});
    checkSays(refusal(files.write(u"cut.gguf"_s, smallLlama().header().substr(0, 300))),
              {u"cut.gguf"_s, u"truncated"_s});
}

#ifdef Q_OS_UNIX
TEST_CASE("A pipe is refused instead of waited for", "[import]") {
    const ModelFolder files;
    const QString pipe = files.folder.filePath(u"pipe.gguf"_s);
    REQUIRE(mkfifo(pipe.toLocal8Bit().constData(), 0600) == 0);
    checkSays(refusal(pipe), {u"no ordinary file"_s});
}
#endif

TEST_CASE("Ids are made from names and stay unique", "[import]") {
    Row taken;
    taken.set("id", "llama-3.1-8b");
    Row second;
    second.set("id", "llama-3.1-8b-2");
    CHECK(freeModelId(u"Qwen2.5 7B (Instruct)"_s, {}) == u"qwen2.5-7b-instruct"_s);
    CHECK(freeModelId(u"Llama 3.1 8B"_s, {taken}) == u"llama-3.1-8b-2"_s);
    CHECK(freeModelId(u"Llama 3.1 8B"_s, {taken, second}) == u"llama-3.1-8b-3"_s);
    CHECK(freeModelId(u"模型"_s, {}) == u"imported-model"_s);
    CHECK(freeModelId(QString(500, u'x'), {}).size() <= 60);
}

TEST_CASE("An import is stored, read back and taken out again", "[import]") {
    const ModelFolder files;
    const ModelImport import = readModelFile(files.write(u"small.gguf"_s, smallLlama().file()));
    CatalogStore store(u":memory:"_s);
    const RowChange change = importChange(import, u"small-llama"_s, u"Small Llama"_s, kDay);
    store.apply({change});
    const CatalogPointer catalog = store.load();
    const ModelSpec* const stored = catalog->model("small-llama");
    REQUIRE(stored);
    CHECK(stored->layers == import.model.layers);
    CHECK(stored->parametersTotal == import.model.parametersTotal);
    CHECK(stored->fileTensorBytes == import.model.fileTensorBytes);
    CHECK(stored->fileFormat == "gguf-q4_k_m");
    CHECK(stored->provenance.source == "imported from small.gguf");
    CHECK(stored->provenance.date == "2026-11-26");
    CHECK(stored->provenance.changedBy == "import");
    CHECK(stored->provenance.confidence == Confidence::High);
    CHECK(similarModels(import, u"other"_s, u"Other"_s, store.rows("models")) ==
          QStringList{u"Small Llama"_s});
    CHECK_THROWS_AS(store.apply({change}), FileError);  // the id is taken
    store.apply({change.reversed()});
    CHECK(store.load()->model("small-llama") == nullptr);
}

TEST_CASE("Gaps go into the notes and lower the confidence", "[import]") {
    const ModelFolder files;
    const ModelImport import = readModelFile(files.write(u"c/config.json"_s, smallLlamaConfig()));
    const Row row = *importChange(import, u"c"_s, u"C"_s, kDay).after;
    CHECK(row.text("confidence") == "medium");
    CHECK(row.text("notes").find("counted from the architecture") != std::string::npos);
    CHECK_THROWS_AS(importChange(import, u"c"_s, u"  "_s, kDay), FileError);
}

TEST_CASE("The preview says what was read", "[import]") {
    const ModelFolder files;
    const ModelImport import = readModelFile(files.write(u"small.gguf"_s, smallLlama().file()));
    QString all;
    for (const ImportLine& line : importLines(import))
        all += line.label + u": "_s + line.value + u'\n';
    checkSays(all, {u"small.gguf"_s, u"GGUF version 3"_s, u"exact"_s, u"gguf-q4_k_m"_s, u"Q4_K"_s,
                    u"2 × attention, 4 heads, 2 KV heads of 64"_s, u"4,096 tokens"_s});
}
