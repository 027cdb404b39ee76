// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// From what was read to a row of the catalog, and to the words of the preview.
#include <QFileInfo>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "core/units/format.h"
#include "database/model_import.h"
#include "database/words.h"

using namespace Qt::Literals::StringLiterals;

namespace headroom {

namespace {

constexpr qsizetype kLongestId = 60;

QString toText(const std::string& text) {
    return QString::fromStdString(text);
}

bool holdsId(const std::vector<Row>& models, const QString& id) {
    return std::any_of(models.begin(), models.end(),
                       [&](const Row& row) { return toText(row.text("id")) == id; });
}

QString plainId(const QString& name) {
    QString id;
    for (const QChar c : name.toLower()) {
        const bool kept = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'.';
        if (kept) {
            id += c;
        } else if (!id.isEmpty() && !id.endsWith(u'-')) {
            id += u'-';
        }
    }
    id.truncate(kLongestId);
    while (id.endsWith(u'-')) id.chop(1);
    return id.isEmpty() ? u"imported-model"_s : id;
}

bool sameShape(const Row& row, const ModelSpec& model) {
    constexpr double kSameCount = 0.001;
    const double parameters = row.number("params_total_b").value_or(0) * 1e9;
    return row.integer("n_layers") == model.layerCount &&
           row.integer("hidden_size") == model.hiddenSize &&
           row.integer("vocab_size") == model.vocabulary &&
           std::abs(parameters - model.parametersTotal) <= kSameCount * model.parametersTotal;
}

QString number(double value) {
    return toText(formatNumber(value));
}

QString roundCount(double parameters) {
    if (parameters < 1e9) return Database::tr("%1 million").arg(parameters / 1e6, 0, 'f', 2);
    return Database::tr("%1 billion").arg(parameters / 1e9, 0, 'f', 2);
}

QString attentionWords(const Attention& a) {
    QString heads = Database::tr("%1 heads, %2 KV heads of %3")
                        .arg(number(a.heads), number(a.kvHeads), number(a.keyHeadSize));
    if (a.valueHeadSize != a.keyHeadSize) heads += u" / "_s + number(a.valueHeadSize);
    switch (a.kind) {
        case AttentionKind::Full:
            return Database::tr("attention, %1").arg(heads);
        case AttentionKind::SlidingWindow:
            return Database::tr("window of %1 tokens, %2").arg(number(a.window), heads);
        case AttentionKind::Latent:
            return Database::tr("latent attention (MLA), rank %1 + %2")
                .arg(number(a.kvLoraRank), number(a.ropeHeadSize));
        case AttentionKind::None:
            break;
    }
    return {};
}

QString blockWords(const FeedForward& block) {
    if (block.kind == FeedForwardKind::Dense) {
        return Database::tr("feed-forward %1").arg(number(block.size));
    }
    if (block.kind == FeedForwardKind::MixtureOfExperts) {
        return Database::tr("%1 of %2 experts of %3")
            .arg(number(block.expertsUsed), number(block.experts), number(block.expertSize));
    }
    return {};
}

QString groupWords(const LayerGroup& group) {
    QStringList parts;
    if (group.attention.kind != AttentionKind::None) parts << attentionWords(group.attention);
    if (group.recurrence.kind != RecurrentKind::None) {
        parts << Database::tr("recurrent state of %1 bytes")
                     .arg(number(group.recurrence.stateBytes.value));
    }
    const QString block = blockWords(group.feedForward);
    if (!block.isEmpty()) parts << block;
    return u"%1 × %2"_s.arg(number(group.count), parts.join(u"; "_s));
}

QString typeWords(const TensorShare& share) {
    return Database::tr("%1 × %2: %3 bytes")
        .arg(number(share.tensors), share.type, number(share.bytes));
}

}  // namespace

QString freeModelId(const QString& name, const std::vector<Row>& models) {
    const QString base = plainId(name);
    QString id = base;
    for (int i = 2; holdsId(models, id); ++i) id = u"%1-%2"_s.arg(base).arg(i);
    return id;
}

QStringList similarModels(const ModelImport& import, const QString& id, const QString& name,
                          const std::vector<Row>& models) {
    QStringList names;
    for (const Row& row : models) {
        const QString known = toText(row.text("name"));
        const bool sameName = known.compare(name, Qt::CaseInsensitive) == 0;
        if (toText(row.text("id")) == id || sameName || sameShape(row, import.model)) {
            names << known;
        }
    }
    return names;
}

RowChange importChange(const ModelImport& import, const QString& id, const QString& name,
                       const QDate& today) {
    ModelSpec model = import.model;
    model.id = id.trimmed().toStdString();
    model.name = name.simplified().toStdString();
    if (model.name.empty()) {
        throw FileError(Database::tr("The model needs a name. Type one."));
    }
    const QString file = QFileInfo(import.files.value(0)).fileName();
    model.provenance.source = Database::tr("imported from %1").arg(file).toStdString();
    model.provenance.date = today.toString(Qt::ISODate).toStdString();
    model.provenance.confidence = import.gaps.empty() ? Confidence::High : Confidence::Medium;
    QStringList notes;
    for (const QString& gap : import.gaps) notes << gap;
    model.provenance.notes = notes.join(u' ').toStdString();
    model.provenance.changedBy = "import";
    const Row row = rowFromModel(model);
    try {
        modelFromRow(row);
    } catch (const std::invalid_argument& error) {
        throw FileError(Database::tr("“%1” cannot be entered in the catalog: %2")
                            .arg(file, QString::fromUtf8(error.what())));
    }
    return {"models", std::nullopt, row};
}

std::vector<ImportLine> importLines(const ModelImport& import) {
    const ModelSpec& model = import.model;
    std::vector<ImportLine> lines;
    const auto add = [&](const QString& label, const QString& value) {
        if (!value.isEmpty()) lines.push_back({label, value});
    };
    const QString file = QFileInfo(import.files.value(0)).fileName();
    const auto count = static_cast<double>(import.files.size());
    add(Database::tr("File"),
        count > 1 ? Database::tr("%1 (%2 files)").arg(file, number(count)) : file);
    add(Database::tr("Kind"), import.kind);
    add(Database::tr("Architecture"), toText(model.family));
    QString parameters = roundCount(model.parametersTotal);
    if (model.parametersActive) {
        parameters =
            Database::tr("%1, %2 active").arg(parameters, roundCount(*model.parametersActive));
    }
    if (import.parametersCounted) parameters = Database::tr("%1 (counted)").arg(parameters);
    add(Database::tr("Parameters"), parameters);
    if (model.fileTensorBytes) {
        add(Database::tr("Tensors"), Database::tr("%1 bytes (%2), exact")
                                         .arg(number(model.fileTensorBytes->value),
                                              toText(formatGib(*model.fileTensorBytes))));
    }
    add(Database::tr("Weight format"), toText(model.fileFormat));
    QStringList types;
    for (const TensorShare& share : import.types) types << typeWords(share);
    add(Database::tr("Tensor types"), types.join(u'\n'));
    add(Database::tr("Layers"), number(model.layerCount));
    QStringList groups;
    for (const LayerGroup& group : model.layers) groups << groupWords(group);
    add(Database::tr("Layer groups"), groups.join(u'\n'));
    add(Database::tr("Hidden size"), number(model.hiddenSize));
    add(Database::tr("Vocabulary"),
        model.tiedEmbeddings
            ? Database::tr("%1, one table for input and output").arg(number(model.vocabulary))
            : number(model.vocabulary));
    add(Database::tr("Longest context"),
        Database::tr("%1 tokens").arg(number(model.maxContext.value)));
    add(Database::tr("License"), toText(model.license));
    return lines;
}

}  // namespace headroom
