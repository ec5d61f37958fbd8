/**
 * The connection pools that Boot makes, as far as connections to dqlite need more of them
 * than a URL.
 */
@NullMarked
package io.github.dqlite4j.spring.boot.autoconfigure.pool;

import org.jspecify.annotations.NullMarked;
