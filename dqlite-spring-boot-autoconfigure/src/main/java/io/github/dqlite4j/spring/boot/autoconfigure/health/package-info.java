/**
 * Auto-configuration of the health of a dqlite cluster.
 */
@NullMarked
package io.github.dqlite4j.spring.boot.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
