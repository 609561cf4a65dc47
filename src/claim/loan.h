// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef LOAN_H
#define LOAN_H

struct loan;

/* Frees the whole list. */
void loans_return(struct loan *loans);

#endif
