package io.github.dqlite4j.spring.boot.autoconfigure.aot;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * An aggregate of Spring Data JDBC.
 */
@Table("visit")
record Visit(@Id @Nullable Long id, String guest) {

}
