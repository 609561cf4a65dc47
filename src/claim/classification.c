// SPDX-License-Identifier: GPL-3.0-or-later
#include "claim/classification.h"

struct objective_data classification_of(struct ledger *ledger, const struct instance *x,
                                        slong prec)
{
    slong samples = instance_rows(x), d = instance_cols(x), i, j;
    arb_mat_struct *all = ledger_matrix(ledger, samples, d);
    arb_mat_struct *features = ledger_matrix(ledger, samples, d);
    arb_mat_struct *labels = ledger_matrix(ledger, samples, 1);

    instance_enclose(all, x, prec);
    for (i = 0; i < samples; i++) {
        for (j = 0; j + 1 < d; j++)
            arb_set(arb_mat_entry(features, i, j), arb_mat_entry(all, i, j));
        arb_one(arb_mat_entry(features, i, d - 1));
        arb_set(arb_mat_entry(labels, i, 0), arb_mat_entry(all, i, d - 1));
    }
    return (struct objective_data){.features = features, .labels = labels};
}
