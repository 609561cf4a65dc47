// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/search_way.h"

const char *const search_ways[SEARCH_WAYS] = {"at a first look", "by climbing",
                                              "from the claim's own instances"};

enum search_way search_way_of(const json_t *result)
{
    if (json_is_true(json_object_get(result, "helped")))
        return FROM_OWN_INSTANCES;
    return json_integer_value(json_object_get(result, "starts")) ? BY_CLIMBING
                                                                 : AT_A_FIRST_LOOK;
}
