package io.github.dqlite4j.spring.boot.autoconfigure.data;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.annotation.Transient;
import org.springframework.data.domain.Persistable;
import org.springframework.data.relational.core.mapping.Table;

/**
 * An aggregate that makes its own id.
 */
@Table
class Document implements Persistable<UUID> {

	@Id
	private final UUID id;

	private final String title;

	@Transient
	private final boolean isNew;

	@PersistenceCreator
	Document(UUID id, String title) {
		this(id, title, false);
	}

	private Document(UUID id, String title, boolean isNew) {
		this.id = id;
		this.title = title;
		this.isNew = isNew;
	}

	static Document create(@Nullable UUID id, String title) {
		return new Document((id != null) ? id : UUID.randomUUID(), title, true);
	}

	@Override
	public UUID getId() {
		return this.id;
	}

	String getTitle() {
		return this.title;
	}

	@Override
	public boolean isNew() {
		return this.isNew;
	}

}
