// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "file/pickle_machine.h"
#include "file/reading.h"

/* A container of the `count` topmost values. */
static enum mc_status add_of(struct pickle_machine *m, enum mc_pickle_kind kind, uint32_t count)
{
    uint32_t first = m->depth - count, i, value;
    enum mc_status status;

    for (i = first; i < m->depth; i++)
        if (m->stack[i] == PICKLE_MARK)
            return pickle_damaged(m, "finds too few values");
    status = pickle_add(m, (struct mc_pickle_value){.kind = kind});
    if (status != MC_OK)
        return status;
    value = m->stack[--m->depth];
    for (i = first; i < m->depth && status == MC_OK; i++)
        status = pickle_append(m, value, m->stack[i]);
    m->depth = first;
    return status == MC_OK ? pickle_push(m, value) : status;
}

enum mc_status pickle_add_few(struct pickle_machine *m, enum mc_pickle_kind kind,
                              uint32_t count)
{
    return count > m->depth ? pickle_damaged(m, "finds too few values")
                            : add_of(m, kind, count);
}

/* How many values lie above the topmost mark, which goes. */
static bool unmark(uint32_t *first, struct pickle_machine *m)
{
    uint32_t i;

    for (i = m->depth; i-- > 0;)
        if (m->stack[i] == PICKLE_MARK) {
            memmove(&m->stack[i], &m->stack[i + 1], (m->depth - i - 1) * sizeof *m->stack);
            m->depth--;
            *first = i;
            return true;
        }
    return false;
}

enum mc_status pickle_add_marked(struct pickle_machine *m, enum mc_pickle_kind kind)
{
    uint32_t first;

    if (!unmark(&first, m))
        return pickle_damaged(m, "finds no mark");
    return add_of(m, kind, m->depth - first);
}

/* The values from `first` on go into the container just below them. */
static enum mc_status store(struct pickle_machine *m, uint32_t first, bool pairs)
{
    enum mc_status status = MC_OK;
    enum mc_pickle_kind kind;
    uint32_t i, to;

    if (first < 1 || first > m->depth || m->stack[first - 1] == PICKLE_MARK)
        return pickle_damaged(m, "finds no container");
    to = m->stack[first - 1];
    kind = m->pickle->values[to].kind;
    if (pairs
            ? (kind != MC_PICKLE_DICTIONARY && kind != MC_PICKLE_CALL) || (m->depth - first) % 2
            : kind != MC_PICKLE_LIST)
        return pickle_damaged(m, "finds another container than it needs");
    for (i = first; i < m->depth; i++)
        if (m->stack[i] == PICKLE_MARK)
            return pickle_damaged(m, "finds too few values");
    for (i = first; i < m->depth && status == MC_OK; i++)
        status = pickle_append(m, to, m->stack[i]);
    m->depth = first;
    return status;
}

enum mc_status pickle_store_few(struct pickle_machine *m, uint32_t count)
{
    return m->depth < count ? pickle_damaged(m, "finds too few values")
                            : store(m, m->depth - count, count == 2);
}

enum mc_status pickle_store_marked(struct pickle_machine *m, bool pairs)
{
    uint32_t first;

    return unmark(&first, m) ? store(m, first, pairs) : pickle_damaged(m, "finds no mark");
}

enum mc_status pickle_add_call(struct pickle_machine *m)
{
    const struct mc_pickle_value *f, *arguments;

    if (m->depth < 2 || m->stack[m->depth - 1] == PICKLE_MARK ||
        m->stack[m->depth - 2] == PICKLE_MARK)
        return pickle_damaged(m, "finds too few values");
    f = &m->pickle->values[m->stack[m->depth - 2]];
    arguments = &m->pickle->values[m->stack[m->depth - 1]];
    if (f->kind != MC_PICKLE_GLOBAL || arguments->kind != MC_PICKLE_TUPLE)
        return pickle_damaged(m, "calls what is no name");
    return add_of(m, MC_PICKLE_CALL, 2);
}

/* The attributes of an object: only an ordered dictionary may have some, and they are dropped.
 */
enum mc_status pickle_drop_state(struct pickle_machine *m)
{
    const struct mc_pickle_value *to;
    uint32_t state;

    if (!pickle_pop(&state, m) || !m->depth || m->stack[m->depth - 1] == PICKLE_MARK)
        return pickle_damaged(m, "finds too few values");
    to = &m->pickle->values[m->stack[m->depth - 1]];
    if (to->kind == MC_PICKLE_CALL && to->count >= 2 &&
        !strcmp(m->pickle->values[to->items[0]].text, "collections.OrderedDict"))
        return MC_OK;
    return mc_complain(
        m->why, MC_BAD_INPUT, "the pickle sets attributes of %s, which is not read",
        mc_label(to->kind == MC_PICKLE_CALL ? m->pickle->values[to->items[0]].text
                                            : "a plain value")
            .text);
}

enum mc_status pickle_refuse_object(struct pickle_machine *m)
{
    const struct mc_pickle_value *class = NULL;
    uint32_t arguments, name;

    if (pickle_pop(&arguments, m) && pickle_pop(&name, m))
        class = &m->pickle->values[name];
    if (!class || class->kind != MC_PICKLE_GLOBAL)
        return pickle_damaged(m, "calls what is no name");
    return mc_complain(m->why, MC_BAD_INPUT, "the pickle builds a %s, which is not read",
                       mc_label(class->text).text);
}
