/**
 * What clients do, through pools as applications do.
 */
@NullMarked
package io.github.dqlite4j.chaos.workload;

import org.jspecify.annotations.NullMarked;
