// SPDX-License-Identifier: Apache-2.0
/* Precision is doubled until the Frobenius error is as narrow as asked for, the verdict is
 * there, and so is the image of the table. */
#include "certify/functional.h"
#include "certify/wanted.h"
#include "muoncheck/spectrum.h"

void mc_certified_init(struct mc_certified *certified)
{
    *certified = (struct mc_certified){.rank = -1};
    arb_init(certified->spectral);
    arb_init(certified->frobenius);
    arb_init(certified->orthogonality);
    arb_init(certified->residual);
    arb_init(certified->psd_residual);
    arb_init(certified->dual_gap);
    arb_init(certified->bound_violation);
    arb_init(certified->image_spectral);
    arb_init(certified->image_frobenius);
    arb_init(certified->approximation_spectral);
    arb_init(certified->approximation_frobenius);
}

void mc_certified_clear(struct mc_certified *certified)
{
    arb_clear(certified->spectral);
    arb_clear(certified->frobenius);
    arb_clear(certified->orthogonality);
    arb_clear(certified->residual);
    arb_clear(certified->psd_residual);
    arb_clear(certified->dual_gap);
    arb_clear(certified->bound_violation);
    arb_clear(certified->image_spectral);
    arb_clear(certified->image_frobenius);
    arb_clear(certified->approximation_spectral);
    arb_clear(certified->approximation_frobenius);
}

static void forget(struct mc_certified *out)
{
    arb_indeterminate(out->spectral);
    arb_indeterminate(out->frobenius);
    arb_indeterminate(out->orthogonality);
    arb_indeterminate(out->residual);
    arb_indeterminate(out->psd_residual);
    arb_indeterminate(out->dual_gap);
    arb_indeterminate(out->bound_violation);
    arb_indeterminate(out->image_spectral);
    arb_indeterminate(out->image_frobenius);
    arb_indeterminate(out->approximation_spectral);
    arb_indeterminate(out->approximation_frobenius);
}

void mc_certify_options_init(struct mc_certify_options *options)
{
    *options = (struct mc_certify_options){.digits = 10, .max_bits = 1024};
    fmpq_init(options->p);
    fmpq_init(options->most);
}

void mc_certify_options_clear(struct mc_certify_options *options)
{
    fmpq_clear(options->p);
    fmpq_clear(options->most);
}

/* Is the ball at most 10^-digits (||T||_F + ||Y||_F) wide? */
static bool is_narrow(const arb_t x, const struct wanted *wanted, slong digits)
{
    arb_t width, most, norm;
    bool narrow;

    arb_init(width);
    arb_init(most);
    arb_init(norm);
    mc_frobenius_norm(most, wanted->t, wanted->prec);
    mc_frobenius_norm(norm, wanted->y, wanted->prec);
    arb_add(most, most, norm, wanted->prec);
    arb_set_ui(norm, 10);
    arb_pow_ui(norm, norm, (ulong)digits, wanted->prec);
    arb_div(most, most, norm, wanted->prec);
    arb_get_rad_arb(width, x);
    arb_mul_2exp_si(width, width, 1);
    narrow = arb_is_finite(x) && (arb_is_exact(x) || arb_le(width, most));
    arb_clear(width);
    arb_clear(most);
    arb_clear(norm);
    return narrow;
}

static void decide(struct mc_certified *out, const struct mc_certify_options *options,
                   slong prec)
{
    arb_srcptr error = options->in_frobenius ? out->frobenius : out->spectral;
    arb_t most;

    out->verdict = MC_UNDECIDED;
    if (!options->has_most)
        return;
    arb_init(most);
    mc_rational_enclose(most, options->most, prec);
    if (arb_le(error, most))
        out->verdict = MC_PROVED;
    else if (arb_gt(error, most))
        out->verdict = MC_REFUTED;
    arb_clear(most);
}

static void compare(struct mc_certified *out, const struct wanted *wanted,
                    const struct mc_certify_options *options)
{
    arb_mat_t image, difference;

    if (!options->table)
        return;
    arb_mat_init(image, arb_mat_nrows(wanted->a), arb_mat_ncols(wanted->a));
    arb_mat_init(difference, arb_mat_nrows(wanted->a), arb_mat_ncols(wanted->a));
    table_image(image, wanted->a, options->table, options->steps, wanted->prec);
    wanted_distance_from(out->approximation_spectral, out->approximation_frobenius, image,
                         wanted);
    arb_mat_sub(difference, wanted->y, image, wanted->prec);
    spectral_of(out->image_spectral, difference, wanted->prec);
    mc_frobenius_norm(out->image_frobenius, difference, wanted->prec);
    cut_below_zero(out->image_frobenius);
    arb_mat_clear(image);
    arb_mat_clear(difference);
}

/* At one precision.  `enough`: no more is needed. */
static enum mc_status certify_at(struct mc_certified *out, bool *enough,
                                 const struct mc_matrix *X, const struct mc_matrix *Y,
                                 const struct mc_certify_options *options, slong prec)
{
    struct wanted wanted;
    enum mc_status status;
    bool empty = !X->rows || !X->cols;

    forget(out);
    wanted_init(&wanted, X, Y, prec);
    status = wanted_find(&wanted, options->p);
    if (status == MC_OK) {
        out->bits = prec;
        out->rank = wanted.rank;
        wanted_distance(out->spectral, out->frobenius, &wanted);
        if (fmpq_is_zero(options->p) && !empty)
            wanted_metrics(out, &wanted);
        if (fmpq_is_zero(options->p) && wanted.rank > 0)
            compare(out, &wanted, options);
        decide(out, options, prec);
        *enough = is_narrow(out->frobenius, &wanted, options->digits) &&
                  (!options->has_most || out->verdict != MC_UNDECIDED) &&
                  (!options->table || !wanted.rank ||
                   is_narrow(out->image_frobenius, &wanted, options->digits));
    }
    wanted_clear(&wanted);
    return status;
}

static enum mc_status check(const struct mc_matrix *X, const struct mc_matrix *Y,
                            const struct mc_certify_options *options, struct mc_complaint *why)
{
    if (X->rows != Y->rows || X->cols != Y->cols)
        return mc_complain(why, MC_BAD_INPUT, "the input is %ld x %ld, the output %ld x %ld",
                           (long)X->rows, (long)X->cols, (long)Y->rows, (long)Y->cols);
    if (!mc_matrix_is_exact(X) || !mc_matrix_is_exact(Y))
        return mc_complain(why, MC_BAD_INPUT, "the entries are not exact");
    if (fmpq_sgn(options->p) < 0)
        return mc_complain(why, MC_BAD_INPUT, "the power must not be negative");
    return MC_OK;
}

enum mc_status mc_certify(struct mc_certified *out, const struct mc_matrix *X,
                          const struct mc_matrix *Y, const struct mc_certify_options *options,
                          struct mc_complaint *why)
{
    slong bits = mc_bits_for_digits(options->digits);
    slong prec = FLINT_MAX(bits, FUNCTIONAL_BITS);
    enum mc_status status = check(X, Y, options, why);
    bool enough = false;

    out->rows = X->rows;
    out->cols = X->cols;
    forget(out);
    if (status != MC_OK)
        return status;
    for (; !enough; prec *= 2) {
        status = certify_at(out, &enough, X, Y, options, prec);
        if (status != MC_OK && status != MC_NOT_DECIDED)
            return status;
        if (!enough && 2 * prec > options->max_bits)
            return mc_complain(why, MC_NOT_DECIDED, "%ld bits do not decide it", (long)prec);
    }
    return MC_OK;
}
