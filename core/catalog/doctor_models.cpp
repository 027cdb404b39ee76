// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/doctor_book.h"
#include "core/units/format.h"

namespace headroom {

namespace {

void checkModel(DoctorBook& book, const Row& row) {
    const std::optional<double> total = row.number("params_total_b");
    const std::optional<double> active = row.number("params_active_b");
    if (total && active && *active > *total) {
        book.warn("models", row, "params_active_b",
                  formatSignificant(*active) + " billion active is more than " +
                      formatSignificant(*total) + " billion of params_total_b.",
                  "Check whether the columns were exchanged.");
    }
    const std::optional<double> heads = row.number("n_heads");
    const std::optional<double> kvHeads = row.number("n_kv_heads");
    if (heads && kvHeads && *kvHeads > *heads) {
        book.warn("models", row, "n_kv_heads",
                  formatNumber(*kvHeads) + " is more than " + formatNumber(*heads) +
                      " of n_heads; query heads share key and value heads, not the reverse.",
                  "Read both from the model's config.json.");
    }
}

/// Scales and zero points add at most 16 + 16 bits to a group of 32 weights; a block never has
/// fewer bits than its weights.
constexpr double kMostScaleBits = 1.0;
constexpr double kRounding = 0.05;  ///< share; nominal figures are rounded
/// Embeddings and output in 16 bits beside 4-bit weights make an 8B model about 1.5 times as large
/// as the weights alone.
constexpr double kMostOverNominal = 1.7;

void checkFormat(DoctorBook& book, const Row& row) {
    const std::optional<double> nominal = row.number("bits_per_weight_nominal");
    const std::optional<double> block = row.number("block_size");
    const std::optional<double> size = row.number("bytes_per_block");
    const std::optional<double> typical = row.number("typical_bpw_llama31_8b");
    if (!nominal || !(*nominal > 0)) return;
    if (block && size && *block > 0) {
        const double bits = 8 * *size / *block;
        const double most = (*nominal + kMostScaleBits) * (1 + kRounding);
        if (bits < *nominal * (1 - kRounding) || bits > most) {
            book.warn("weight_formats", row, "bytes_per_block",
                      formatSignificant(*size) + " bytes for " + formatNumber(*block) +
                          " weights are " + formatSignificant(bits) +
                          " bits each; bits_per_weight_nominal is " + formatSignificant(*nominal) +
                          '.',
                      "Check the block's size in weights and in bytes.");
        }
    }
    if (typical &&
        (*typical < *nominal * (1 - kRounding) || *typical > *nominal * kMostOverNominal)) {
        book.warn("weight_formats", row, "typical_bpw_llama31_8b",
                  formatSignificant(*typical) + " bits per weight in a file; " +
                      formatSignificant(*nominal) + " of bits_per_weight_nominal would be " +
                      formatSignificant(*nominal * (1 - kRounding)) + " to " +
                      formatSignificant(*nominal * kMostOverNominal) + '.',
                  "Divide the size of a file in bits by its number of weights.");
    }
}

}  // namespace

void checkModelsAndFormats(DoctorBook& book) {
    for (const Row& row : book.rows("models")) checkModel(book, row);
    for (const Row& row : book.rows("weight_formats")) checkFormat(book, row);
}

}  // namespace headroom
