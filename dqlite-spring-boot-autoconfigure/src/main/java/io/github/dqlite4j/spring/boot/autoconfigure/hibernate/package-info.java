/**
 * Auto-configuration of Hibernate for dqlite.
 */
@NullMarked
package io.github.dqlite4j.spring.boot.autoconfigure.hibernate;

import org.jspecify.annotations.NullMarked;
