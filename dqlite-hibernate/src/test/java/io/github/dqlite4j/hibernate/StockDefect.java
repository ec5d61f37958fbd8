package io.github.dqlite4j.hibernate;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.dqlite4j.hibernate.StockDefectEntities.Article;
import io.github.dqlite4j.hibernate.StockDefectEntities.Plain;
import io.github.dqlite4j.hibernate.StockDefectEntities.Size;
import org.hibernate.SessionFactory;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.hibernate.resource.jdbc.spi.StatementInspector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What goes wrong with the dialect for SQLite of {@code hibernate-community-dialects}, as
 * checks of what should be.
 */
enum StockDefect {

	IDENTITY_COLUMN_LOSES_ITS_TYPE {
		@Override
		void check(TestDatabase database, Map<String, Object> dialect) {
			Article article = persisted(create(database, dialect));
			assertThat(database.query("select id || ' ' || rowid from Article")).containsExactly("1 1");
			assertThat(article.id).isEqualTo(1);
		}
	},

	COMPOSITE_UNIQUE_KEY_IS_DROPPED {
		@Override
		void check(TestDatabase database, Map<String, Object> dialect) {
			SessionFactory factory = create(database, dialect);
			persisted(factory);
			assertThatExceptionOfType(ConstraintViolationException.class).isThrownBy(() -> persisted(factory));
		}
	},

	FOREIGN_KEYS_ARE_NOT_CREATED {
		@Override
		void check(TestDatabase database, Map<String, Object> dialect) {
			create(database, dialect);
			assertThat(database.query("select \"from\" from pragma_foreign_key_list('Article')"))
				.containsExactly("parent_id");
		}
	},

	WHAT_WAS_CREATED_IS_NOT_VALID {
		@Override
		void check(TestDatabase database, Map<String, Object> dialect) {
			database.build("create", dialect, Plain.class);
			database.build("validate", dialect, Plain.class);
		}
	},

	DAY_IS_OFF_BY_ONE {
		@Override
		void check(TestDatabase database, Map<String, Object> dialect) {
			assertThat(select(database, dialect, "extract(day from a.day)")).isEqualTo(20);
		}
	},

	ARITHMETIC_OF_DATES_TAKES_LITERALS_ONLY {
		@Override
		void check(TestDatabase database, Map<String, Object> dialect) {
			assertThat(select(database, dialect, "timestampadd(day, a.steps, a.day)"))
				.isEqualTo(LocalDate.of(2026, 11, 23));
			assertThat(database.query("select moment from Article")).containsExactly("2026-11-20 12:13:14.123456789");
		}
	},

	FORMATS_AND_PARTS_OF_TIMES_ARE_LOST {
		@Override
		void check(TestDatabase database, Map<String, Object> dialect) {
			assertThat(select(database, dialect, "format(a.moment as 'yyyy-MM-dd')")).isEqualTo("2026-11-20");
			assertThat(select(database, dialect, "trunc(a.moment, month)"))
				.isEqualTo(LocalDateTime.of(2026, 11, 1, 0, 0));
			assertThat(select(database, dialect, "extract(second from a.moment)")).hasToString("14.123457");
		}
	},

	CURRENT_TIMESTAMP_HAS_NO_FRACTION {
		@Override
		void check(TestDatabase database, Map<String, Object> dialect) {
			SessionFactory factory = create(database, dialect);
			persisted(factory);
			assertThat(Stream.generate(() -> one(factory, "instant")).limit(20))
				.anySatisfy((now) -> assertThat(((Instant) now).getNano()).isNotZero());
		}
	},

	KEYS_TAKE_A_SECOND_ROUND_TRIP {
		@Override
		void check(TestDatabase database, Map<String, Object> dialect) {
			List<String> statements = new ArrayList<>();
			StatementInspector inspector = (sql) -> {
				statements.add(sql);
				return sql;
			};
			Map<String, Object> settings = new java.util.HashMap<>(dialect);
			settings.put("hibernate.session_factory.statement_inspector", inspector);
			SessionFactory factory = database.build("create", settings, Plain.class);
			statements.clear();
			factory.inTransaction((session) -> session.persist(new Plain()));
			assertThat(statements).singleElement().asString().startsWith("insert into Plain");
		}
	},

	DOCUMENTS_CAN_NOT_BE_QUERIED {
		@Override
		void check(TestDatabase database, Map<String, Object> dialect) {
			SessionFactory factory = database.build("create", dialect, Article.class, Size.class);
			persisted(factory);
			factory.inTransaction((session) -> session.persist(new Size(1)));
			assertThat(factory.<List<Long>>fromSession((session) -> session
				.createSelectionQuery("select s.id from Size s where s.box.width > 5", Long.class)
				.list())).containsExactly(1L);
			assertThat(one(factory, "a.document")).isEqualTo(new byte[] { 1, 2 });
		}
	},

	CONSTRAINTS_HAVE_NO_KIND {
		@Override
		void check(TestDatabase database, Map<String, Object> dialect) {
			SessionFactory factory = database.build("create", dialect, Plain.class);
			factory.inTransaction((session) -> session.persist(new Plain()));
			assertThatExceptionOfType(ConstraintViolationException.class)
				.isThrownBy(() -> factory.inTransaction((session) -> session.persist(new Plain())))
				.satisfies((ex) -> {
					assertThat(ex.getKind()).isEqualTo(ConstraintKind.UNIQUE);
					assertThat(ex.getConstraintName()).isEqualTo("Plain.name");
				});
		}
	},

	DECIMALS_LOSE_DIGITS_AND_UUIDS_ARE_BYTES {
		@Override
		void check(TestDatabase database, Map<String, Object> dialect) {
			SessionFactory factory = create(database, dialect);
			Article article = persisted(factory);
			assertThat(database.query("select token from Article")).containsExactly(String.valueOf(article.token));
			assertThat(one(factory, "a.amount")).isEqualTo(new BigDecimal("123456789012345678.25"));
		}
	};

	abstract void check(TestDatabase database, Map<String, Object> dialect);

	private static SessionFactory create(TestDatabase database, Map<String, Object> dialect) {
		return database.build("create", dialect, Article.class);
	}

	private static Article persisted(SessionFactory factory) {
		Article article = new Article();
		factory.inTransaction((session) -> session.persist(article));
		return article;
	}

	private static Object select(TestDatabase database, Map<String, Object> dialect, String expression) {
		SessionFactory factory = create(database, dialect);
		persisted(factory);
		return one(factory, expression);
	}

	private static Object one(SessionFactory factory, String expression) {
		return factory.fromSession(
				(session) -> session.createSelectionQuery("select " + expression + " from Article a", Object.class)
					.getSingleResult());
	}

}
