// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/square_matrix.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace headroom {
namespace {

constexpr double kLeastPivot = 1e-10;
constexpr double kLeastEigenvalue = 1e-6;

double offDiagonalSquare(const SquareMatrix& matrix) {
    double sum = 0;
    for (std::size_t row = 1; row < matrix.size(); ++row) {
        for (std::size_t column = 0; column < row; ++column) {
            sum += matrix(row, column) * matrix(row, column);
        }
    }
    return sum;
}

/// One rotation in the plane of p and q that makes their entry zero.
void rotate(SquareMatrix& matrix, SquareMatrix& vectors, std::size_t p, std::size_t q) {
    if (matrix(p, q) == 0) return;
    const double theta = (matrix(q, q) - matrix(p, p)) / (2 * matrix(p, q));
    const double tangent = (theta < 0 ? -1 : 1) / (std::abs(theta) + std::sqrt(1 + theta * theta));
    const double cosine = 1 / std::sqrt(1 + tangent * tangent);
    const double sine = tangent * cosine;
    for (std::size_t i = 0; i < matrix.size(); ++i) {
        const double ip = matrix(i, p);
        const double iq = matrix(i, q);
        matrix(i, p) = cosine * ip - sine * iq;
        matrix(i, q) = sine * ip + cosine * iq;
    }
    for (std::size_t i = 0; i < matrix.size(); ++i) {
        const double pi = matrix(p, i);
        const double qi = matrix(q, i);
        matrix(p, i) = cosine * pi - sine * qi;
        matrix(q, i) = sine * pi + cosine * qi;
    }
    for (std::size_t i = 0; i < matrix.size(); ++i) {
        const double ip = vectors(i, p);
        const double iq = vectors(i, q);
        vectors(i, p) = cosine * ip - sine * iq;
        vectors(i, q) = sine * ip + cosine * iq;
    }
}

}  // namespace

SquareMatrix SquareMatrix::identity(std::size_t size) {
    SquareMatrix result(size);
    for (std::size_t i = 0; i < size; ++i) result(i, i) = 1;
    return result;
}

double largestDifference(const SquareMatrix& a, const SquareMatrix& b) {
    assert(a.size() == b.size());
    double largest = 0;
    for (std::size_t row = 0; row < a.size(); ++row) {
        for (std::size_t column = 0; column < a.size(); ++column) {
            largest = std::max(largest, std::abs(a(row, column) - b(row, column)));
        }
    }
    return largest;
}

std::optional<SquareMatrix> choleskyFactor(const SquareMatrix& matrix) {
    SquareMatrix factor(matrix.size());
    for (std::size_t row = 0; row < matrix.size(); ++row) {
        for (std::size_t column = 0; column <= row; ++column) {
            double rest = matrix(row, column);
            for (std::size_t k = 0; k < column; ++k) rest -= factor(row, k) * factor(column, k);
            if (row == column) {
                if (!(rest > kLeastPivot)) return std::nullopt;
                factor(row, row) = std::sqrt(rest);
            } else {
                factor(row, column) = rest / factor(column, column);
            }
        }
    }
    return factor;
}

Eigen symmetricEigen(SquareMatrix matrix) {
    const std::size_t size = matrix.size();
    Eigen result{std::vector<double>(size), SquareMatrix::identity(size)};
    // Convergence is quadratic; ten sweeps do for any size met here.
    for (int sweep = 0; sweep < 50 && offDiagonalSquare(matrix) > 1e-28; ++sweep) {
        for (std::size_t p = 0; p + 1 < size; ++p) {
            for (std::size_t q = p + 1; q < size; ++q) rotate(matrix, result.vectors, p, q);
        }
    }
    for (std::size_t i = 0; i < size; ++i) result.values[i] = matrix(i, i);
    return result;
}

SquareMatrix positiveDefinite(const SquareMatrix& correlation) {
    if (choleskyFactor(correlation)) return correlation;
    const std::size_t size = correlation.size();
    const Eigen eigen = symmetricEigen(correlation);
    SquareMatrix lifted(size);
    for (std::size_t row = 0; row < size; ++row) {
        for (std::size_t column = 0; column <= row; ++column) {
            double sum = 0;
            for (std::size_t k = 0; k < size; ++k) {
                sum += eigen.vectors(row, k) * std::max(eigen.values[k], kLeastEigenvalue) *
                       eigen.vectors(column, k);
            }
            lifted.setBoth(row, column, sum);
        }
    }
    SquareMatrix result = SquareMatrix::identity(size);
    for (std::size_t row = 1; row < size; ++row) {
        for (std::size_t column = 0; column < row; ++column) {
            const double scale = std::sqrt(lifted(row, row) * lifted(column, column));
            result.setBoth(row, column, lifted(row, column) / scale);
        }
    }
    return result;
}

}  // namespace headroom
