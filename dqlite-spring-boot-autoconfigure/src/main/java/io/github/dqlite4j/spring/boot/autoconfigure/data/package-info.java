/**
 * Spring Data JDBC on dqlite.
 */
@NullMarked
package io.github.dqlite4j.spring.boot.autoconfigure.data;

import org.jspecify.annotations.NullMarked;
