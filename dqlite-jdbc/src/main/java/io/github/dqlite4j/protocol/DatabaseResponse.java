package io.github.dqlite4j.protocol;

/**
 * A database was opened. Answers {@link OpenRequest}.
 *
 * @param id the number of the database, 0
 * @param padding means nothing
 */
public record DatabaseResponse(int id, int padding) implements Response {

}
