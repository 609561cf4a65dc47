// SPDX-License-Identifier: GPL-3.0-or-later
/* The first five triples (a, b, c) of the published list, each as p(w / 1.01). */
#include "muoncheck/arithmetic.h"
#include "muoncheck/number.h"
#include "optimizer/step.h"

enum { TRIPLES = 5 };

static const char *const triples[TRIPLES][3] = {
    {"8.28721201814563", "-23.595886519098837", "17.300387312530933"},
    {"4.107059111542203", "-2.9478499167379106", "0.5448431082926601"},
    {"3.9486908534822946", "-2.908902115962949", "0.5518191394370137"},
    {"3.3184196573706015", "-2.488488024314874", "0.51004894012372"},
    {"2.300652019954817", "-1.6689039845747493", "0.4188073119525673"},
};

/* coefficient of w^(2 i + 1) in p_k(w / 1.01) */
static enum mc_status coefficient(fmpq_t out, int k, int i)
{
    enum mc_status status = mc_rational_parse(out, triples[k][i], NULL);
    fmpq_t safety;

    fmpq_init(safety);
    fmpq_set_si(safety, 100, 101);
    fmpq_pow_si(safety, safety, 2 * i + 1);
    fmpq_mul(out, out, safety);
    fmpq_clear(safety);
    return status;
}

/* X+ = a X + (b G + c G^2) X, G on the smaller side. */
static void apply(arb_mat_t X, const fmpq_t a, const fmpq_t b, const fmpq_t c,
                  const struct mc_arithmetic *balls)
{
    slong m = arb_mat_nrows(X), n = arb_mat_ncols(X), small = FLINT_MIN(m, n);
    arb_mat_t gram, square, image;
    fmpq_t one;

    arb_mat_init(gram, small, small);
    arb_mat_init(square, small, small);
    arb_mat_init(image, m, n);
    fmpq_init(one);
    fmpq_one(one);
    mc_small_gram(gram, X, balls);
    mc_multiply(square, gram, gram, balls);
    mc_combine(gram, b, gram, c, square, balls);
    if (m > n)
        mc_multiply(image, X, gram, balls);
    else
        mc_multiply(image, gram, X, balls);
    mc_combine(X, a, X, one, image, balls);
    arb_mat_clear(gram);
    arb_mat_clear(square);
    arb_mat_clear(image);
    fmpq_clear(one);
}

static enum mc_status step(arb_mat_t X, int k, const struct mc_arithmetic *balls)
{
    enum mc_status status;
    fmpq_t a, b, c;

    fmpq_init(a);
    fmpq_init(b);
    fmpq_init(c);
    status = coefficient(a, k, 0);
    if (status == MC_OK)
        status = coefficient(b, k, 1);
    if (status == MC_OK)
        status = coefficient(c, k, 2);
    if (status == MC_OK)
        apply(X, a, b, c, balls);
    fmpq_clear(a);
    fmpq_clear(b);
    fmpq_clear(c);
    return status;
}

enum mc_status polar_express_steps(arb_mat_t out, const arb_mat_t momentum, slong prec)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    enum mc_status status = MC_OK;
    arb_t size;
    int k;

    arb_mat_zero(out);
    if (arb_mat_is_zero(momentum))
        return MC_OK;
    arb_init(size);
    arb_mat_frobenius_norm(size, momentum, prec);
    arb_mat_scalar_div_arb(out, momentum, size, prec);
    arb_clear(size);
    for (k = 0; k < TRIPLES && status == MC_OK; k++)
        status = step(out, k, &balls);
    return status == MC_OK && !arb_mat_is_finite(out) ? MC_NOT_DECIDED : status;
}
