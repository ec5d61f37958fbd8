package io.github.dqlite4j.spring.boot.autoconfigure.jdbc;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A row.
 */
record Task(long id, String title, @Nullable LocalDate due, @Nullable Instant created, boolean done,
		@Nullable BigDecimal price, @Nullable UUID reference, @Nullable Priority priority) {

	/**
	 * An enumeration.
	 */
	enum Priority {

		LOW, HIGH

	}

}
