/**
 * Auto-configuration of Flyway for dqlite.
 */
@NullMarked
package io.github.dqlite4j.spring.boot.autoconfigure.flyway;

import org.jspecify.annotations.NullMarked;
