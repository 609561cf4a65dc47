// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  On [1/10, 1] the quotient of degrees 5 and 4 with Zolotarev's zeros errs by
 * 0.004956668246.. and no odd one of these degrees by less; the quotients of degrees 3 and 2
 * that are best on [1/10, 1] and then on its image compose to one of degrees 9 and 8 that errs
 * by 0.000023426021.., and no odd one of these degrees by less: a composition of best quotients
 * is best. Two quotients of degrees 17 and 16 send [1e-16, 1] within 1e-15 of 1.
 *
 * Why it matters.  Two steps for every matrix that doubles can hold: the fewest known.
 *
 * Method.  Lower bounds by alternation at 2r + 2 points (de la Vallee-Poussin for quotients:
 * 2(points - 1) > 4r + 1); upper bounds by images of rational maps.
 *
 * Control.  The second step with the first interval; a tenth less than the least error.
 *
 * Not claimed.  That the formulas by elliptic functions give them for all l; r = 1 for all l is
 * the QDWH theorem.
 *
 * Reference.  Catalogue 3.20.
 */
#include "theorem/theorem.h"

enum { SAME_INTERVAL = 1, TENTH_LESS };

static void prove(struct proof *proof, int twist)
{
    proof_let(proof, "p5",
              "21.251643874325111354000086273*x + "
              "496.78148636952148844773590962*x^3 + "
              "316.22388136253957757242652783*x^5");
    proof_let(proof, "q5",
              "1 + 157.09802948120131255741010309*x^2 + "
              "672.04424228671229871913032737*x^4");
    proof_optimal(proof, "degrees 5 and 4: no better odd one", "p5", "q5", "0.1", "1",
                  "0.1 0.1282234397749085 0.2274526953312768 0.4396518575185645 "
                  "0.7798886083195575 1",
                  "0.0049566682463");
    proof_rational_image(proof, "it is that good", "p5/q5", "0.1", "1", "0.995043331753",
                         "1.004956668247");
    proof_let(proof, "a", "11.848426279791880118210887*x + 29.422088187019773002515076*x^3");
    proof_let(proof, "b", "1 + 40.270514466811653120725964*x^2");
    proof_let(proof, "c", "3.228586053144419414420241*x + 1.241593760149513320978004*x^3");
    proof_let(proof, "d",
              twist == SAME_INTERVAL ? "1 + 40.270514466811653120725964*x^2"
                                     : "1 + 3.470075097217423750516204*x^2");
    if (twist == SAME_INTERVAL)
        proof_let(proof, "c1",
                  "11.848703841283766035217101*x + 29.422777429497950591208935*x^3");
    proof_rational_image(proof, "two steps of degrees 3 and 2",
                         twist == SAME_INTERVAL ? "a/b c1/d" : "a/b c/d", "0.1", "1",
                         "0.999976573978", "1.000023426022");
    /* c/d of a/b: its numerator and its denominator times b^3 */
    proof_let(proof, "p9", "3.228586053144419414420241*a*b^2 + 1.241593760149513320978004*a^3");
    proof_let(proof, "q9", "b^3 + 3.470075097217423750516204*a^2*b");
    proof_optimal(proof, "no odd quotient of degrees 9 and 8 is better", "p9", "q9", "0.1", "1",
                  "0.1 0.1084581606944350 0.1351895986690659 0.1843585372124931 "
                  "0.2630129442938890 0.3802094237926959 0.5424213139895940 "
                  "0.7397018778404136 0.9220145294712802 1",
                  "0.0000234260217");
    if (twist == TENTH_LESS)
        proof_rational_image(proof, "a tenth less", "p9/q9", "0.1", "1", "0.999978916580",
                             "1.000021083420");
    proof_let(proof, "p17",
              "4222561444226330.104685155381118*x*(1 + "
              "49636448340420243843762085455.947295*x^2) *(1 + "
              "6156386697925066868701650.1737732864*x^2) *(1 + "
              "763763361479781394220.39318886215536*x^2) *(1 + "
              "94752737102626867.940160866806586359*x^2) *(1 + "
              "11755056135552.907724215926366426260*x^2) *(1 + "
              "1458336180.3360998166589796569922523*x^2) *(1 + "
              "180921.17249693520912927005344462244*x^2) *(1 + "
              "21.947987530457881412265640805640736*x^2)");
    proof_let(proof, "q17",
              "(1 + 4556226390288722231008694997567.8279*x^2) *(1 + "
              "552726906529936358759446760.91181654*x^2) *(1 + "
              "68571294704457788616176.878093004463*x^2) *(1 + "
              "8506977665342848346.9423747897966201*x^2) *(1 + "
              "1055378483596624.8841660578777431625*x^2) *(1 + "
              "130930606315.35312827856173984071840*x^2) *(1 + "
              "16243294.144226474464523157425936864*x^2) *(1 + "
              "2014.6485766703701334629017723905045*x^2)");
    proof_let(proof, "r17",
              "28.12315719451378652033716845324*x*(1 + "
              "77.787743202661834453638480051416987*x^2) *(1 + "
              "17.762582890021214616599667540922471*x^2) *(1 + "
              "6.7514596550883292705947646647513831*x^2) *(1 + "
              "3.0058075169295602275369661415403946*x^2) *(1 + "
              "1.3730803002738198133361964341335357*x^2) *(1 + "
              "0.57756770099609463387760434834507495*x^2) *(1 + "
              "0.18393895889341393236237371506797139*x^2) *(1 + "
              "0.019251025925073633977317001133091779*x^2)");
    proof_let(proof, "s17",
              "(1 + 318.17619545037686936906269479995133*x^2) *(1 + "
              "33.300276484145190055650594102032952*x^2) *(1 + "
              "10.605195160312328323746145889580761*x^2) *(1 + "
              "4.4609322456487134126050871284343385*x^2) *(1 + "
              "2.0377945536623802803169165162874803*x^2) *(1 + "
              "0.90724354440008344854340964562623699*x^2) *(1 + "
              "0.34483826058864264252930857403585758*x^2) *(1 + "
              "0.078742716206566854957055115171415015*x^2)");
    proof_rational_image(proof, "two steps of degrees 17 and 16 from 1e-16", "p17/q17 r17/s17",
                         "1e-16", "1", "0.999999999999999", "1.000000000000001");
}

static const struct theorem_control controls[] = {
    {"same-interval", "the second step may take the weights of the first interval"},
    {"tenth-less", "the quotient of degrees 9 and 8 errs by a tenth less"},
    {0},
};

const struct theorem theorem_zolotarev_compositions = {
    .id = "zolotarev-compositions",
    .number = "3.20",
    .title = "Zolotarev quotients: equioscillation, compositions of them, and two steps for "
             "condition 1e16",
    .paper = "Nakatsukasa-Freund-2016",
    .source = "Sections 3 and 4; coefficients computed here",
    .statement = "On [1/10, 1] the quotient of degrees 5 and 4 with Zolotarev's zeros errs by "
                 "0.004956668246.. and no odd one of these degrees by less; the quotients of "
                 "degrees 3 and 2 that are best on [1/10, 1] and then on its image compose to "
                 "one of degrees 9 and 8 that errs by 0.000023426021.., and no odd one of "
                 "these degrees by less: a composition of best quotients is best. Two "
                 "quotients of degrees 17 and 16 send [1e-16, 1] within 1e-15 of 1.",
    .hypotheses = "coefficients as decimals of 24 digits and more, so errors are stated to "
                  "within 1e-12",
    .controls = controls,
    .prove = prove,
};
