/**
 * What must be so of a history.
 */
@NullMarked
package io.github.dqlite4j.chaos.check;

import org.jspecify.annotations.NullMarked;
