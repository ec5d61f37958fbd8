/**
 * The JDBC driver.
 */
@NullMarked
package io.github.dqlite4j.jdbc;

import org.jspecify.annotations.NullMarked;
