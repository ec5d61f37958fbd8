package io.github.dqlite4j.client;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.protocol.ResultResponse;

/**
 * What came of one execution of a batch.
 *
 * @param result the result, or {@code null} if it failed
 * @param failure why it failed, or {@code null} if it did not
 */
public record BatchOutcome(@Nullable ResultResponse result, @Nullable EngineException failure) {

}
