// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef RECHECK_FILE_TEXT_H
#define RECHECK_FILE_TEXT_H

/* All of a text file of at most 64 MiB; heap; NULL when it cannot be read. */
char *file_text(const char *path);

#endif
