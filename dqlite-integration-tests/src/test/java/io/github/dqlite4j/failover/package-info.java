/**
 * Writers and readers on a cluster whose leader fails in every way there is.
 */
@NullMarked
package io.github.dqlite4j.failover;

import org.jspecify.annotations.NullMarked;
