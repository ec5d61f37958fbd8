package io.github.dqlite4j.hibernate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaScriptTests {

	@Test
	void namesColumnTypesThatTheEngineDoesNotTag() {
		assertThat(SchemaScript.create(Everything.class)).containsExactly("create table everything ("
				+ "id uuid_text not null, approximate double precision not null, blob blob, bytes blob, clob text, "
				+ "date date_text, dateTime timestamp_text, duration integer, flag bool not null, "
				+ "huge decimal_text(38,0), instant timestamp_text, large integer not null, medium smallint not null, "
				+ "normal integer not null, offsetDateTime timestamp_text, offsetTime time_text, "
				+ "precise double precision not null, price decimal(10,2), small tinyint not null, tags json_text, "
				+ "time time_text, unlimited decimal_text(38,2), primary key (id))");
	}

	@Test
	void makesAnIdentityColumnTheRowIdWhateverPrecedesIt() {
		assertThat(SchemaScript.create(Parent.class, Child.class)).anySatisfy((line) -> assertThat(line)
			.startsWith("create table parent (id INTEGER PRIMARY KEY AUTOINCREMENT, code varchar(255), version integer")
			.doesNotContain("primary key (id)"));
	}

	@Test
	void declaresForeignKeysWithTheirTable() {
		assertThat(SchemaScript.create(Parent.class, Child.class))
			.anySatisfy((line) -> assertThat(line)
				.matches("create table child \\(.*, constraint FK\\w+ foreign key \\(parent_id\\) "
						+ "references parent \\(id\\) on delete cascade\\)"))
			.anySatisfy((line) -> assertThat(line).matches("create table parent \\(.*, constraint FK\\w+ "
					+ "foreign key \\(favourite_id\\) references child \\(id\\)\\)"));
	}

	@Test
	void createsUniqueKeysAsNamedIndexes() {
		assertThat(SchemaScript.create(Parent.class, Child.class))
			.contains("create unique index uk_name_in_parent on child (parent_id, name)")
			.anySatisfy((line) -> assertThat(line).matches("create unique index UK\\w+ on parent \\(code\\)"));
	}

	@Test
	void dropsReferencedTablesWithForeignKeysSuspended() {
		assertThat(SchemaScript.drop(Everything.class)).containsExactly("drop table if exists everything");
		assertThat(SchemaScript.drop(Parent.class, Child.class)).containsSubsequence("PRAGMA foreign_keys=off",
				"drop table if exists parent", "PRAGMA foreign_keys=on");
	}

	@Entity(name = "everything")
	static class Everything {

		@Id
		@Nullable UUID id;

		boolean flag;

		byte small;

		short medium;

		int normal;

		long large;

		float approximate;

		double precise;

		@Nullable BigDecimal unlimited;

		@Column(precision = 10, scale = 2)
		@Nullable BigDecimal price;

		@Nullable BigInteger huge;

		@Nullable LocalDate date;

		@Nullable LocalTime time;

		@Nullable LocalDateTime dateTime;

		@Nullable Instant instant;

		@Nullable OffsetDateTime offsetDateTime;

		@Nullable OffsetTime offsetTime;

		@Nullable Duration duration;

		byte @Nullable [] bytes;

		@Lob
		byte @Nullable [] blob;

		@Lob
		@Nullable String clob;

		@Nullable List<String> tags;

	}

	@Entity(name = "parent")
	static class Parent {

		@Version
		int version;

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		@Nullable Long id;

		@Column(unique = true)
		@Nullable String code;

		@ManyToOne
		@Nullable Child favourite;

	}

	@Entity(name = "child")
	@Table(uniqueConstraints = @UniqueConstraint(name = "uk_name_in_parent", columnNames = { "parent_id", "name" }))
	static class Child {

		@Id
		@Nullable Long id;

		@Nullable String name;

		@ManyToOne
		@OnDelete(action = OnDeleteAction.CASCADE)
		@Nullable Parent parent;

	}

}
