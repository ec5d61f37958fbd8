/**
 * Measures what the parts of the driver cost.
 */
@NullMarked
package io.github.dqlite4j.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
