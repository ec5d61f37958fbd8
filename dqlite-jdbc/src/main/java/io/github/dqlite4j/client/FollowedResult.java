package io.github.dqlite4j.client;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.protocol.ResultResponse;

/**
 * What came of a statement that was sent together with a query.
 *
 * @param result what the statement did
 * @param text the text that the query yielded behind it; {@code null} if it yielded none
 * or failed
 */
public record FollowedResult(ResultResponse result, @Nullable String text) {

}
