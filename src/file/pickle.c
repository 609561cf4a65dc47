// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>

#include "file/pickle_machine.h"

static enum mc_status skip(struct pickle_machine *m, size_t size)
{
    return pickle_take(m, size) ? MC_OK : pickle_damaged(m, "is cut short");
}

static enum mc_status step(struct pickle_machine *m)
{
    switch (m->opcode) {
    case 0x80: return skip(m, 1);                                  /* PROTO            */
    case 0x95: return skip(m, 8);                                  /* FRAME            */
    case '(': return pickle_push(m, PICKLE_MARK);
    case 'N': return pickle_add_plain(m, MC_PICKLE_OTHER, 0);
    case 0x88: return pickle_add_plain(m, MC_PICKLE_BOOLEAN, 1);
    case 0x89: return pickle_add_plain(m, MC_PICKLE_BOOLEAN, 0);
    case 'J': return pickle_add_integer(m, 4);
    case 'K': return pickle_add_integer(m, 1);
    case 'M': return pickle_add_integer(m, 2);
    case 0x8a: return pickle_add_long(m, 1);
    case 0x8b: return pickle_add_long(m, 4);
    case 'G': return pickle_add_real(m);
    case 'X': return pickle_add_text(m, 4, true);                         /* BINUNICODE       */
    case 0x8c: return pickle_add_text(m, 1, true);                        /* SHORT_BINUNICODE */
    case 0x8d: return pickle_add_text(m, 8, true);                        /* BINUNICODE8      */
    case 'U': return pickle_add_text(m, 1, true);                         /* SHORT_BINSTRING  */
    case 'T': return pickle_add_text(m, 4, true);                         /* BINSTRING        */
    case 'C': return pickle_add_text(m, 1, false);                        /* SHORT_BINBYTES   */
    case 'B': return pickle_add_text(m, 4, false);                        /* BINBYTES         */
    case 0x8e: return pickle_add_text(m, 8, false);                       /* BINBYTES8        */
    case ')': return pickle_add_few(m, MC_PICKLE_TUPLE, 0);
    case 0x85: return pickle_add_few(m, MC_PICKLE_TUPLE, 1);
    case 0x86: return pickle_add_few(m, MC_PICKLE_TUPLE, 2);
    case 0x87: return pickle_add_few(m, MC_PICKLE_TUPLE, 3);
    case 't': return pickle_add_marked(m, MC_PICKLE_TUPLE);
    case ']': return pickle_add_few(m, MC_PICKLE_LIST, 0);
    case 'l': return pickle_add_marked(m, MC_PICKLE_LIST);
    case 'a': return pickle_store_few(m, 1);
    case 'e': return pickle_store_marked(m, false);
    case '}': return pickle_add_few(m, MC_PICKLE_DICTIONARY, 0);
    case 's': return pickle_store_few(m, 2);
    case 'u': return pickle_store_marked(m, true);
    case 'c': return pickle_add_global(m);
    case 0x93: return pickle_add_stack_global(m);
    case 'Q': return pickle_add_few(m, MC_PICKLE_STORED, 1);              /* BINPERSID        */
    case 'R': return pickle_add_call(m);
    case 'b': return pickle_drop_state(m);
    case 0x81: return pickle_refuse_object(m);                     /* NEWOBJ           */
    case 'q': return pickle_remember_as(m, 1);
    case 'r': return pickle_remember_as(m, 4);
    case 0x94: return pickle_remember(m, m->memo_count);                  /* MEMOIZE          */
    case 'h': return pickle_recall(m, 1);
    case 'j': return pickle_recall(m, 4);
    default: return pickle_damaged(m, "is not read");
    }
}

enum mc_status mc_pickle_read(struct mc_pickle *pickle, const struct mc_bytes *bytes,
                              struct mc_complaint *why)
{
    struct pickle_machine m = {.pickle = pickle, .start = bytes->at, .at = bytes->at,
                        .end = bytes->at + bytes->size, .why = why};
    enum mc_status status = MC_OK;
    bool stopped = false;

    *pickle = (struct mc_pickle){0};
    while (status == MC_OK && !stopped) {
        m.opcode_at = m.at;
        if (m.at == m.end) {
            status = mc_complain(why, MC_BAD_INPUT, "the pickle is cut short");
            continue;
        }
        m.opcode = *m.at++;
        stopped = m.opcode == '.';
        if (!stopped)
            status = step(&m);
        else if (!pickle_pop(&pickle->root, &m))
            status = pickle_damaged(&m, "finds no value");
    }
    free(m.stack);
    free(m.memo);
    if (status != MC_OK)
        mc_pickle_clear(pickle);
    return status;
}

void mc_pickle_clear(struct mc_pickle *pickle)
{
    uint32_t i;

    for (i = 0; i < pickle->count; i++)
        if (pickle->values[i].kind == MC_PICKLE_TEXT ||
            pickle->values[i].kind == MC_PICKLE_GLOBAL)
            free(pickle->values[i].text);
        else if (pickle->values[i].kind >= MC_PICKLE_TUPLE)
            free(pickle->values[i].items);
    free(pickle->values);
    *pickle = (struct mc_pickle){0};
}

const struct mc_pickle_value *mc_pickle_item(const struct mc_pickle *pickle,
                                             const struct mc_pickle_value *value, size_t i)
{
    bool has = value->kind >= MC_PICKLE_TUPLE && value->kind != MC_PICKLE_GLOBAL;

    return has && i < value->count ? &pickle->values[value->items[i]] : NULL;
}
