package io.github.dqlite4j.sample.team;

import io.github.dqlite4j.sample.validation.SingleLine;

/**
 * Body of a request that adds or renames a team.
 *
 * @param name the name, which no other team may have
 */
public record TeamRequest(@SingleLine String name) {

}
