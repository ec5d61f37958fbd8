/**
 * Tests of the dialect.
 */
@NullMarked
package io.github.dqlite4j.hibernate;

import org.jspecify.annotations.NullMarked;
