/**
 * Analyses of start-up failures: what is wrong, and what to change.
 */
@NullMarked
package io.github.dqlite4j.spring.boot.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
