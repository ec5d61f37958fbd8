/**
 * Compares the speed of the driver with what the wire allows and with go-dqlite, on the
 * same node in the same run.
 */
@NullMarked
package io.github.dqlite4j.benchmarks;

import org.jspecify.annotations.NullMarked;
