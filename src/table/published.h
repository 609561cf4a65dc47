// SPDX-License-Identifier: Apache-2.0
/* Within this room: the files of data/tables, each as one string; ends with an id of NULL. */
#ifndef PUBLISHED_H
#define PUBLISHED_H

struct published {
    const char *id, *text;
};

extern const struct published published[];

#endif
