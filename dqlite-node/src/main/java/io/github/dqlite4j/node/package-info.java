/**
 * An embedded dqlite node.
 */
@NullMarked
package io.github.dqlite4j.node;

import org.jspecify.annotations.NullMarked;
