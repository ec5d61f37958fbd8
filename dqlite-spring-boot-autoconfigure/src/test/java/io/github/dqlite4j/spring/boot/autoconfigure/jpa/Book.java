package io.github.dqlite4j.spring.boot.autoconfigure.jpa;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.CreatedBy;
import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.jpa.domain.support.AuditingEntityListener;

/**
 * What is written.
 */
@Entity
@EntityListeners(AuditingEntityListener.class)
class Book {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@Version
	private int version;

	private @Nullable String title;

	private int pages;

	private @Nullable BigDecimal price;

	private @Nullable LocalDate published;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private @Nullable Author author;

	@CreatedBy
	private @Nullable String createdBy;

	@CreatedDate
	private @Nullable Instant created;

	@LastModifiedDate
	private @Nullable Instant modified;

	protected Book() {
	}

	Book(String title, int pages, Author author) {
		this.title = title;
		this.pages = pages;
		this.author = author;
		this.price = BigDecimal.valueOf(pages, 1);
		this.published = LocalDate.of(2000, 1, 1).plusDays(pages);
	}

	@Nullable Long getId() {
		return this.id;
	}

	int getVersion() {
		return this.version;
	}

	@Nullable String getTitle() {
		return this.title;
	}

	void setTitle(String title) {
		this.title = title;
	}

	int getPages() {
		return this.pages;
	}

	@Nullable BigDecimal getPrice() {
		return this.price;
	}

	@Nullable LocalDate getPublished() {
		return this.published;
	}

	@Nullable Author getAuthor() {
		return this.author;
	}

	@Nullable String getCreatedBy() {
		return this.createdBy;
	}

	@Nullable Instant getCreated() {
		return this.created;
	}

	@Nullable Instant getModified() {
		return this.modified;
	}

}
