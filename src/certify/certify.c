// SPDX-License-Identifier: Apache-2.0
/* Doubles first, with more and more effort, then balls, with more and more bits, until the Frobenius
 * error is as narrow as asked for, the verdict is there, and so is the image of the table. */
#include "certify/doubles.h"
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

/* Is the ball at most 10^-digits scale wide? */
static bool is_narrow(const arb_t x, const arb_t scale, slong digits, slong prec)
{
    arb_t width, most;
    bool narrow;

    arb_init(width);
    arb_init(most);
    arb_set_ui(most, 10);
    arb_pow_ui(most, most, (ulong)digits, prec);
    arb_div(most, scale, most, prec);
    arb_get_rad_arb(width, x);
    arb_mul_2exp_si(width, width, 1);
    narrow = arb_is_finite(x) && (arb_is_exact(x) || arb_le(width, most));
    arb_clear(width);
    arb_clear(most);
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

/* Sets the verdict; scale: ||T||_F + ||Y||_F. */
static bool is_enough(struct mc_certified *out, const arb_t scale,
                      const struct mc_certify_options *options, slong prec)
{
    decide(out, options, prec);
    return is_narrow(out->frobenius, scale, options->digits, prec) &&
           (!options->has_most || out->verdict != MC_UNDECIDED) &&
           (!options->table || !out->rank ||
            is_narrow(out->image_frobenius, scale, options->digits, prec));
}

/* At one precision.  `enough`: no more is needed. */
static enum mc_status certify_at(struct mc_certified *out, bool *enough,
                                 const struct mc_matrix *X, const struct mc_matrix *Y,
                                 const struct mc_certify_options *options, slong prec)
{
    struct wanted wanted;
    enum mc_status status;
    bool empty = !X->rows || !X->cols;
    arb_t scale, norm;

    forget(out);
    arb_init(scale);
    arb_init(norm);
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
        mc_frobenius_norm(scale, wanted.t, prec);
        mc_frobenius_norm(norm, wanted.y, prec);
        arb_add(scale, scale, norm, prec);
        *enough = is_enough(out, scale, options, prec);
    }
    arb_clear(scale);
    arb_clear(norm);
    wanted_clear(&wanted);
    return status;
}

/* Norms in doubles have this many digits where they cost nothing, and when there is doubt. */
enum { FEW_DIGITS = 4, MOST_DIGITS = 9, BOUND_DIGITS = 8, ESTIMATE_DIGITS = 6 };

/* The least effort that can give so many digits. */
static enum effort first_effort(const struct mc_certify_options *options)
{
    if (options->digits > ESTIMATE_DIGITS)
        return options->digits > BOUND_DIGITS ? FACTOR : options->table ? ESTIMATE : BOUND;
    return options->table ? ESTIMATE : BOUND;
}

/* Ever more effort in doubles.  MC_NOT_DECIDED: balls, please; `found`: out is an enclosure. */
static enum mc_status without_balls(struct mc_certified *out, bool *found,
                                    const struct mc_matrix *X, const struct mc_matrix *Y,
                                    const struct mc_certify_options *options)
{
    struct doubles *d = doubles_new(X, Y, options);
    enum mc_status status = MC_NOT_DECIDED;
    int effort = (int)first_effort(options);
    arb_t scale;

    *found = false;
    arb_init(scale);
    if (d)
        doubles_scale(scale, d);
    for (; d && effort <= FACTOR && status == MC_NOT_DECIDED; effort++) {
        forget(out);
        status = doubles_certify(out, d, (enum effort)effort,
                                 effort == FACTOR ? MOST_DIGITS
                                                  : FLINT_MAX(options->digits, FEW_DIGITS));
        *found = status == MC_OK;
        if (*found && !is_enough(out, scale, options, FUNCTIONAL_BITS))
            status = MC_NOT_DECIDED;
    }
    doubles_free(d);
    arb_clear(scale);
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
    slong prec = FLINT_MAX(mc_bits_for_digits(options->digits), FUNCTIONAL_BITS);
    enum mc_status status = check(X, Y, options, why);
    bool enough = false, found = false;

    out->rows = X->rows;
    out->cols = X->cols;
    forget(out);
    if (status != MC_OK)
        return status;
    if (prec == FUNCTIONAL_BITS)
        status = without_balls(out, &found, X, Y, options);
    if (prec == FUNCTIONAL_BITS && status != MC_NOT_DECIDED)
        return status;
    for (prec = found ? 2 * prec : prec; !enough; prec *= 2) {
        if (found && prec > options->max_bits)
            return mc_complain(why, MC_NOT_DECIDED, "%ld bits do not decide it",
                               (long)options->max_bits);
        status = certify_at(out, &enough, X, Y, options, prec);
        if (status != MC_OK && status != MC_NOT_DECIDED)
            return status;
        if (!enough && 2 * prec > options->max_bits)
            return mc_complain(why, MC_NOT_DECIDED, "%ld bits do not decide it", (long)prec);
    }
    return MC_OK;
}
