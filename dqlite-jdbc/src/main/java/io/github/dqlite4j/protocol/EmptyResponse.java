package io.github.dqlite4j.protocol;

/**
 * A request without a result was carried out.
 *
 * @param padding means nothing
 */
public record EmptyResponse(long padding) implements Response {

}
