package io.github.dqlite4j.spring.boot.autoconfigure.data;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * An aggregate whose key is not the rowid but made by a default expression.
 */
@Table
record Token(@Id @Nullable String id, String owner) {

}
