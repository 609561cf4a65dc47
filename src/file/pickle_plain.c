// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <string.h>

#include "file/pickle_machine.h"

enum mc_status pickle_add_plain(struct pickle_machine *m, enum mc_pickle_kind kind,
                                int64_t integer)
{
    return pickle_add(m, (struct mc_pickle_value){.kind = kind, .integer = integer});
}

/* An unsigned integer of `count` bytes, or with the sign of four. */
enum mc_status pickle_add_integer(struct pickle_machine *m, size_t count)
{
    uint64_t value;

    if (!pickle_take_number(&value, m, count))
        return pickle_damaged(m, "is cut short");
    return pickle_add_plain(m, MC_PICKLE_INTEGER,
                            count == 4 ? (int32_t)(uint32_t)value : (int64_t)value);
}

/* LONG1, LONG4: two's complement of any length. */
enum mc_status pickle_add_long(struct pickle_machine *m, size_t length_size)
{
    uint64_t length, value;
    const uint8_t *at;

    if (!pickle_take_number(&length, m, length_size) || !(at = pickle_take(m, length)))
        return pickle_damaged(m, "is cut short");
    if (length > 8)
        return pickle_add_plain(m, MC_PICKLE_OTHER, 0);
    value = length ? mc_bytes_little(at, length) : 0;
    if (length && length < 8 && at[length - 1] & 0x80)
        value |= UINT64_MAX << (8 * length);
    return pickle_add_plain(m, MC_PICKLE_INTEGER, (int64_t)value);
}

enum mc_status pickle_add_real(struct pickle_machine *m)
{
    struct mc_pickle_value value = {.kind = MC_PICKLE_REAL};
    uint64_t pattern;

    if (!pickle_take_number(&pattern, m, 8))
        return pickle_damaged(m, "is cut short");
    pattern = __builtin_bswap64(pattern);
    memcpy(&value.real, &pattern, sizeof value.real);
    return pickle_add(m, value);
}

/* A text of that many bytes, in which no NUL may stand, or bytes that nobody needs. */
enum mc_status pickle_add_text(struct pickle_machine *m, size_t length_size, bool text)
{
    struct mc_pickle_value value = {.kind = MC_PICKLE_TEXT};
    enum mc_status status;
    const uint8_t *at;
    uint64_t length;

    if (!pickle_take_number(&length, m, length_size) || !(at = pickle_take(m, length)))
        return pickle_damaged(m, "is cut short");
    if (!text || memchr(at, '\0', length))
        return pickle_add_plain(m, MC_PICKLE_OTHER, 0);
    value.text = strndup((const char *)at, length);
    status = value.text ? pickle_add(m, value) : pickle_no_memory(m);
    if (status != MC_OK)
        free(value.text);
    return status;
}

static enum mc_status add_name(struct pickle_machine *m, const char *module, size_t length,
                               const char *name, size_t name_length)
{
    struct mc_pickle_value value = {.kind = MC_PICKLE_GLOBAL,
                                    .text = malloc(length + name_length + 2)};
    enum mc_status status;

    if (!value.text)
        return pickle_no_memory(m);
    memcpy(value.text, module, length);
    value.text[length] = '.';
    memcpy(value.text + length + 1, name, name_length);
    value.text[length + 1 + name_length] = '\0';
    status = pickle_add(m, value);
    if (status != MC_OK)
        free(value.text);
    return status;
}

/* GLOBAL: module and name stand behind it, a line each. */
enum mc_status pickle_add_global(struct pickle_machine *m)
{
    const uint8_t *middle = memchr(m->at, '\n', (size_t)(m->end - m->at)), *last = NULL, *at;

    if (middle)
        last = memchr(middle + 1, '\n', (size_t)(m->end - middle - 1));
    if (!last || memchr(m->at, '\0', (size_t)(last - m->at)))
        return pickle_damaged(m, "names nothing");
    at = m->at;
    m->at = last + 1;
    return add_name(m, (const char *)at, (size_t)(middle - at), (const char *)middle + 1,
                    (size_t)(last - middle - 1));
}

/* STACK_GLOBAL: they are the two topmost texts. */
enum mc_status pickle_add_stack_global(struct pickle_machine *m)
{
    const struct mc_pickle_value *a, *b;
    uint32_t module, name;

    if (!pickle_pop(&name, m) || !pickle_pop(&module, m))
        return pickle_damaged(m, "names nothing");
    a = &m->pickle->values[module];
    b = &m->pickle->values[name];
    if (a->kind != MC_PICKLE_TEXT || b->kind != MC_PICKLE_TEXT)
        return pickle_damaged(m, "names nothing");
    return add_name(m, a->text, strlen(a->text), b->text, strlen(b->text));
}
