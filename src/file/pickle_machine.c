// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>

#include "file/pickle_machine.h"

enum mc_status pickle_damaged(const struct pickle_machine *m, const char *what)
{
    return mc_complain(m->why, MC_BAD_INPUT,
                       "the pickle is damaged at byte %td: opcode 0x%02x %s",
                       m->opcode_at - m->start, m->opcode, what);
}

enum mc_status pickle_no_memory(const struct pickle_machine *m)
{
    return mc_complain(m->why, MC_NO_RESOURCE, "out of memory");
}

static enum mc_status too_many(const struct pickle_machine *m)
{
    return mc_complain(m->why, MC_BAD_INPUT, "the pickle has more than %d values",
                       (int)MC_PICKLE_MOST);
}

/* Room for one more; growth doubles.  False: no memory. */
static bool room(uint32_t **array, uint32_t *capacity, uint32_t count)
{
    uint32_t more = *capacity ? 2 * *capacity : 4, *grown;

    if (count < *capacity)
        return true;
    grown = reallocarray(*array, more, sizeof **array);
    if (!grown)
        return false;
    *array = grown;
    *capacity = more;
    return true;
}

enum mc_status pickle_push(struct pickle_machine *m, uint32_t value)
{
    if (m->depth == MC_PICKLE_MOST)
        return too_many(m);
    if (!room(&m->stack, &m->depth_capacity, m->depth))
        return pickle_no_memory(m);
    m->stack[m->depth++] = value;
    return MC_OK;
}

bool pickle_pop(uint32_t *value, struct pickle_machine *m)
{
    if (!m->depth || m->stack[m->depth - 1] == PICKLE_MARK)
        return false;
    *value = m->stack[--m->depth];
    return true;
}

enum mc_status pickle_add(struct pickle_machine *m, struct mc_pickle_value value)
{
    struct mc_pickle *p = m->pickle;
    uint32_t more = p->capacity ? 2 * p->capacity : 64;
    struct mc_pickle_value *grown;
    enum mc_status status;

    if (p->count == MC_PICKLE_MOST)
        return too_many(m);
    if (p->count == p->capacity) {
        grown = reallocarray(p->values, more, sizeof *grown);
        if (!grown)
            return pickle_no_memory(m);
        p->values = grown;
        p->capacity = more;
    }
    status = pickle_push(m, p->count);
    if (status == MC_OK)
        p->values[p->count++] = value;
    return status;
}

enum mc_status pickle_append(struct pickle_machine *m, uint32_t to, uint32_t item)
{
    struct mc_pickle_value *value = &m->pickle->values[to];

    if (value->count == MC_PICKLE_MOST)
        return too_many(m);
    if (!room(&value->items, &value->capacity, value->count))
        return pickle_no_memory(m);
    value->items[value->count++] = item;
    return MC_OK;
}

const uint8_t *pickle_take(struct pickle_machine *m, uint64_t count)
{
    const uint8_t *at = m->at;

    if (count > (uint64_t)(m->end - m->at))
        return NULL;
    m->at += count;
    return at;
}

bool pickle_take_number(uint64_t *out, struct pickle_machine *m, size_t count)
{
    const uint8_t *at = pickle_take(m, count);

    if (at)
        *out = mc_bytes_little(at, count);
    return at;
}

enum mc_status pickle_remember(struct pickle_machine *m, uint64_t number)
{
    if (!m->depth || m->stack[m->depth - 1] == PICKLE_MARK)
        return pickle_damaged(m, "finds no value");
    if (number >= MC_PICKLE_MOST)
        return pickle_damaged(m, "numbers more values than there may be");
    while (m->memo_count <= number) {
        if (!room(&m->memo, &m->memo_capacity, m->memo_count))
            return pickle_no_memory(m);
        m->memo[m->memo_count++] = PICKLE_MARK;
    }
    m->memo[number] = m->stack[m->depth - 1];
    return MC_OK;
}

enum mc_status pickle_remember_as(struct pickle_machine *m, size_t size)
{
    uint64_t number;

    return pickle_take_number(&number, m, size) ? pickle_remember(m, number) : pickle_damaged(m, "is cut short");
}

enum mc_status pickle_recall(struct pickle_machine *m, size_t size)
{
    uint64_t number;

    if (!pickle_take_number(&number, m, size))
        return pickle_damaged(m, "is cut short");
    if (number >= m->memo_count || m->memo[number] == PICKLE_MARK)
        return pickle_damaged(m, "asks for a value that was not given");
    return pickle_push(m, m->memo[number]);
}
