#define _GNU_SOURCE
#include "CLesson.h"

#include <dlfcn.h>
#include <errno.h>
#include <link.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>
#include <unwind.h>

enum { most_frames = 16, most_in_packet = 32 * 1024, rejected_status = 90, lost_status = 91 };

static int control = -1;
static char token[40];
static pid_t lesson_process;
// The process that runs the lesson's code: its own, or the child that it made for one step.
static pid_t speaker;
static volatile sig_atomic_t current_step = -1;

// The address range of the lesson's shared object.
static uintptr_t lesson_start, lesson_end_address;

// MARK: Messages

static void say(const char *text) {
    if (control < 0) return;
    char packet[1024];
    int length = snprintf(packet, sizeof packet, "%s %s", token, text);
    while (send(control, packet, (size_t)length, MSG_NOSIGNAL) < 0 && errno == EINTR) { }
}

static void wait_for_answer(void) {
    char answer[8];
    ssize_t length;
    do { length = recv(control, answer, sizeof answer, 0); } while (length < 0 && errno == EINTR);
    // A cell has closed the socket, or the runner has given up on this lesson.
    if (length <= 0) _exit(lost_status);
}

int lesson_is_attached(void) { return control >= 0; }

void lesson_begin_step(int step) {
    fflush(NULL);
    if (control < 0) return;
    // A process that a cell forked off must not speak for the lesson.
    if (getpid() != lesson_process) _exit(0);
    char text[32];
    snprintf(text, sizeof text, "begin %d", step);
    say(text);
    wait_for_answer();
    current_step = step;
}

void lesson_end(void) {
    fflush(NULL);
    if (control < 0 || getpid() != lesson_process) return;
    say("end");
    wait_for_answer();
}

// MARK: Things to show

void lesson_show(const void *bytes, long count) {
    fflush(NULL);
    if (control < 0 || getpid() != speaker) return;
    char text[48];
    snprintf(text, sizeof text, "show %ld", count);
    say(text);
    // The runner takes what was printed before, and then expects this many bytes.
    wait_for_answer();
    static char packet[most_in_packet];
    int start = snprintf(packet, sizeof packet, "%s part ", token);
    for (long sent = 0; sent < count;) {
        long room = most_in_packet - start;
        long length = count - sent < room ? count - sent : room;
        memcpy(packet + start, (const char *)bytes + sent, (size_t)length);
        while (send(control, packet, (size_t)(start + length), MSG_NOSIGNAL) < 0) {
            if (errno != EINTR) _exit(lost_status);
        }
        sent += length;
    }
    // What is printed next must not overtake it.
    wait_for_answer();
}

void lesson_tell_value(int number, const char *text) {
    if (control < 0 || getpid() != speaker) return;
    char packet[900];
    snprintf(packet, sizeof packet, "value %d %s", number, text);
    say(packet);
}

// MARK: Steps in a process of their own

int lesson_enter_child(int step) {
    if (control < 0) return 0;
    fflush(NULL);
    // While it waits, the lesson's own process leaves it to the child to say where it stands.
    void (*before)(int) = signal(SIGQUIT, SIG_IGN);
    pid_t child = fork();
    if (child == 0) {
        signal(SIGQUIT, before);
        speaker = getpid();
        return 1;
    }
    int status = 0;
    if (child > 0) while (waitpid(child, &status, 0) < 0 && errno == EINTR) { }
    signal(SIGQUIT, before);
    char text[64];
    if (child < 0) snprintf(text, sizeof text, "child %d unavailable 0", step);
    else if (WIFSIGNALED(status)) snprintf(text, sizeof text, "child %d signal %d", step, WTERMSIG(status));
    else if (WEXITSTATUS(status) == rejected_status) snprintf(text, sizeof text, "child %d rejected 0", step);
    else snprintf(text, sizeof text, "child %d exit %d", step, WEXITSTATUS(status));
    say(text);
    return 0;
}

void lesson_leave_child(void) {
    fflush(NULL);
    say("finished");
    _exit(0);
}

void lesson_reject(void) {
    if (control < 0 || getpid() == lesson_process) return;
    fflush(NULL);
    _exit(rejected_status);
}

// MARK: Where a lesson stopped

struct frames {
    uintptr_t offsets[most_frames];
    int count;
};

static _Unwind_Reason_Code collect(struct _Unwind_Context *context, void *state) {
    struct frames *frames = state;
    int is_exact = 0;
    uintptr_t address = _Unwind_GetIPInfo(context, &is_exact);
    if (!is_exact) address -= 1;  // a return address: step back into the call
    if (address >= lesson_start && address < lesson_end_address) {
        frames->offsets[frames->count++] = address - lesson_start;
    }
    return frames->count < most_frames ? _URC_NO_REASON : _URC_END_OF_STACK;
}

// Too deep a recursion faults just below the stack pointer.
static int is_near_stack(void *context, uintptr_t fault) {
#if defined(__x86_64__)
    uintptr_t stack = (uintptr_t)((ucontext_t *)context)->uc_mcontext.gregs[REG_RSP];
#elif defined(__aarch64__)
    uintptr_t stack = (uintptr_t)((ucontext_t *)context)->uc_mcontext.sp;
#else
    uintptr_t stack = 0;
#endif
    return fault + 65536 > stack && fault < stack + 65536;
}

// glibc's unwinder is not on the list of functions that a signal handler may call. It takes no lock that
// Swift code holds when it traps, and a handler that hangs is ended by the runner's clock.
static void report_stop(int number, siginfo_t *information, void *context) {
    struct frames frames = { .count = 0 };
    _Unwind_Backtrace(collect, &frames);
    char text[640];
    int length = snprintf(text, sizeof text, "stopped %d %d %d", (int)current_step, number,
                          number == SIGSEGV && is_near_stack(context, (uintptr_t)information->si_addr));
    for (int i = 0; i < frames.count; i++) {
        length += snprintf(text + length, sizeof text - (size_t)length, " %llx", (unsigned long long)frames.offsets[i]);
    }
    say(text);
    // Asked where it is, a lesson that takes too long says so and goes on; anything else is its end.
    if (number == SIGQUIT) return;
    signal(number, SIG_DFL);
    raise(number);
}

static void handle_stops(void) {
    static char stack[64 * 1024];
    stack_t alternative = { .ss_sp = stack, .ss_size = sizeof stack };
    sigaltstack(&alternative, NULL);
    struct sigaction action = { .sa_sigaction = report_stop, .sa_flags = SA_SIGINFO | SA_ONSTACK };
    sigemptyset(&action.sa_mask);
    const int stops[] = { SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGQUIT };
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) sigaction(stops[i], &action, NULL);
}

// MARK: Connecting

static int find_lesson(struct dl_phdr_info *object, size_t size, void *entry) {
    (void)size;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        if (object->dlpi_phdr[i].p_type != PT_LOAD) continue;
        uintptr_t start = object->dlpi_addr + object->dlpi_phdr[i].p_vaddr;
        uintptr_t end = start + object->dlpi_phdr[i].p_memsz;
        if ((uintptr_t)entry >= start && (uintptr_t)entry < end) {
            lesson_start = object->dlpi_addr;
            lesson_end_address = end;
            return 1;
        }
    }
    return 0;
}

// When the runner is gone, however it went, nothing of the lesson stays behind.
static void *watch_runner(void *unused) {
    (void)unused;
    struct pollfd runner = { .fd = control, .events = POLLRDHUP };
    while (poll(&runner, 1, -1) < 0 && errno == EINTR) { }
    kill(0, SIGKILL);
    return NULL;
}

void lesson_attach(int socket, const char *runners_token, const void *entry) {
    control = socket;
    lesson_process = speaker = getpid();
    snprintf(token, sizeof token, "%s", runners_token);
    dl_iterate_phdr(find_lesson, (void *)entry);
    handle_stops();
    pthread_t thread;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_create(&thread, NULL, watch_runner, NULL);
    pthread_detach(thread);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}
