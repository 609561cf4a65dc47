// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "file/torch.h"

/* The names that may stand in a checkpoint: all others refuse it. */
static const struct {
    const char *name;
    enum torch_role role;
    const char *dtype;
} names[] = {
    {"collections.OrderedDict", TORCH_ORDERED, NULL},
    {"torch.BFloat16Storage", TORCH_STORAGE, "BF16"},
    {"torch.BoolStorage", TORCH_STORAGE, "BOOL"},
    {"torch.ByteStorage", TORCH_STORAGE, "U8"},
    {"torch.CharStorage", TORCH_STORAGE, "I8"},
    {"torch.ComplexDoubleStorage", TORCH_STORAGE, "C128"},
    {"torch.ComplexFloatStorage", TORCH_STORAGE, "C64"},
    {"torch.DoubleStorage", TORCH_STORAGE, "F64"},
    {"torch.FloatStorage", TORCH_STORAGE, "F32"},
    {"torch.HalfStorage", TORCH_STORAGE, "F16"},
    {"torch.IntStorage", TORCH_STORAGE, "I32"},
    {"torch.LongStorage", TORCH_STORAGE, "I64"},
    {"torch.ShortStorage", TORCH_STORAGE, "I16"},
    {"torch.Size", TORCH_DATA, NULL},
    {"torch._utils._rebuild_parameter", TORCH_PARAMETER, NULL},
    {"torch._utils._rebuild_tensor_v2", TORCH_TENSOR, NULL},
    {"torch._utils._rebuild_tensor_v3", TORCH_TYPED_TENSOR, NULL},
    {"torch.bfloat16", TORCH_DTYPE, "BF16"},
    {"torch.bool", TORCH_DTYPE, "BOOL"},
    {"torch.device", TORCH_DATA, NULL},
    {"torch.float16", TORCH_DTYPE, "F16"},
    {"torch.float32", TORCH_DTYPE, "F32"},
    {"torch.float64", TORCH_DTYPE, "F64"},
    {"torch.float8_e4m3fn", TORCH_DTYPE, "F8_E4M3"},
    {"torch.float8_e5m2", TORCH_DTYPE, "F8_E5M2"},
    {"torch.int16", TORCH_DTYPE, "I16"},
    {"torch.int32", TORCH_DTYPE, "I32"},
    {"torch.int64", TORCH_DTYPE, "I64"},
    {"torch.int8", TORCH_DTYPE, "I8"},
    {"torch.storage.UntypedStorage", TORCH_STORAGE, NULL},
    {"torch.uint16", TORCH_DTYPE, "U16"},
    {"torch.uint32", TORCH_DTYPE, "U32"},
    {"torch.uint64", TORCH_DTYPE, "U64"},
    {"torch.uint8", TORCH_DTYPE, "U8"},
};

enum torch_role torch_role_of(const char *name, const char **dtype)
{
    size_t i;

    *dtype = NULL;
    for (i = 0; i < sizeof names / sizeof names[0]; i++)
        if (!strcmp(names[i].name, name)) {
            *dtype = names[i].dtype;
            return names[i].role;
        }
    return TORCH_UNKNOWN;
}
