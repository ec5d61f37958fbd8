package io.github.dqlite4j.chaos.history;

/**
 * Something that a client did.
 *
 * @param <T> what it is
 * @param client the client
 * @param start when it was begun, on the clock of {@link System#nanoTime()}
 * @param end when the client knew the outcome, on the same clock
 * @param outcome the outcome
 * @param value what was done, with what was seen
 */
public record Operation<T>(String client, long start, long end, Outcome outcome, T value) {

}
