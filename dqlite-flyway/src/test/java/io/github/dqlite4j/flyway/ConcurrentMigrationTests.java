package io.github.dqlite4j.flyway;

import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(TestDatabaseExtension.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ConcurrentMigrationTests {

	private static final String[] VERSIONS = { "1", "2", "3", "4", "5", "6" };

	@ParameterizedTest
	@ValueSource(ints = { 2, 4, 8 })
	void appliesEachMigrationOnce(int instances, TestDatabase database) throws Exception {
		for (String version : VERSIONS) {
			database.script("V" + version + "__step.sql", "create table step" + version
					+ "(id integer primary key); insert into step" + version + " values (1);");
		}
		List<Integer> executed = migrateTogether(database, instances);
		assertThat(executed.stream().mapToInt(Integer::intValue).sum()).isEqualTo(VERSIONS.length);
		assertThat(database.query("select version from flyway_schema_history order by installed_rank"))
			.containsExactly(VERSIONS);
	}

	@Test
	void appliesMigrationsOutsideOfATransactionOnce(TestDatabase database) throws Exception {
		for (String version : VERSIONS) {
			database
				.script("V" + version + "__step.sql",
						"create table step" + version + "(id integer primary key); insert into step" + version
								+ " values (1);")
				.script("V" + version + "__step.sql.conf", "executeInTransaction=false");
		}
		List<Integer> executed = migrateTogether(database, 4);
		assertThat(executed.stream().mapToInt(Integer::intValue).sum()).isEqualTo(VERSIONS.length);
		assertThat(database.query("select version from flyway_schema_history order by installed_rank"))
			.containsExactly(VERSIONS);
	}

	@Test
	void waitsForTheWriteLockAndSaysSoOnce(TestDatabase database) throws Exception {
		database.script("V1__step.sql", "create table step(id integer primary key)");
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try (CapturedLog log = CapturedLog.of(WriteLock.class);
				Connection writer = database.connect();
				Statement statement = writer.createStatement()) {
			writer.setAutoCommit(false);
			statement.executeUpdate("create table mine(id integer)");
			TestDatabase impatient = new TestDatabase(database.url() + "?busyTimeout=50ms", database.directory());
			Future<Integer> migration = executor.submit(() -> impatient.flyway().migrate().migrationsExecuted);
			assertThat(log.next()).contains("Waiting for the write lock of " + database.url())
				.contains("another instance migrates");
			writer.rollback();
			assertThat(migration.get(1, TimeUnit.MINUTES)).isEqualTo(1);
			assertThat(log.isEmpty()).isTrue();
		}
		finally {
			executor.shutdown();
		}
	}

	@Test
	void waitsForAMigrationOutsideOfATransactionButNotForever(TestDatabase database) throws Exception {
		database.flyway().migrate();
		database.execute("""
				insert into flyway_schema_history(installed_rank, description, type, script, installed_by,
					execution_time, success) values (-100, '', 'LOCK', '', 'somebody', 0, 1)""");
		database.script("V1__step.sql", "create table step(id integer primary key)");
		assertThatExceptionOfType(FlywayException.class)
			.isThrownBy(() -> database.configure().lockRetryCount(0).load().migrate())
			.withMessageContaining("spring.flyway.lock-retry-count");
		database.execute("update flyway_schema_history set installed_on = strftime('%Y-%m-%d %H:%M:%fZ', 'now', "
				+ "'-11 minutes') where installed_rank = -100");
		assertThat(database.configure().lockRetryCount(50).load().migrate().migrationsExecuted).isEqualTo(1);
	}

	private static List<Integer> migrateTogether(TestDatabase database, int instances) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(instances);
		try {
			CyclicBarrier start = new CyclicBarrier(instances);
			Callable<Integer> instance = () -> {
				start.await();
				return database.flyway().migrate().migrationsExecuted;
			};
			List<Future<Integer>> running = new ArrayList<>();
			for (int i = 0; i < instances; i++) {
				running.add(executor.submit(instance));
			}
			List<Integer> executed = new ArrayList<>();
			for (Future<Integer> migration : running) {
				executed.add(migration.get(1, TimeUnit.MINUTES));
			}
			return executed;
		}
		finally {
			executor.shutdownNow();
		}
	}

}
