// The process that a lesson runs in: takes the runner's socket from standard input, sets the limits,
// loads the lesson's shared object and enters it.
//
//     LessonHost LESSON.so TOKEN MEMORY_BYTES FILE_BYTES
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

static void limit(int resource, const char *most) {
    rlim_t value = strtoull(most, NULL, 10);
    struct rlimit both = { value, value };
    setrlimit(resource, &both);
}

int main(int count, char **arguments) {
    if (count != 5) {
        fputs("LessonHost is started by `workbook run`; it is of no use alone.\n", stderr);
        return 2;
    }
    int control = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 64);
    int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, STDIN_FILENO);
    close(nothing);

    limit(RLIMIT_AS, arguments[3]);
    limit(RLIMIT_FSIZE, arguments[4]);
    limit(RLIMIT_CORE, "0");
    limit(RLIMIT_NOFILE, "256");
    limit(RLIMIT_NPROC, "512");
    // A trap loses what has not been flushed: a line leaves as soon as it is complete.
    setvbuf(stdout, NULL, _IOLBF, 0);

    void *lesson = dlopen(arguments[1], RTLD_NOW | RTLD_GLOBAL);
    if (!lesson) {
        fprintf(stderr, "%s\n", dlerror());
        return 3;
    }
    int (*enter)(int, char **) = (int (*)(int, char **))dlsym(lesson, "lesson_main");
    void (*attach)(int, const char *, const void *) =
        (void (*)(int, const char *, const void *))dlsym(RTLD_DEFAULT, "lesson_attach");
    void (*end)(void) = (void (*)(void))dlsym(RTLD_DEFAULT, "lesson_end");
    if (!enter || !attach || !end) {
        fprintf(stderr, "%s\n", dlerror());
        return 3;
    }
    attach(control, arguments[2], (const void *)enter);
    // The lesson sees no arguments but a program's name: the token is not its business.
    char *own[] = { "lesson", NULL };
    enter(1, own);
    end();
    return 0;
}
