/**
 * The SQL shell.
 */
@NullMarked
package io.github.dqlite4j.tool.sql;

import org.jspecify.annotations.NullMarked;
