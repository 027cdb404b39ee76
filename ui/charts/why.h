// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

namespace headroom {

/// Which working explains a number; each stands on a page of its own.
enum class WorkingPart { Memory, Speed, Serving, Power, Cost, Risk };

/// Where the working of a number stands: a line of one part, of an option. An empty id means the
/// chosen option, an empty line the beginning.
struct WhyTarget {
    WorkingPart part{};
    QString line{};  ///< label of the explanation line, "KV cache"
    QString optionId{};
    QString title{};  ///< of the number where several stand together, "Present value"
};

/// The item role of cells, and the dynamic property of labels, that carry a `WhyTarget`.
inline constexpr int kWhyRole = Qt::UserRole + 100;
inline constexpr const char* kWhyProperty = "why";

}  // namespace headroom

Q_DECLARE_METATYPE(headroom::WhyTarget)
