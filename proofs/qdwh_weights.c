// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  With a = 1 + 2s, b = s^2, c = s^2 + 2s, s >= 1, f(x) = x (a + b x^2)/(1 + c x^2) maps
 * [l, 1] onto [L, 1], where m^2 = (2s + 1)/(s(s + 2)), l = m/s, L = s m^3; f(l) = f(m) = L,
 * f(1/s) = f(1) = 1, so 2f/(1 + L) alternates at four points and no odd quotient of degrees 3
 * and 2 has a smaller ratio of extremes; f(x) >= x. l falls from 1 to 0 as s grows: every l has
 * its s, and a is the largest root of the published formula's quartic. From l = 1e-16 six steps
 * reach 1 - L < 2e-40, five leave more than 1e-13.
 *
 * Why it matters.  Every input of condition below 1e16 in six steps, and why no other weights
 * do it in fewer.
 *
 * Method.  1 - f and f - L have their double zeros at 1/s and m. l^2 = (2s + 1)/(s^3 (s + 2))
 * is l^2 (a^4 - 6a^2 + 8a - 3) = 16a, (a^2 - 2ra + 2d - 1 - y)(a^2 + 2ra + 2d - 1 + y) with r^2
 * = 1 + d, d^3 = 4(1 - l^2)/l^4, y = 2(2 - l^2)/(l^2 r). Logarithmic derivatives in s of l^2
 * and L^2 are negative multiples of (s + 1)^2 and (s - 1)^2. Steps from 1e-16: rational bounds
 * of s and L.
 *
 * Control.  Five steps; the contact at -1/s.
 *
 * Not claimed.  Other types than (3, 2); rounding.
 *
 * Reference.  Catalogue 3.19.
 */
#include "theorem/theorem.h"

enum { FIVE = 1, OTHER_CONTACT };

/* With l at least (<=: at most) this, sigma is at least (at most) s(l), and next at most (at
 * least) the lower end that follows. */
#define AT_LEAST(what, l, sigma, next)                                                         \
    proof_at(proof, what ", weight", l "^2*x^3*(x + 2) - (2*x + 1)", ">=", sigma);             \
    proof_at(proof, what ", next", "(2*x + 1)^3 - " next "^2*x*(x + 2)^3", ">=", sigma)
#define AT_MOST(what, l, sigma, next)                                                          \
    proof_at(proof, what ", weight", l "^2*x^3*(x + 2) - (2*x + 1)", "<=", sigma);             \
    proof_at(proof, what ", next", "(2*x + 1)^3 - " next "^2*x*(x + 2)^3", "<=", sigma)

static void prove(struct proof *proof, int twist)
{
    proof_variables(proof, "s m l d r");
    proof_let(proof, "n", "x*(1 + 2*s + s^2*x^2)");
    proof_let(proof, "k", "1 + (s^2 + 2*s)*x^2");
    proof_identity(proof, "at most 1, touched at 1/s", "k - n",
                   twist == OTHER_CONTACT ? "(1 - x)*(1 + s*x)^2" : "(1 - x)*(1 - s*x)^2");
    proof_identity(proof, "at least s m^3, touched at m, met at l = m/s",
                   "n - s*m^3*k - s*(s*x - m)*(x - m)^2",
                   "(1 + 2*s - s*(s + 2)*m^2)*(x + s*m*x^2)");
    proof_identity(proof, "b = (a - 1)^2/4, c = a + b - 1", "((1 + 2*s) - 1)^2/4", "s^2");
    proof_identity(proof, "f >= x", "(1 + 2*s + s^2*x^2) - k", "2*s*(1 - x)*(1 + x)");
    proof_identity(proof, "the quartic of a = 1 + 2 s",
                   "l^2*((1 + 2*s)^4 - 6*(1 + 2*s)^2 + 8*(1 + 2*s) - 3) - 16*(1 + 2*s)",
                   "16*(l^2*s^3*(s + 2) - (2*s + 1))");
    proof_identity(proof, "its two quadratics, r^2 = 1 + d, with x for a: sum of constants",
                   "(2*d - 1 - x) + (2*d - 1 + x) - 4*(1 + d)", "-6");
    proof_identity(proof, "their product, times l^4", "((2*d - 1)^2 + 3)*(1 + d)",
                   "4*(1 + d^3)");
    proof_identity(proof, "where d^3 l^4 = 4(1 - l^2)", "4*(l^4 + 4*(1 - l^2))",
                   "4*(2 - l^2)^2");
    proof_identity(proof, "l falls with s", "2*x*(x + 2) - 3*(2*x + 1)*(x + 2) - x*(2*x + 1)",
                   "-6*(x + 1)^2");
    proof_identity(proof, "and so does s m^3",
                   "6*x*(x + 2) - (2*x + 1)*(x + 2) - 3*x*(2*x + 1)", "-2*(x - 1)^2");
    AT_LEAST("step 1", "0.0000000000000001",
             "58480354763.7573213101442970824917415882987981300145",
             "0.00001169607095245146426203911927217814533799944437");
    AT_LEAST("step 2", "0.00001169607095245146426203911927217814533799944437",
             "2444.7130525788693380887085699460378345838586",
             "0.05715201511175502230729824321705868937736615566717");
    AT_LEAST("step 3", "0.05715201511175502230729824321705868937736615566717",
             "8.0459775187397618319867638079213427502959",
             "0.78236588031604725872533192684298399345683983718773");
    AT_LEAST("step 4", "0.78236588031604725872533192684298399345683983718773",
             "1.2020363097348617054557471818818067351900",
             "0.99976988952468078816963598956786299695372321838126");
    AT_LEAST("step 5", "0.99976988952468078816963598956786299695372321838126",
             "1.0001726176127558791867529364008299721097",
             "0.99999999999980955081827271306648041829979713054147");
    AT_LEAST("step 6", "0.99999999999980955081827271306648041829979713054147",
             "1.0000000000001428368862954890029117872936",
             "0.99999999999999999999999999999999999999989206622691");
    AT_MOST("step 1", "0.0000000000000001",
            "58480354763.7573213101442970824917415882987981300144",
            "0.00001169607095245146426203911927217814533799944438");
    AT_MOST("step 2", "0.00001169607095245146426203911927217814533799944438",
            "2444.7130525788693380887085699460378345838585",
            "0.05715201511175502230729824321705868937736615683392");
    AT_MOST("step 3", "0.05715201511175502230729824321705868937736615683392",
            "8.0459775187397618319867638079213427502958",
            "0.78236588031604725872533192684298399345684264863312");
    AT_MOST("step 4", "0.78236588031604725872533192684298399345684264863312",
            "1.2020363097348617054557471818818067351899",
            "0.99976988952468078816963598956786299695372352985129");
    AT_MOST("step 5", "0.99976988952468078816963598956786299695372352985129",
            "1.0001726176127558791867529364008299721096",
            "0.99999999999980955081827271306648041829979713054181");
    proof_at(proof, "six steps reach 2e-40", "1 - x - 2/10^40",
             "<=", "0.99999999999999999999999999999999999999989206622691");
    proof_at(proof, "five do not reach 1e-15", "1 - x - 1/10^15", twist == FIVE ? "<=" : ">",
             "0.99999999999980955081827271306648041829979713054181");
    proof_let(proof, "p", "9.382043111766706*x + 16.679187754251922*x^3");
    proof_let(proof, "q", "1 + 24*x^2");
    proof_optimal(proof, "s = 4: no odd quotient of degrees 3 and 2 is better", "p", "q",
                  "0.153093108924", "1", "0.153093108924 1/4 0.612372435695 1",
                  "0.042449234540");
    proof_rational_image(proof, "s = 4: it is that good", "p/q", "0.153093108924", "1",
                         "0.957550765259", "1.042449234741");
}

static const struct theorem_control controls[] = {
    {"five", "five steps leave at most 1e-15"},
    {"other-contact", "1 - f has its double zero at -1/s"},
    {0},
};

const struct theorem theorem_qdwh_weights = {
    .id = "qdwh-weights",
    .number = "3.19",
    .title = "QDWH for all l: its weights, its image [L, 1], its optimality, and six steps "
             "from 1e-16",
    .paper = "Nakatsukasa-Bai-Gygi-2010",
    .source = "weights as published; parametrisation derived here",
    .statement = "With a = 1 + 2s, b = s^2, c = s^2 + 2s, s >= 1, f(x) = x (a + b x^2)/(1 + c "
                 "x^2) maps [l, 1] onto [L, 1], where m^2 = (2s + 1)/(s(s + 2)), l = m/s, L = "
                 "s m^3; f(l) = f(m) = L, f(1/s) = f(1) = 1, so 2f/(1 + L) alternates at four "
                 "points and no odd quotient of degrees 3 and 2 has a smaller ratio of "
                 "extremes; f(x) >= x. l falls from 1 to 0 as s grows: every l has its s, and "
                 "a is the largest root of the published formula's quartic. From l = 1e-16 six"
                 " steps reach 1 - L < 2e-40, five leave more than 1e-13.",
    .hypotheses = "0 < l <= 1; exact weights",
    .controls = controls,
    .prove = prove,
};
