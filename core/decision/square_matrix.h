// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace headroom {

/// A square matrix, zero at first.
class SquareMatrix {
public:
    explicit SquareMatrix(std::size_t size) : m_size(size), m_values(size * size) {}
    static SquareMatrix identity(std::size_t size);

    std::size_t size() const { return m_size; }
    double& operator()(std::size_t row, std::size_t column) {
        return m_values[row * m_size + column];
    }
    double operator()(std::size_t row, std::size_t column) const {
        return m_values[row * m_size + column];
    }
    /// Sets an entry and its mirror image.
    void setBoth(std::size_t row, std::size_t column, double value) {
        (*this)(row, column) = value;
        (*this)(column, row) = value;
    }

    friend bool operator==(const SquareMatrix&, const SquareMatrix&) = default;

private:
    std::size_t m_size;
    std::vector<double> m_values;
};

/// Greatest absolute difference of two matrices of one size.
double largestDifference(const SquareMatrix& a, const SquareMatrix& b);

/// Lower triangular L with L L' = the symmetric matrix; nothing when that is not positive definite
/// (a pivot below 1e-10).
std::optional<SquareMatrix> choleskyFactor(const SquareMatrix& matrix);

/// Eigenvalues of a symmetric matrix and its orthonormal eigenvectors, one a column; by Jacobi's
/// rotations (Golub and Van Loan, Matrix Computations, 8.5).
struct Eigen {
    std::vector<double> values;
    SquareMatrix vectors;
};
Eigen symmetricEigen(SquareMatrix matrix);

/// The matrix itself when positive definite, else a correlation matrix near it: eigenvalues are
/// lifted to at least 1e-6 and the diagonal is scaled back to one (Rebonato and Jaeckel 1999,
/// spectral decomposition). The matrix is symmetric with a unit diagonal.
SquareMatrix positiveDefinite(const SquareMatrix& correlation);

}  // namespace headroom
