/**
 * Many writers of several processes on one database.
 */
@NullMarked
package io.github.dqlite4j.lane;

import org.jspecify.annotations.NullMarked;
