/**
 * The functions of HQL in terms of SQLite's.
 */
@NullMarked
package io.github.dqlite4j.hibernate.function;

import org.jspecify.annotations.NullMarked;
