// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * spent WORD...: runs a program in silence and prints "PEAK SECONDS", its own peak of resident memory
 * in KiB and processor time; its exit code, or 255.
 *
 * On Linux a process counts as its peak what the one that spawned it held (exec_mmap keeps the old
 * maximum), so a large program cannot measure a small one.  This one is small.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void become(char **words)
{
    int nowhere = open("/dev/null", O_WRONLY);

    if (nowhere >= 0 && dup2(nowhere, 1) == 1 && dup2(nowhere, 2) == 2)
        execv(words[0], words);
    _exit(255);
}

int main(int argc, char **argv)
{
    struct rusage used;
    int state;
    pid_t child = argc < 2 ? -1 : fork();

    if (child == 0)
        become(argv + 1);
    if (child < 0 || wait4(child, &state, 0, &used) != child || !WIFEXITED(state))
        return 255;
    printf("%ld %ld.%06ld\n", used.ru_maxrss,
           (long)(used.ru_utime.tv_sec + used.ru_stime.tv_sec +
                  (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1000000),
           (long)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) % 1000000);
    return WEXITSTATUS(state);
}
