/**
 * Auto-configuration of Spring Boot for dqlite.
 */
@NullMarked
package io.github.dqlite4j.spring.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
