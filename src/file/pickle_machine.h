// SPDX-License-Identifier: Apache-2.0
/*
 * The stack machine that a pickle is a program of: within the reader of pickles.
 */
#ifndef FILE_PICKLE_MACHINE_H
#define FILE_PICKLE_MACHINE_H

#include "file/pickle.h"

#define PICKLE_MARK UINT32_MAX

/* A stack of values and marks, and the values that were given a number. */
struct pickle_machine {
    struct mc_pickle *pickle;
    const uint8_t *start, *at, *end;
    uint32_t *stack, *memo;
    uint32_t depth, depth_capacity, memo_count, memo_capacity;
    uint8_t opcode;
    const uint8_t *opcode_at;
    struct mc_complaint *why;
};

enum mc_status pickle_damaged(const struct pickle_machine *m, const char *what);
enum mc_status pickle_no_memory(const struct pickle_machine *m);

/* All below return MC_OK, MC_BAD_INPUT or MC_NO_RESOURCE, and have complained by then. */

enum mc_status pickle_push(struct pickle_machine *m, uint32_t value);
bool pickle_pop(uint32_t *value, struct pickle_machine *m);   /* false: no value on top       */

/* A new value, which then owns what `value` points to, on top of the stack. */
enum mc_status pickle_add(struct pickle_machine *m, struct mc_pickle_value value);
enum mc_status pickle_append(struct pickle_machine *m, uint32_t to, uint32_t item);

/* `count` bytes behind the opcode; NULL, false: the pickle ends before. */
const uint8_t *pickle_take(struct pickle_machine *m, uint64_t count);
bool pickle_take_number(uint64_t *out, struct pickle_machine *m, size_t count);

/* Gives the topmost value a number: the one behind the opcode, of `size` bytes, or this. */
enum mc_status pickle_remember(struct pickle_machine *m, uint64_t number);
enum mc_status pickle_remember_as(struct pickle_machine *m, size_t size);
enum mc_status pickle_recall(struct pickle_machine *m, size_t size);

/* Values that have no items: an integer of `count` bytes, one of any length, a double, a text
 * (or bytes, which are dropped) whose length is a number of `length_size` bytes, names. */
enum mc_status pickle_add_plain(struct pickle_machine *m, enum mc_pickle_kind kind,
                                int64_t integer);
enum mc_status pickle_add_integer(struct pickle_machine *m, size_t count);
enum mc_status pickle_add_long(struct pickle_machine *m, size_t length_size);
enum mc_status pickle_add_real(struct pickle_machine *m);
enum mc_status pickle_add_text(struct pickle_machine *m, size_t length_size, bool text);
enum mc_status pickle_add_global(struct pickle_machine *m);
enum mc_status pickle_add_stack_global(struct pickle_machine *m);

/* Values of the `count` topmost ones, or of those above the topmost mark; the same put into the
 * list (or by pairs the dictionary) below them. */
enum mc_status pickle_add_few(struct pickle_machine *m, enum mc_pickle_kind kind,
                              uint32_t count);
enum mc_status pickle_add_marked(struct pickle_machine *m, enum mc_pickle_kind kind);
enum mc_status pickle_store_few(struct pickle_machine *m, uint32_t count);
enum mc_status pickle_store_marked(struct pickle_machine *m, bool pairs);
enum mc_status pickle_add_call(struct pickle_machine *m);
enum mc_status pickle_drop_state(struct pickle_machine *m);
enum mc_status pickle_refuse_object(struct pickle_machine *m);

#endif
