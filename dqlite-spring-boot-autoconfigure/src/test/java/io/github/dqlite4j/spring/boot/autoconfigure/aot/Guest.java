package io.github.dqlite4j.spring.boot.autoconfigure.aot;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * An entity of JPA.
 */
@Entity
class Guest {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private @Nullable String name;

	protected Guest() {
	}

	Guest(String name) {
		this.name = name;
	}

	@Nullable Long getId() {
		return this.id;
	}

	@Nullable String getName() {
		return this.name;
	}

}
