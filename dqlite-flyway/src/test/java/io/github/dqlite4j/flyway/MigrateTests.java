package io.github.dqlite4j.flyway;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.TimeZone;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(TestDatabaseExtension.class)
class MigrateTests {

	@Test
	void appliesMigrationsInOrderAndOnce(TestDatabase database) throws SQLException {
		database.script("V1__people.sql", "create table person(id integer primary key, name text);")
			.script("V2__ada.sql", "insert into person(name) values ('Ada'); insert into person(name) values ('Bob');");
		MigrateResult result = database.flyway().migrate();
		assertThat(result.migrationsExecuted).isEqualTo(2);
		assertThat(result.targetSchemaVersion).isEqualTo("2");
		assertThat(database.flyway().migrate().migrationsExecuted).isZero();
		assertThat(database.query("select name from person order by id")).containsExactly("Ada", "Bob");
		assertThat(database.applied()).containsExactly("1 people 1", "2 ada 1");
	}

	@Test
	void readsTheTimeOfMigrationsInWhateverZone(TestDatabase database) {
		Instant before = Instant.now();
		database.script("V1__people.sql", "create table person(id integer primary key)");
		database.flyway().migrate();
		TimeZone zone = TimeZone.getDefault();
		TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
		try {
			Date installedOn = database.flyway().info().current().getInstalledOn();
			assertThat(installedOn.toInstant()).isBetween(before.minus(Duration.ofSeconds(1)),
					Instant.now().plusSeconds(1));
		}
		finally {
			TimeZone.setDefault(zone);
		}
	}

	@Test
	void readsTheHistoryBack(TestDatabase database) {
		database.script("V1__people.sql", "create table person(id integer primary key)");
		database.flyway().migrate();
		database.script("V2__more.sql", "create table more(id integer primary key)");
		MigrationInfo[] all = database.flyway().info().all();
		assertThat(all).extracting(MigrationInfo::getState)
			.containsExactly(MigrationState.SUCCESS, MigrationState.PENDING);
		MigrationInfo applied = all[0];
		assertThat(applied.getType()).isEqualTo(CoreMigrationType.SQL);
		assertThat(applied.getDescription()).isEqualTo("people");
		assertThat(applied.getInstalledRank()).isEqualTo(1);
		assertThat(applied.getChecksum()).isNotNull();
		assertThat(applied.getExecutionTime()).isNotNegative();
		assertThat(applied.getInstalledBy()).isEqualTo(System.getProperty("user.name"));
	}

	@Test
	void findsChangedMigrationsAndRepairsTheirChecksum(TestDatabase database) {
		database.script("V1__people.sql", "create table person(id integer primary key)");
		database.flyway().migrate();
		database.flyway().validate();
		database.script("V1__people.sql", "create table person(id integer primary key /* changed */)");
		assertThatExceptionOfType(FlywayValidateException.class).isThrownBy(() -> database.flyway().migrate())
			.withMessageContaining("checksum mismatch");
		database.flyway().repair();
		database.flyway().validate();
	}

	@Test
	void repeatsWhatIsRepeatableWhenItChanges(TestDatabase database) throws SQLException {
		database.script("V1__people.sql", "create table person(id integer primary key, name text)")
			.script("R__names.sql", "drop view if exists names; create view names as select name from person");
		assertThat(database.flyway().migrate().migrationsExecuted).isEqualTo(2);
		assertThat(database.flyway().migrate().migrationsExecuted).isZero();
		database.script("R__names.sql", "drop view if exists names; create view names as select id, name from person");
		assertThat(database.flyway().migrate().migrationsExecuted).isEqualTo(1);
		assertThat(database.query("select count(*) from pragma_table_info('names')")).containsExactly("2");
	}

	@Test
	void replacesPlaceholders(TestDatabase database) throws SQLException {
		database.script("V1__people.sql",
				"create table ${prefix}_person(name text); insert into ${prefix}_person values ('${flyway:database}')");
		database.configure().placeholders(Map.of("prefix", "hr")).load().migrate();
		assertThat(database.query("select name from hr_person"))
			.containsExactly(database.url().substring(database.url().lastIndexOf('/') + 1));
	}

	@Test
	void appliesGroupsAsOne(TestDatabase database) throws SQLException {
		database.script("V1__people.sql", "create table person(id integer primary key)")
			.script("V2__wrong.sql", "create table wrong(");
		Flyway grouped = database.configure().group(true).load();
		assertThatExceptionOfType(FlywayException.class).isThrownBy(grouped::migrate);
		assertThat(database.objects()).isEmpty();
		database.script("V2__wrong.sql", "create table wrong(id integer)");
		assertThat(grouped.migrate().migrationsExecuted).isEqualTo(2);
	}

	@Test
	void baselinesWhatIsThere(TestDatabase database) throws SQLException {
		database.execute("create table person(id integer primary key)");
		database.script("V1__people.sql", "create table person(id integer primary key)")
			.script("V2__teams.sql", "create table team(id integer primary key)");
		assertThatExceptionOfType(FlywayException.class).isThrownBy(() -> database.flyway().migrate())
			.withMessageContaining("non-empty schema");
		database.configure().baselineVersion("1").baselineDescription("it's old").load().baseline();
		assertThat(database.flyway().migrate().migrationsExecuted).isEqualTo(1);
		assertThat(database.applied()).containsExactly("1 it's old 1", "2 teams 1");
	}

	@Test
	void baselinesOnMigrate(TestDatabase database) throws SQLException {
		database.execute("create view one as select 1");
		database.script("V2__teams.sql", "create table team(id integer primary key)");
		database.configure().baselineOnMigrate(true).load().migrate();
		assertThat(database.applied()).containsExactly("1 << Flyway Baseline >> 1", "2 teams 1");
	}

	@Test
	void keepsTheHistoryInAnotherTable(TestDatabase database) throws SQLException {
		database.script("V1__people.sql", "create table person(id integer primary key)");
		Flyway flyway = database.configure().table("my \"history\"").load();
		flyway.migrate();
		flyway.validate();
		assertThat(Arrays.stream(flyway.info().applied()).map((info) -> info.getVersion().getVersion()))
			.containsExactly("1");
		assertThat(database.query("select version from \"my \"\"history\"\"\"")).containsExactly("1");
	}

	@Test
	void refusesOtherSchemas(TestDatabase database) {
		assertThatExceptionOfType(FlywayException.class)
			.isThrownBy(() -> database.configure().defaultSchema("app").load().migrate())
			.withMessageContaining("'app'")
			.withMessageContaining("spring.flyway.default-schema");
		assertThat(database.configure().defaultSchema("main").load().migrate().migrationsExecuted).isZero();
	}

}
