/**
 * Sequences on the real engine.
 */
@NullMarked
package io.github.dqlite4j.sequence;

import org.jspecify.annotations.NullMarked;
