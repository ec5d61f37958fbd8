/**
 * Teams and who is in them: the tables, repository and service, and the REST API under
 * {@code /api/teams}.
 */
@NullMarked
package io.github.dqlite4j.sample.team;

import org.jspecify.annotations.NullMarked;
