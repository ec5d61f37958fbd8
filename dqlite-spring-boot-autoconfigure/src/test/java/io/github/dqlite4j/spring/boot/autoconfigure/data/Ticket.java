package io.github.dqlite4j.spring.boot.autoconfigure.data;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * An aggregate of nothing but an id.
 */
@Table
record Ticket(@Id @Nullable Long id) {

}
