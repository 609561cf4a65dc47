// SPDX-License-Identifier: Apache-2.0
/*
 * The tensors of a mapped file that holds many, whatever its format.
 */
#ifndef FILE_CONTAINER_H
#define FILE_CONTAINER_H

#include <jansson.h>
#include "file/tensor.h"

struct mc_member {
    const char *dtype_name;     /* as the file calls it                                       */
    struct mc_tensor tensor;    /* dtype NULL where that name is unknown                      */
    const char *file;           /* path where its bytes lie; NULL: in the container's own     */
    const void *place;          /* what the container's check needs to find its bytes         */
};

struct mc_container {
    struct mc_member *items;    /* in the file's order                                        */
    size_t count;
    json_t *says;               /* an object of texts; NULL: it says nothing                  */
    void *inside;               /* what the format keeps, and ...                             */
    void (*close)(void *inside);

    /* ... NULL, or what finds damage that the tensor's own bytes do not show.
     * Errors: MC_BAD_INPUT, without the tensor's name. */
    enum mc_status (*check)(void *inside, const struct mc_member *m, struct mc_complaint *why);
};

/* Frees items and what lies inside; the container is empty then. */
void mc_container_close(struct mc_container *c);

/* Can it be read, and is it whole?  Errors: MC_BAD_INPUT, with the tensor's name. */
MC_MUST_CHECK enum mc_status mc_container_check(const struct mc_container *c,
                                                const struct mc_member *m,
                                                struct mc_complaint *why);

/* Adds the wanted matrices of all tensors.  Errors: MC_BAD_INPUT, MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status mc_container_read(struct mc_reading *r,
                                               const struct mc_container *c,
                                               struct mc_complaint *why);

#endif
