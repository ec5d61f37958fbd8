package io.github.dqlite4j.spring.boot.autoconfigure.streaming;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * A long text.
 */
@Entity
class Page {

	@Id
	private @Nullable Long id;

	private @Nullable String body;

	int length() {
		return (this.body != null) ? this.body.length() : 0;
	}

}
