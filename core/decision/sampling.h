// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/units/quantity.h"

namespace headroom {

/// How the two sides of an uncertain value spread: by differences, or by factors (prices, volumes;
/// everything above zero).
enum class Scale { Linear, Ratio };

/// What a value can never pass, whatever is drawn.
struct Limits {
    double minimum = -std::numeric_limits<double>::infinity();
    double maximum = std::numeric_limits<double>::infinity();
};

/// Why no distribution has these percentiles, as a sentence that names `what`, the value and the
/// remedy; nothing when there is one. Asked for: finite, low <= likely <= high, inside the limits,
/// and above zero on the ratio scale.
std::optional<std::string> rangeProblem(std::string_view what, const Range<double>& range,
                                        Scale scale, const Limits& limits = {});

/// Two-sided triangular distribution with exactly the P10, P50 and P90 of a range: on each side of
/// the likely value the density falls linearly to zero and holds half the mass. On the ratio scale
/// the same for logarithms. Values beyond the limits are drawn at the limit (docs/uncertainty.md
/// 1).
class Distribution {
public:
    /// Throws std::invalid_argument with `rangeProblem`.
    explicit Distribution(const Range<double>& range, Scale scale = Scale::Linear,
                          const Limits& limits = {});

    /// The value that a share in [0, 1] of all draws does not exceed.
    double quantile(double share) const;
    /// The same for many shares; `values` is as long and may be the same memory.
    void quantiles(std::span<const double> shares, std::span<double> values) const;
    /// Share of draws at or below a value, in [0, 1].
    double cumulative(double value) const;
    /// Expected value, with what lies beyond the limits counted at the limit.
    double mean() const;

private:
    double valueAt(double offset) const;
    double offsetOf(double value) const;
    double sideMean(double reach, double limit) const;

    Scale m_scale;
    Limits m_limits;
    double m_likely;
    double m_below;  ///< from the likely value to the lower end: difference, or log of the factor
    double m_above;  ///< to the upper end
};

/// Rows of draws by columns (inputs, options, months), seen column by column. `rows` gives a chunk
/// that can be evaluated by itself.
class DrawsView {
public:
    DrawsView(const double* first, std::size_t draws, std::size_t columns, std::size_t stride)
        : m_first(first), m_draws(draws), m_columns(columns), m_stride(stride) {}

    std::size_t draws() const { return m_draws; }
    std::size_t columns() const { return m_columns; }
    std::span<const double> column(std::size_t index) const {
        return {m_first + index * m_stride, m_draws};
    }
    /// The draws [begin, end) of every column.
    DrawsView rows(std::size_t begin, std::size_t end) const {
        return {m_first + begin, end - begin, m_columns, m_stride};
    }

private:
    const double* m_first;
    std::size_t m_draws;
    std::size_t m_columns;
    std::size_t m_stride;
};

/// The memory behind a DrawsView, column after column, zero at first.
class Draws {
public:
    Draws(std::size_t draws, std::size_t columns)
        : m_values(draws * columns), m_draws(draws), m_columns(columns) {}

    std::size_t draws() const { return m_draws; }
    std::size_t columns() const { return m_columns; }
    std::span<double> column(std::size_t index) {
        return std::span(m_values).subspan(index * m_draws, m_draws);
    }
    std::span<const double> column(std::size_t index) const {
        return std::span(m_values).subspan(index * m_draws, m_draws);
    }
    operator DrawsView() const { return {m_values.data(), m_draws, m_columns, m_draws}; }

private:
    std::vector<double> m_values;
    std::size_t m_draws;
    std::size_t m_columns;
};

/// Most draws of a hypercube: up to here every stratum is kept exactly in a double.
inline constexpr std::size_t kMaxDraws = 100'000;

/// Latin hypercube (McKay, Beckman and Conover 1979): uniforms in (0, 1) of which every column has
/// exactly one in each [i / draws, (i + 1) / draws), in an order of its own. The same numbers on
/// every platform; a column depends on the seed, its index and the number of draws alone. Throws
/// std::invalid_argument when `draws` is 0 or above kMaxDraws (docs/uncertainty.md 2).
Draws latinHypercube(std::size_t draws, std::size_t columns, std::uint64_t seed);
/// One column of it by itself; `uniforms` is as long as there are draws.
void latinHypercubeColumn(std::uint64_t seed, std::size_t column, std::span<double> uniforms);

/// The stratum of a uniform of a hypercube, 0 to draws - 1.
std::size_t stratumOf(double uniform, std::size_t draws);

}  // namespace headroom
