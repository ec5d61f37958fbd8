/**
 * The command line tool.
 */
@NullMarked
package io.github.dqlite4j.tool;

import org.jspecify.annotations.NullMarked;
