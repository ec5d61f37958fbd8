package io.github.dqlite4j.hibernate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The entities of {@link StockDefect}.
 */
final class StockDefectEntities {

	private StockDefectEntities() {
	}

	@Entity(name = "Article")
	@Table(uniqueConstraints = @UniqueConstraint(columnNames = { "shelf", "place" }))
	static class Article {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		@Nullable Long id;

		@Version
		int version;

		String shelf = "A";

		String place = "1";

		int steps = 3;

		@ManyToOne
		@Nullable Article parent;

		LocalDate day = LocalDate.of(2026, 11, 20);

		LocalDateTime moment = LocalDateTime.of(2026, 11, 20, 12, 13, 14, 123456789);

		UUID token = UUID.randomUUID();

		BigDecimal amount = new BigDecimal("123456789012345678.25");

		@Lob
		byte[] document = { 1, 2 };

	}

	@Entity(name = "Plain")
	static class Plain {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		@Nullable Long id;

		@Column(unique = true)
		String name = "name";

	}

	@Entity(name = "Size")
	static class Size {

		@Id
		long id;

		@JdbcTypeCode(SqlTypes.JSON)
		Box box = new Box();

		Size() {
		}

		Size(long id) {
			this.id = id;
		}

	}

	@Embeddable
	static class Box {

		int width = 7;

	}

}
