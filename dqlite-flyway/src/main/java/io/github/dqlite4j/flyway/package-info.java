/**
 * Flyway support for dqlite.
 */
@NullMarked
package io.github.dqlite4j.flyway;

import org.jspecify.annotations.NullMarked;
