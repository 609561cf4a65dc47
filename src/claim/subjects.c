// SPDX-License-Identifier: GPL-3.0-or-later
#include <stddef.h>

#include "claim/subjects.h"

const char *const subject_gradients[] = {
    "gaussian:m=6,n=6,seed=1",
    "gaussian:m=8,n=3,seed=2",
    "gaussian:m=3,n=7,seed=3",
    "gaussian:m=1,n=1,seed=4",
    "rational-svd:m=5,n=4,seed=1,spectrum=[1,1,1/2,0]",
    "hadamard:n=8",
    "prescribed:m=6,n=6,seed=5,spectrum=rank-deficient",
    "prescribed:m=6,n=5,seed=6,spectrum=clustered,cond=1000",
    "prescribed:m=5,n=6,seed=7,spectrum=one-small,cond=1e8",
    "matrix-unit:m=3,n=2",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.*",
    "data:tiny-gpt-muon/step_00100.safetensors:b.*",
    NULL,
};

const char *const subject_gradients_full[] = {
    "gaussian:m=16,n=16,seed=8", "hilbert:n=8", "kahan:n=12,theta=1.2", "rosser", NULL,
};

const char *const subject_nuclear_points_full[] = {
    "gaussian:m=16,n=16,seed=8",
    "hilbert:n=10",
    "kahan:n=12,theta=1.2",
    "prescribed:m=16,n=12,seed=9,spectrum=power-law",
    "rosser",
    NULL,
};

const char *const subject_power_points[] = {
    "rational-svd:m=5,n=4,seed=1,spectrum=[2,1,1,1/3]",
    "gaussian:m=4,n=6,seed=3",
    "diagonal:m=3,n=3,spectrum=[3,1,1/1000]",
    "prescribed:m=6,n=5,seed=1,spectrum=geometric,cond=1e6",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.b.0.o.weight",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.b.1.qkv.weight",
    NULL,
};

const char *const subject_full_rank_points[] = {
    "diagonal:m=3,n=3,spectrum=[2,1,1/8]",
    "rational-svd:m=5,n=4,seed=1,spectrum=[2,1,1,1/3]",
    "gaussian:m=4,n=6,seed=3",
    "prescribed:m=6,n=5,seed=1,spectrum=geometric,cond=1e4",
    NULL,
};
