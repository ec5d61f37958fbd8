/**
 * Sequences, and identifiers that are taken from them.
 */
@NullMarked
package io.github.dqlite4j.hibernate.id;

import org.jspecify.annotations.NullMarked;
