package io.github.dqlite4j.flyway;

import java.sql.SQLException;
import java.sql.Statement;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(TestDatabaseExtension.class)
class CallbackTests {

	private static final String LOG = "insert into log values ('%s')";

	@Test
	void runsScriptsAroundMigrationsThoughTheyHoldTheLock(TestDatabase database) throws SQLException {
		database.script("beforeMigrate.sql", "create table if not exists log(entry text)")
			.script("beforeEachMigrate.sql", LOG.formatted("before each"))
			.script("V1__first.sql", LOG.formatted("first"))
			.script("R__again.sql", LOG.formatted("again"))
			.script("afterEachMigrate.sql", LOG.formatted("after each"))
			.script("afterVersioned.sql", LOG.formatted("after versioned"))
			.script("beforeRepeatables.sql", LOG.formatted("before repeatables"))
			.script("afterMigrate.sql", LOG.formatted("after all"));
		database.configure().baselineOnMigrate(true).baselineVersion("0").load().migrate();
		assertThat(database.query("select entry from log order by rowid")).containsExactly("before each", "first",
				"after each", "after versioned", "before repeatables", "before each", "again", "after each",
				"after all");
	}

	@Test
	void undoesTheMigrationWhenACallbackAfterItFails(TestDatabase database) throws SQLException {
		database.script("V1__first.sql", "create table person(id integer primary key)")
			.script("afterEachMigrate.sql", "insert into nowhere values (1)");
		assertThatExceptionOfType(FlywayException.class).isThrownBy(() -> database.flyway().migrate());
		assertThat(database.objects()).isEmpty();
		assertThat(database.applied()).isEmpty();
	}

	@Test
	void leavesNothingOfACallbackThatFails(TestDatabase database) throws SQLException {
		database.script("beforeMigrate.sql", "create table log(entry text); insert into nowhere values (1);");
		assertThatExceptionOfType(FlywayException.class).isThrownBy(() -> database.flyway().migrate())
			.withMessageContaining("nowhere");
		assertThat(database.objects()).isEmpty();
	}

	@Test
	void keepsTheTransactionOfAGroupThroughCallbacks(TestDatabase database) throws SQLException {
		database.script("V1__log.sql", "create table log(entry text)")
			.script("beforeRepeatables.sql", LOG.formatted("before repeatables"))
			.script("R__again.sql", "insert into nowhere values (1)");
		assertThatExceptionOfType(FlywayException.class)
			.isThrownBy(() -> database.configure().group(true).load().migrate())
			.withMessageContaining("R__again.sql");
		assertThat(database.objects()).isEmpty();
		assertThat(database.applied()).isEmpty();
	}

	@Test
	void runsJavaCallbacksAndMigrations(TestDatabase database) throws SQLException {
		database.script("V1__log.sql", "create table log(entry text)");
		database.configure().callbacks(new LoggingCallback()).javaMigrations(new V2__Second()).load().migrate();
		assertThat(database.query("select entry from log order by rowid")).containsExactly("afterEachMigrate 1",
				"second", "afterEachMigrate 2", "afterMigrate -");
		assertThat(database.query("select type from flyway_schema_history order by installed_rank"))
			.containsExactly("SQL", "JDBC");
	}

	@Test
	void undoesJavaMigrationsThatFail(TestDatabase database) throws SQLException {
		database.script("V1__log.sql", "create table log(entry text)");
		assertThatExceptionOfType(FlywayException.class).isThrownBy(
				() -> database.configure().javaMigrations(new V2__Second(), new V3__Failing()).load().migrate());
		assertThat(database.query("select entry from log")).containsExactly("second");
		assertThat(database.applied()).containsExactly("1 log 1", "2 Second 1");
	}

	private static void log(java.sql.Connection connection, String entry) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.executeUpdate(LOG.formatted(entry));
		}
	}

	private static final class LoggingCallback extends BaseCallback {

		@Override
		public boolean supports(Event event, Context context) {
			return event == Event.AFTER_EACH_MIGRATE || event == Event.AFTER_MIGRATE;
		}

		@Override
		public void handle(Event event, Context context) {
			String version = (context.getMigrationInfo() != null) ? context.getMigrationInfo().getVersion().getVersion()
					: "-";
			try {
				log(context.getConnection(), event + " " + version);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	private static final class V2__Second extends BaseJavaMigration {

		@Override
		public void migrate(org.flywaydb.core.api.migration.Context context) throws Exception {
			log(context.getConnection(), "second");
		}

	}

	private static final class V3__Failing extends BaseJavaMigration {

		@Override
		public void migrate(org.flywaydb.core.api.migration.Context context) throws Exception {
			log(context.getConnection(), "third");
			throw new IllegalStateException("on purpose");
		}

	}

}
