package io.github.dqlite4j.protocol;

/**
 * A statement was prepared. Answers {@link PrepareRequest}.
 *
 * @param id the number of the statement
 * @param parameterCount the highest parameter index of the statement
 * @param extended whether the server answered in the form of engine 1.15 and later
 * @param tailOffset how many bytes of the text the statement took, 0 if not extended
 */
public record StatementResponse(int id, int parameterCount, boolean extended, long tailOffset) implements Response {

}
