package io.github.dqlite4j.protocol;

/**
 * A request was refused or failed.
 *
 * @param code an extended result code of SQLite, a code of dqlite from 1000 on, or 0
 * @param message what the engine says
 */
public record FailureResponse(long code, String message) implements Response {

}
