/**
 * Values through the storage of the real engine.
 */
@NullMarked
package io.github.dqlite4j.types;

import org.jspecify.annotations.NullMarked;
