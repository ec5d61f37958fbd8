/**
 * What was asked of a database, and what was answered.
 */
@NullMarked
package io.github.dqlite4j.chaos.history;

import org.jspecify.annotations.NullMarked;
