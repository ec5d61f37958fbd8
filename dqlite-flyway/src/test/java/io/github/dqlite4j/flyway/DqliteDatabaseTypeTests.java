package io.github.dqlite4j.flyway;

import java.sql.Connection;
import java.sql.SQLException;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.internal.database.DatabaseTypeRegister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(TestDatabaseExtension.class)
class DqliteDatabaseTypeTests {

	@Test
	void isPreferredToTheSupportForSqlite(TestDatabase database) throws SQLException {
		try (Connection connection = database.connect()) {
			assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("SQLite");
			assertThat(DatabaseTypeRegister.getDatabaseTypeForConnection(connection, Flyway.configure()))
				.isInstanceOf(DqliteDatabaseType.class);
		}
	}

	@Test
	void isFoundByUrl(TestDatabase database) {
		assertThat(DatabaseTypeRegister.getDatabaseTypesForUrl(database.url(), Flyway.configure())).singleElement()
			.isInstanceOf(DqliteDatabaseType.class);
		assertThat(new DqliteDatabaseType().handlesJDBCUrl("jdbc:sqlite:file")).isFalse();
	}

}
