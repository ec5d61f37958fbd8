/**
 * Encrypted connections of a pool.
 */
@NullMarked
package io.github.dqlite4j.spring.boot.autoconfigure.tls;

import org.jspecify.annotations.NullMarked;
