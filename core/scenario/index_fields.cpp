// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/scenario/field_tables.h"

namespace headroom {

using field_access::bound;

std::span<const Field> indexFields() {
    static const std::array table{
        bound<&Scenario::model, &ModelChoice::index, &VectorIndex::vectors>({
            .id = "model.index_vectors",
            .group = FieldGroup::Model,
            .kind = FieldKind::Number,
            .label = "Vectors",
            .minimum = 0,
            .maximum = 1e12,
            .step = 100'000,
            .help = "Entries of the vector index searched beside the models: pieces of the "
                    "documents, usually a few hundred tokens each. 0 is no index.",
            .defaultReason = "Most chat services search nothing.",
        }),
        bound<&Scenario::model, &ModelChoice::index, &VectorIndex::dimensions>({
            .id = "model.index_dimensions",
            .group = FieldGroup::Model,
            .kind = FieldKind::Integer,
            .label = "Vector dimensions",
            .minimum = 1,
            .maximum = 65'536,
            .step = 128,
            .help = "Numbers per vector, as the embedding model writes them: 1,024 for bge-m3, 384 "
                    "to 4,096 for others.",
            .defaultReason = "What bge-m3 and many others of its size write.",
        }),
        bound<&Scenario::model, &ModelChoice::index, &VectorIndex::type>({
            .id = "model.index_type",
            .group = FieldGroup::Model,
            .kind = FieldKind::Choice,
            .label = "Vector type",
            .help = "How each number is stored in memory. Int8 and binary vectors find slightly "
                    "other neighbours; the best ones are then usually ranked again.",
            .defaultReason =
                "Embedding models write F32, and libraries keep it unless told otherwise.",
        }),
        bound<&Scenario::model, &ModelChoice::index, &VectorIndex::links>({
            .id = "model.index_links",
            .group = FieldGroup::Model,
            .kind = FieldKind::Integer,
            .label = "HNSW links",
            .minimum = 0,
            .maximum = 512,
            .step = 4,
            .help = "M of the HNSW graph: links per vector and level, twice as many at the base, 4 "
                    "bytes each. More find better neighbours. 0 is a flat list, read in full by "
                    "every search.",
            .defaultReason = "hnswlib's own default.",
        }),
        bound<&Scenario::model, &ModelChoice::index, &VectorIndex::place>({
            .id = "model.index_place",
            .group = FieldGroup::Model,
            .kind = FieldKind::Choice,
            .label = "Index in",
            .help = "Where the index lies. Host memory is cheaper and fast enough for graphs; on "
                    "unified memory it shares the space of the models either way.",
            .defaultReason = "Vector databases keep their index in host memory.",
        }),
    };
    return table;
}

}  // namespace headroom
