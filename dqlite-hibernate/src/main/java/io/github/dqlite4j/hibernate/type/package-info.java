/**
 * How values of Java travel to and from dqlite, which stores only integers, doubles, text
 * and bytes.
 */
@NullMarked
package io.github.dqlite4j.hibernate.type;

import org.jspecify.annotations.NullMarked;
