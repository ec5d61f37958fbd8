/**
 * A small application on an embedded dqlite node.
 */
@NullMarked
package io.github.dqlite4j.sample;

import org.jspecify.annotations.NullMarked;
