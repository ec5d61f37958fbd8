package io.github.dqlite4j.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.TableGenerator;
import org.hibernate.SessionFactory;
import org.hibernate.exception.SQLGrammarException;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Identifiers that are known before the row is inserted.
 */
@ExtendWith(DqliteExtension.class)
class IdGenerationTests {

	private static final Class<?>[] ALL = { Automatic.class, Numbered.class, Plain.class, Tabled.class, Segmented.class,
			Quoted.class, Single.class };

	private static final String SEQUENCES = "select name||' '||start_value||' '||increment_by from dqlite_sequence "
			+ "order by name collate binary";

	private final List<String> statements = new ArrayList<>();

	@Test
	void createsTheSequencesOfTheEntities(TestDatabase database) {
		database.create(ALL);
		assertThat(database.query(SEQUENCES)).containsExactly("Automatic_SEQ 1 50", "Plain_SEQ 1 1",
				"hibernate_sequences_default 1 50", "numbers 100 10", "singles 1000 1", "the ids_of things 6 5",
				"with space 0 50");
		assertThat(database.query("select name from sqlite_schema where type = 'table' order by name")).containsExactly(
				"Automatic", "Numbered", "Plain", "Quoted", "Segmented", "Single", "Tabled", "dqlite_sequence");
	}

	@Test
	void takesIdsInATransactionThatHasReadAndWritten(TestDatabase database) {
		SessionFactory factory = database.create(ALL);
		factory.inTransaction((session) -> {
			session.persist(new Automatic());
			session.flush();
			assertThat(session.createSelectionQuery("select count(*) from Automatic", Long.class).getSingleResult())
				.isOne();
			List<Object> entities = List.of(new Numbered(), new Plain(), new Tabled(), new Segmented(), new Quoted());
			entities.forEach((entity) -> {
				session.persist(entity);
				session.flush();
			});
			assertThat(entities).extracting("id").containsExactly(100L, 1L, 1L, 6, 0L);
		});
		assertThat(database.query("select id from Numbered")).containsExactly("100");
	}

	@Test
	void takesABlockOfIdsByOneStatement(TestDatabase database) {
		SessionFactory factory = observed(database, "create", ALL);
		factory.inTransaction((session) -> {
			session.persist(new Numbered());
			session.flush();
			this.statements.clear();
			for (int i = 0; i < 100; i++) {
				session.persist(new Numbered());
			}
		});
		assertThat(this.statements).filteredOn((sql) -> sql.contains("next value for")).hasSizeBetween(10, 11);
		assertThat(database.query("select id from Numbered order by id"))
			.containsExactlyElementsOf(LongStream.rangeClosed(100, 200).mapToObj(Long::toString).toList());
	}

	@Test
	void doesNotGiveIdsTwiceAfterARollback(TestDatabase database) {
		SessionFactory factory = database.create(ALL);
		Plain lost = new Plain();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> factory.inTransaction((session) -> {
			session.persist(lost);
			session.flush();
			throw new IllegalStateException("roll back");
		}));
		Plain kept = new Plain();
		factory.inTransaction((session) -> session.persist(kept));
		assertThat(List.of(lost.id, kept.id)).containsExactly(1L, 2L);
	}

	@Test
	void goesOnWithAnotherFactory(TestDatabase database) {
		SessionFactory first = database.create(ALL);
		Automatic before = new Automatic();
		first.inTransaction((session) -> session.persist(before));
		SessionFactory second = database.build("validate", Map.of(), ALL);
		Automatic after = new Automatic();
		second.inTransaction((session) -> session.persist(after));
		assertThat(after.id).isGreaterThan(before.id);
	}

	@Test
	void updatesASchemaBySequencesThatAreMissing(TestDatabase database) {
		database.build("update", Map.of(), Automatic.class);
		SessionFactory factory = database.build("update", Map.of(), ALL);
		factory.inTransaction((session) -> session.persist(new Segmented()));
		assertThat(database.query(SEQUENCES)).hasSize(7);
		SessionFactory again = observed(database, "update", ALL);
		again.inTransaction((session) -> session.persist(new Segmented()));
		assertThat(this.statements).noneMatch((sql) -> sql.startsWith("create sequence"));
	}

	@Test
	void validatesThatSequencesExistWithTheirIncrement(TestDatabase database) {
		database.create(ALL);
		database.build("validate", Map.of(), ALL);
		database.execute("alter sequence numbers increment by 7");
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> database.build("validate", Map.of(), Numbered.class))
			.withMessageContaining("[numbers]")
			.withMessageContaining("[7]");
		database.execute("drop sequence numbers");
		assertThatExceptionOfType(SchemaManagementException.class)
			.isThrownBy(() -> database.build("validate", Map.of(), Numbered.class))
			.withMessageContaining("missing sequence [numbers]");
	}

	@Test
	void dropsTheSequencesInTheEnd(TestDatabase database) {
		database.build("create-drop", Map.of(), ALL).close();
		assertThat(database.query(SEQUENCES)).isEmpty();
	}

	@Test
	void saysWhichSequenceIsMissing(TestDatabase database) {
		SessionFactory factory = database.create(Plain.class);
		database.execute("drop sequence Plain_SEQ");
		assertThatExceptionOfType(SQLGrammarException.class)
			.isThrownBy(() -> factory.inTransaction((session) -> session.persist(new Plain())))
			.withMessageContaining("\"Plain_SEQ\"");
	}

	@Test
	void insertsWhatAQuerySelects(TestDatabase database) {
		SessionFactory factory = database.create(ALL);
		factory.inTransaction((session) -> {
			for (int i = 0; i < 7; i++) {
				session.persist(new Plain());
			}
		});
		for (String entity : List.of("Automatic", "Numbered", "Tabled", "Single")) {
			int inserted = factory.fromTransaction((session) -> session
				.createMutationQuery("insert into " + entity + " (name) select concat('n', p.id) from Plain p")
				.executeUpdate());
			assertThat(inserted).isEqualTo(7);
			assertThat(database.query("select distinct id from " + entity)).hasSize(7);
			assertThat(database.query("select name from " + entity + " order by name")).startsWith("n1", "n2");
		}
		assertThat(database.query("select min(id) from Numbered")).containsExactly("100");
		assertThat(database.query("select min(id) from Single")).containsExactly("1000");
	}

	@Test
	void insertsValues(TestDatabase database) {
		SessionFactory factory = database.create(ALL);
		for (String entity : List.of("Automatic", "Tabled", "Single")) {
			factory.inTransaction(
					(session) -> session.createMutationQuery("insert into " + entity + " (name) values ('a'), ('b')")
						.executeUpdate());
			assertThat(database.query("select distinct id from " + entity)).hasSize(2);
		}
		assertThat(database.query("select min(id) from Single")).containsExactly("1000");
	}

	private SessionFactory observed(TestDatabase database, String action, Class<?>... entities) {
		StatementInspector inspector = (sql) -> {
			this.statements.add(sql);
			return sql;
		};
		return database.build(action, Map.of("hibernate.session_factory.statement_inspector", inspector), entities);
	}

	@Entity(name = "Automatic")
	static class Automatic {

		@Id
		@GeneratedValue
		long id;

		@Nullable String name;

	}

	@Entity(name = "Numbered")
	static class Numbered {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "numbers")
		@SequenceGenerator(name = "numbers", initialValue = 100, allocationSize = 10)
		long id;

		@Nullable String name;

	}

	@Entity(name = "Plain")
	static class Plain {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@SequenceGenerator(sequenceName = "Plain_SEQ", allocationSize = 1)
		long id;

	}

	@Entity(name = "Single")
	static class Single {

		@Id
		@GeneratedValue
		@SequenceGenerator(sequenceName = "singles", initialValue = 1000, allocationSize = 1)
		long id;

		@Nullable String name;

	}

	@Entity(name = "Tabled")
	static class Tabled {

		@Id
		@GeneratedValue(strategy = GenerationType.TABLE)
		long id;

		@Nullable String name;

	}

	@Entity(name = "Segmented")
	static class Segmented {

		@Id
		@GeneratedValue(strategy = GenerationType.TABLE, generator = "segments")
		@TableGenerator(name = "segments", table = "`the ids`", pkColumnValue = "of things", initialValue = 5,
				allocationSize = 5)
		int id;

	}

	@Entity(name = "Quoted")
	static class Quoted {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@SequenceGenerator(sequenceName = "`with space`", initialValue = 0)
		long id;

	}

}
