// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/peer.h"

extern char **environ;

#define PYTHON "/usr/bin/python3"

static const struct {
    const char *file, *build_folder; /* where it is before it is installed              */
} programs[] = {
    [PEER_EIGEN] = {"eigen_svd", BUILT_PEERS},
    [PEER_MPMATH] = {"mpmath_svd.py", SOURCE_PEERS},
    [PEER_SPENT] = {"spent", BUILT_PEERS},
};

/* Installed beside this program, else of the build that it comes from; false: neither. */
static bool find_peer(char path[PATH_ROOM], enum peer_program program)
{
    const char *file = programs[program].file;
    char self[PATH_ROOM] = "", *slash;
    int length = PATH_ROOM;

    if (program_path(self, NULL) == MC_OK && (slash = strrchr(self, '/'))) {
        *slash = '\0';
        length = snprintf(path, PATH_ROOM, "%s/" INSTALLED_PEERS "/%s", self, file);
    }
    if (length < PATH_ROOM && !access(path, R_OK))
        return true;
    length = snprintf(path, PATH_ROOM, "%s/%s", programs[program].build_folder, file);
    return length < PATH_ROOM && !access(path, R_OK);
}

/* Runs a program (words[0] is its path, ended by NULL) in silence, its answer to `answer`
 * (NULL: nowhere); its exit code, or -1. */
static int spawn(const char *const *words, const char *answer)
{
    posix_spawn_file_actions_t files;
    int state = -1;
    pid_t child;
    bool started;

    if (posix_spawn_file_actions_init(&files))
        return -1;
    started = !posix_spawn_file_actions_addopen(&files, 1, answer ? answer : "/dev/null",
                                                O_WRONLY | O_CREAT | O_TRUNC, 0600) &&
              !posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0) &&
              !posix_spawn(&child, words[0], &files, NULL, (char *const *)words, environ);
    posix_spawn_file_actions_destroy(&files);
    if (!started || waitpid(child, &state, 0) != child)
        return -1;
    return WIFEXITED(state) ? WEXITSTATUS(state) : -1;
}

/* A new file in the temporary folder, open; -1: there is no place. */
static int temporary(char *path, size_t room)
{
    const char *place = getenv("TMPDIR");

    snprintf(path, room, "%s/muoncheck-bench-XXXXXX", place && *place ? place : "/tmp");
    return mkstemp(path);
}

int peer_measure(const char *const *words, struct spent *spent)
{
    char path[PATH_ROOM], answer[240];
    const char *all[PROGRAM_WORDS + 2] = {path};
    int handle, code = -1;
    size_t i;
    FILE *file;

    for (i = 0; words[i] && i < PROGRAM_WORDS; i++)
        all[i + 1] = words[i];
    handle = temporary(answer, sizeof answer);
    file = handle < 0 ? NULL : fdopen(handle, "r");
    if (file && find_peer(path, PEER_SPENT))
        code = spawn(all, answer);
    if (code >= 0 && fscanf(file, "%lf %lf", &spent->peak, &spent->processor) != 2)
        code = -1;
    spent->peak /= 1024;
    if (file)
        fclose(file);
    unlink(answer);
    return code;
}

const char *peer_missing(enum peer_program program)
{
    char path[PATH_ROOM];
    const char *const check[] = {PYTHON, path, "--check", NULL};
    bool found = find_peer(path, program);

    if (program == PEER_EIGEN)
        return found ? NULL : "libeigen3-dev libmpfrc++-dev, then ninja peers";
    return found && !spawn(check, NULL) ? NULL : "python3-mpmath python3-gmpy2";
}

static void write_entry(FILE *out, const arf_t x)
{
    fmpz_t mantissa, exponent;

    fmpz_init(mantissa);
    fmpz_init(exponent);
    arf_get_fmpz_2exp(mantissa, exponent, x);
    char *digits = fmpz_get_str(NULL, 16, mantissa), *power = fmpz_get_str(NULL, 10, exponent);
    fprintf(out, "%sp%s\n", digits, power);
    flint_free(digits);
    flint_free(power);
    fmpz_clear(mantissa);
    fmpz_clear(exponent);
}

enum mc_status peer_matrix_write(struct peer_matrix *file, const arb_mat_t A,
                                 struct mc_complaint *why)
{
    int handle = temporary(file->path, sizeof file->path);
    FILE *out;

    out = handle < 0 ? NULL : fdopen(handle, "w");
    if (!out)
        return mc_complain(why, MC_NO_RESOURCE, "no place for temporary files");
    fprintf(out, "%ld %ld\n", (long)arb_mat_nrows(A), (long)arb_mat_ncols(A));
    for (slong i = 0; i < arb_mat_nrows(A); i++)
        for (slong j = 0; j < arb_mat_ncols(A); j++)
            write_entry(out, arb_midref(arb_mat_entry(A, i, j)));
    return fclose(out) ? mc_complain(why, MC_NO_RESOURCE, "%s: disk full?", file->path) : MC_OK;
}

void peer_matrix_remove(struct peer_matrix *file)
{
    if (*file->path)
        unlink(file->path);
}

enum mc_status peer_run(double *seconds, void *job, struct mc_complaint *why)
{
    const struct peer_job *peer = job;
    char bits[32], answer[240];
    char path[PATH_ROOM];
    const char *const eigen[] = {path, peer->method, bits, peer->matrix, NULL};
    const char *const python[] = {PYTHON, path, peer->method, bits, peer->matrix, NULL};
    FILE *file;
    int failed;

    snprintf(bits, sizeof bits, "%ld", (long)peer->bits);
    snprintf(answer, sizeof answer, "%s.answer", peer->matrix);
    failed = !find_peer(path, peer->program) ||
             spawn(peer->program == PEER_EIGEN ? eigen : python, answer);
    file = fopen(answer, "r");
    failed = failed || !file || fscanf(file, "%lf", seconds) != 1;
    if (file)
        fclose(file);
    unlink(answer);
    return failed ? mc_complain(why, MC_NO_RESOURCE, "the peer %s failed", peer->method)
                  : MC_OK;
}
