// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QString>
#include <QStringList>
#include <vector>

#include "core/catalog/row.h"

namespace headroom {

/// Providers of a table by the names that other lists give them ("gcp", "lambdalabs", "vast").
class ProviderNames {
public:
    explicit ProviderNames(const std::vector<Row>& rows);

    /// The catalog's name of the provider; `name` itself when it is not in the catalog or does not
    /// decide between several. `hint` may decide: an instance "..._SECURE" of runpod is the
    /// catalog's "RunPod Secure".
    QString match(const QString& name, const QString& hint = {}) const;
    bool knows(const QString& provider) const { return m_names.contains(provider); }

private:
    QStringList m_names;
};

}  // namespace headroom
