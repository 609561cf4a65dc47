// SPDX-License-Identifier: GPL-3.0-or-later
// eigen_svd bdcsvd|jacobisvd BITS FILE: processor seconds of one SVD with vectors by Eigen on
// mpfr::mpreal, and the largest singular value.
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>

#include <mpreal.h>
#include <unsupported/Eigen/MPRealSupport>
#include <Eigen/SVD>

using mpfr::mpreal;
using Matrix = Eigen::Matrix<mpreal, Eigen::Dynamic, Eigen::Dynamic>;

static bool read_matrix(Matrix &A, const char *path)
{
    std::ifstream in(path);
    Eigen::Index rows, cols;
    std::string text;

    if (!(in >> rows >> cols))
        return false;
    A.resize(rows, cols);
    for (Eigen::Index i = 0; i < rows; i++)
        for (Eigen::Index j = 0; j < cols; j++) {
            if (!(in >> text))
                return false;
            mpfr_strtofr(A(i, j).mpfr_ptr(), text.c_str(), nullptr, 16, MPFR_RNDN);
        }
    return true;
}

template <class Svd> static int tell(const Matrix &A)
{
    std::clock_t begun = std::clock();
    Svd svd(A, Eigen::ComputeThinU | Eigen::ComputeThinV);
    double seconds = double(std::clock() - begun) / CLOCKS_PER_SEC;

    std::cout << seconds << " " << svd.singularValues()(0).toString(30) << "\n";
    return 0;
}

int main(int argc, char **argv)
{
    Matrix A;

    if (argc != 4)
        return 2;
    mpreal::set_default_prec(std::atoi(argv[2]));
    if (!read_matrix(A, argv[3]))
        return 2;
    return std::string(argv[1]) == "bdcsvd" ? tell<Eigen::BDCSVD<Matrix>>(A)
                                            : tell<Eigen::JacobiSVD<Matrix>>(A);
}
