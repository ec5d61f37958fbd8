package io.github.dqlite4j.spring.boot.autoconfigure.together;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * Who has been here: one row for each process.
 */
@Entity
class Visitor {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private long process;

	protected Visitor() {
	}

	Visitor(long process) {
		this.process = process;
	}

}
