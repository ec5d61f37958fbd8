package io.github.dqlite4j.spring.boot.autoconfigure.application;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * An entity.
 */
@Entity
class Note {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private @Nullable String text;

	protected Note() {
	}

	Note(String text) {
		this.text = text;
	}

	@Nullable Long getId() {
		return this.id;
	}

	@Nullable String getText() {
		return this.text;
	}

}
