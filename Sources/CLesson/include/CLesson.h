// The lesson's side of the conversation with the runner: a packet socket on which the lesson says at which
// step it is, waits for permission to go on, and reports where it stopped.
//
// Every packet starts with a token that only the runner and this file know, so nothing that a cell writes to
// the socket by mistake can be taken for a message.
#pragma once

/// Connects to the runner. Called once by the host, before the lesson's own code.
/// `entry` is any address inside the lesson's shared object: only frames of that object are reported.
void lesson_attach(int socket, const char *token, const void *entry);

/// Flushes the output and waits until the runner has taken all of it. Without a runner it only flushes.
void lesson_begin_step(int step);

/// Starts a child process for one step. Returns 1 in the child, which then runs the step's code;
/// 0 in the lesson's own process, once the child has ended and the runner knows how.
int lesson_enter_child(int step);

/// Ends the child with success: its code came to its end.
void lesson_leave_child(void) __attribute__((noreturn));

/// Ends the child with a rejection, after a failed expectation; does nothing outside a child.
void lesson_reject(void);

/// Hands over something to show, which stands behind what the step has printed so far.
void lesson_show(const void *bytes, long count);

/// Says the value of an expression in the lesson's prose.
void lesson_tell_value(int number, const char *text);

/// Whether a runner listens.
int lesson_is_attached(void);

/// Says that the lesson came to its end.
void lesson_end(void);
