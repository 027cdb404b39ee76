// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/catalog/ggml_type.h"

namespace headroom::tests {

/// Writes GGUF files byte by byte as docs/model_files.md 1 has them, well or ill formed.
class GgufBuilder {
public:
    std::uint32_t version{3};
    std::uint64_t alignment{32};

    GgufBuilder& number(std::string_view key, std::uint32_t value) {
        return pair(key, 4, bits(value, 4));
    }
    GgufBuilder& real(std::string_view key, float value) {
        return pair(key, 6, bits(std::bit_cast<std::uint32_t>(value), 4));
    }
    GgufBuilder& small(std::string_view key, std::uint16_t value) {
        return pair(key, 2, bits(value, 2));
    }
    GgufBuilder& flag(std::string_view key, bool value) { return pair(key, 7, bits(value, 1)); }
    GgufBuilder& text(std::string_view key, std::string_view value) {
        return pair(key, 8, counted(value));
    }
    GgufBuilder& texts(std::string_view key, const std::vector<std::string>& values) {
        std::string bytes = bits(8, 4) + bits(values.size(), 8);
        for (const std::string& value : values) bytes += counted(value);
        return pair(key, 9, bytes);
    }
    GgufBuilder& numbers(std::string_view key, const std::vector<std::uint32_t>& values) {
        std::string bytes = bits(4, 4) + bits(values.size(), 8);
        for (const std::uint32_t value : values) bytes += bits(value, 4);
        return pair(key, 9, bytes);
    }
    /// A key with a type and value of any bytes.
    GgufBuilder& pair(std::string_view key, std::uint32_t type, std::string_view bytes) {
        m_pairs += counted(key) + bits(type, 4) + std::string(bytes);
        ++m_keys;
        return *this;
    }
    /// A tensor at the place where it belongs; the first dimension is the row.
    GgufBuilder& tensor(std::string_view name, std::string_view type,
                        const std::vector<std::uint64_t>& dims) {
        const GgmlType& stored = *ggmlTypeNamed(type);
        std::uint64_t elements = 1;
        for (const std::uint64_t dim : dims) elements *= dim;
        const std::uint64_t size =
            elements / std::uint64_t(stored.blockElements) * std::uint64_t(stored.blockBytes);
        tensorAt(name, stored.id, dims, m_offset);
        m_end = m_offset + size;
        m_offset = padded(m_end);
        return *this;
    }
    /// A tensor of any type number at any place.
    GgufBuilder& tensorAt(std::string_view name, std::uint32_t type,
                          const std::vector<std::uint64_t>& dims, std::uint64_t offset) {
        m_infos += counted(name) + bits(dims.size(), 4);
        for (const std::uint64_t dim : dims) m_infos += bits(dim, 8);
        m_infos += bits(type, 4) + bits(offset, 8);
        ++m_tensors;
        return *this;
    }

    std::string header() const { return header(m_tensors, m_keys); }
    /// With counts of any size.
    std::string header(std::uint64_t tensors, std::uint64_t keys) const {
        return "GGUF" + bits(version, 4) + bits(tensors, 8) + bits(keys, 8) + m_pairs + m_infos;
    }
    /// The header, and zeros for the tensors.
    std::string file() const {
        std::string bytes = header();
        bytes.resize(padded(bytes.size()) + m_end, '\0');
        return bytes;
    }
    std::uint64_t tensorEnd() const { return m_end; }

    static std::string bits(std::uint64_t value, int size) {
        std::string bytes;
        for (int i = 0; i < size; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFF);
        return bytes;
    }
    static std::string counted(std::string_view text) {
        return bits(text.size(), 8) + std::string(text);
    }

private:
    std::uint64_t padded(std::uint64_t bytes) const {
        return (bytes + alignment - 1) / alignment * alignment;
    }

    std::string m_pairs;
    std::string m_infos;
    std::uint64_t m_keys{};
    std::uint64_t m_tensors{};
    std::uint64_t m_offset{};
    std::uint64_t m_end{};
};

/// The keys of a small Llama: 2 layers, hidden size 256, 4 heads, 2 KV heads, 512 tokens.
inline GgufBuilder smallLlamaKeys() {
    GgufBuilder builder;
    builder.text("general.architecture", "llama")
        .text("general.name", "Small Llama")
        .number("general.file_type", 15)  // Q4_K_M
        .number("llama.block_count", 2)
        .number("llama.context_length", 4096)
        .number("llama.embedding_length", 256)
        .number("llama.feed_forward_length", 512)
        .number("llama.attention.head_count", 4)
        .number("llama.attention.head_count_kv", 2)
        .real("llama.attention.layer_norm_rms_epsilon", 1e-5F)
        .texts("tokenizer.ggml.tokens", std::vector<std::string>(512, "t"));
    return builder;
}

/// Tensors of one block of the small Llama: 2 x 256 norms and 557,056 elements in matrices.
inline void addSmallBlock(GgufBuilder& builder, int layer) {
    const std::string block = "blk." + std::to_string(layer) + '.';
    builder.tensor(block + "attn_norm.weight", "F32", {256})
        .tensor(block + "attn_q.weight", "Q4_K", {256, 256})
        .tensor(block + "attn_k.weight", "Q4_K", {256, 128})
        .tensor(block + "attn_v.weight", "Q6_K", {256, 128})
        .tensor(block + "attn_output.weight", "Q4_K", {256, 256})
        .tensor(block + "ffn_norm.weight", "F32", {256})
        .tensor(block + "ffn_gate.weight", "Q4_K", {256, 512})
        .tensor(block + "ffn_up.weight", "Q4_K", {256, 512})
        .tensor(block + "ffn_down.weight", "Q6_K", {512, 256});
}

inline GgufBuilder smallLlama() {
    GgufBuilder builder = smallLlamaKeys();
    builder.tensor("token_embd.weight", "Q4_K", {256, 512});
    addSmallBlock(builder, 0);
    addSmallBlock(builder, 1);
    builder.tensor("output_norm.weight", "F32", {256}).tensor("output.weight", "Q6_K", {256, 512});
    return builder;
}

/// A safetensors file: eight bytes of length, the JSON, zeros for the tensors.
inline std::string safetensorsFile(std::string_view json, std::size_t dataBytes) {
    return GgufBuilder::bits(json.size(), 8) + std::string(json) + std::string(dataBytes, '\0');
}

/// Writes the header as well.
class SafetensorsBuilder {
public:
    SafetensorsBuilder& tensor(const std::string& name, const std::string& type, std::size_t size,
                               const std::vector<std::size_t>& shape) {
        std::string sides;
        std::size_t bytes = size;
        for (const std::size_t side : shape) {
            if (!sides.empty()) sides += ',';
            sides += std::to_string(side);
            bytes *= side;
        }
        m_json += (m_json.empty() ? "{\"" : ",\"") + name + "\":{\"dtype\":\"" + type +
                  "\",\"shape\":[" + sides + "],\"data_offsets\":[" + std::to_string(m_end) + ',' +
                  std::to_string(m_end + bytes) + "]}";
        m_end += bytes;
        return *this;
    }
    std::string file() const { return safetensorsFile(m_json + '}', m_end); }
    std::size_t dataBytes() const { return m_end; }

private:
    std::string m_json;
    std::size_t m_end{};
};

/// config.json of the small Llama above.
inline std::string smallLlamaConfig() {
    return R"({
  "architectures": ["LlamaForCausalLM"], "model_type": "llama", "torch_dtype": "bfloat16",
  "num_hidden_layers": 2, "hidden_size": 256, "intermediate_size": 512,
  "num_attention_heads": 4, "num_key_value_heads": 2, "vocab_size": 512,
  "max_position_embeddings": 4096, "tie_word_embeddings": false
})";
}

}  // namespace headroom::tests
