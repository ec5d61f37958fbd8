/**
 * The nodes, each in a process of its own.
 */
@NullMarked
package io.github.dqlite4j.chaos.cluster;

import org.jspecify.annotations.NullMarked;
