/**
 * Hibernate's dialect for dqlite, found by its resolver for connections of the dqlite
 * JDBC driver.
 * <p>
 * {@link io.github.dqlite4j.hibernate.DqliteDialect} puts the parts together: column
 * types, the rendering of SQL, the schema tools, the conversion of exceptions. Types and
 * functions have packages of their own.
 */
@NullMarked
package io.github.dqlite4j.hibernate;

import org.jspecify.annotations.NullMarked;
