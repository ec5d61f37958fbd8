package io.github.dqlite4j.hibernate;

import java.util.ServiceLoader;

import org.hibernate.SessionFactory;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolver;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(DqliteExtension.class)
class DialectResolutionTests {

	@Test
	void isFoundForOurDriver(TestDatabase database) {
		SessionFactory factory = database.create(Team.class, Employee.class);
		Dialect dialect = factory.unwrap(SessionFactoryImplementor.class).getJdbcServices().getDialect();
		assertThat(dialect).isInstanceOf(DqliteDialect.class);
		String version = database.query("select sqlite_version()").get(0);
		assertThat(version).startsWith(dialect.getVersion().getMajor() + "." + dialect.getVersion().getMinor() + ".");
	}

	@Test
	void isRegisteredAndGoesByTheDriverName() {
		assertThat(ServiceLoader.load(DialectResolver.class)).hasAtLeastOneElementOfType(DqliteDialectResolver.class);
		DialectResolver resolver = new DqliteDialectResolver();
		assertThat(resolver.resolveDialect(new Info("SQLite", "dqlite-jdbc"))).isInstanceOf(DqliteDialect.class);
		assertThat(resolver.resolveDialect(new Info("SQLite", "SQLite JDBC"))).isNull();
		assertThat(resolver.resolveDialect(new Info("H2", "H2 JDBC Driver"))).isNull();
		assertThat(resolver.resolveDialect(new Info("SQLite", null))).isNull();
	}

	private record Info(String databaseName, @Nullable String driverName) implements DialectResolutionInfo {

		@Override
		public String getDatabaseName() {
			return this.databaseName;
		}

		@Override
		public String getDatabaseVersion() {
			return "3.40.1";
		}

		@Override
		public int getDatabaseMajorVersion() {
			return 3;
		}

		@Override
		public int getDatabaseMinorVersion() {
			return 40;
		}

		@Override
		public @Nullable String getDriverName() {
			return this.driverName;
		}

		@Override
		public int getDriverMajorVersion() {
			return 0;
		}

		@Override
		public int getDriverMinorVersion() {
			return 1;
		}

		@Override
		public String getSQLKeywords() {
			return "";
		}

	}

}
