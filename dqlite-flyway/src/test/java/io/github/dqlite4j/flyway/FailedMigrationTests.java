package io.github.dqlite4j.flyway;

import java.sql.SQLException;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(TestDatabaseExtension.class)
class FailedMigrationTests {

	@Test
	void leavesTheSchemaAsItWas(TestDatabase database) throws SQLException {
		database.script("V1__people.sql", "create table person(id integer primary key, name text)")
			.script("V2__half.sql", """
					insert into person(name) values ('Ada');
					create table team(id integer primary key);
					alter table person add column age integer;
					insert into nowhere values (1);
					""");
		assertThatExceptionOfType(FlywayException.class).isThrownBy(() -> database.flyway().migrate())
			.withMessageContaining("V2__half.sql")
			.withMessageContaining("nowhere");
		assertThat(database.objects()).containsExactly("table person");
		assertThat(database.query("select count(*) from person")).containsExactly("0");
		assertThat(database.query("select count(*) from pragma_table_info('person')")).containsExactly("2");
		assertThat(database.applied()).containsExactly("1 people 1");
	}

	@Test
	void appliesTheScriptOnceItIsRight(TestDatabase database) throws SQLException {
		database.script("V1__team.sql", "create table team(id integer primary key); create tabel x(id);");
		assertThatExceptionOfType(FlywayException.class).isThrownBy(() -> database.flyway().migrate());
		database.script("V1__team.sql", "create table team(id integer primary key); create table x(id);");
		database.flyway().migrate();
		assertThat(database.objects()).containsExactly("table team", "table x");
	}

	@Test
	void undoesBrokenConstraintsThatAreFoundAtTheEnd(TestDatabase database) throws SQLException {
		database.script("V1__keys.sql", """
				create table parent(id integer primary key);
				create table child(parent_id integer references parent deferrable initially deferred);
				insert into child values (1);
				""");
		assertThatExceptionOfType(FlywayException.class).isThrownBy(() -> database.flyway().migrate());
		assertThat(database.objects()).isEmpty();
		assertThat(database.query("select count(*) from flyway_schema_history")).containsExactly("0");
	}

	@Test
	void remembersFailuresOutsideOfATransactionUntilTheyAreRepaired(TestDatabase database) throws SQLException {
		database.script("V1__half.sql", """
				create table team(id integer primary key);
				insert into nowhere values (1);
				""").script("V1__half.sql.conf", "executeInTransaction=false");
		Flyway flyway = database.flyway();
		assertThatExceptionOfType(FlywayException.class).isThrownBy(flyway::migrate);
		assertThat(database.objects()).containsExactly("table team");
		assertThat(database.applied()).containsExactly("1 half 0");
		database.script("V1__half.sql", "create table if not exists team(id integer primary key);");
		assertThatExceptionOfType(FlywayException.class).isThrownBy(flyway::migrate)
			.withMessageContaining("failed migration");
		flyway.repair();
		flyway.migrate();
		assertThat(database.applied()).containsExactly("1 half 1");
	}

	/**
	 * A migration in Java can fail with an Error, such as that of a class that is not
	 * there.
	 */
	@Test
	void anErrorLeavesNoTransactionToThePool(TestDatabase database) throws SQLException {
		database.script("V1__team.sql", "create table team(id integer primary key);");
		PooledConnections pool = new PooledConnections(database);
		FluentConfiguration configuration = database.configure()
			.dataSource(pool.dataSource())
			.callbacks(new AfterVersion("1", () -> {
				throw new NoClassDefFoundError("Lost");
			}));
		assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(() -> configuration.load().migrate());
		assertThat(pool.connections()).isNotEmpty()
			.allSatisfy((connection) -> assertThat(connection.getAutoCommit()).isTrue());
		assertThat(database.objects()).isEmpty();
		database.execute("create table other(a)");
		pool.close();
	}

}
