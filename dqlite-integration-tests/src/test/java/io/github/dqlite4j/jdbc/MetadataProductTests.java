package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MetadataProductTests extends AbstractMetadataTests {

	@Test
	void namesProductAndDriver() throws SQLException {
		assertThat(this.metadata.getDatabaseProductName()).isEqualTo("SQLite");
		assertThat(this.metadata.getDatabaseProductVersion())
			.startsWith(this.metadata.getDatabaseMajorVersion() + "." + this.metadata.getDatabaseMinorVersion() + ".");
		assertThat(this.metadata.getDatabaseMajorVersion()).isEqualTo(3);
		assertThat(this.metadata.getDriverName()).isEqualTo("dqlite-jdbc");
		assertThat(this.metadata.getDriverVersion())
			.startsWith(this.metadata.getDriverMajorVersion() + "." + this.metadata.getDriverMinorVersion() + ".");
		assertThat(this.metadata.getURL()).startsWith("jdbc:dqlite://");
		assertThat(this.metadata.getUserName()).isNull();
		assertThat(this.metadata.getConnection()).isSameAs(this.connection);
	}

	@Test
	void tellsTheTruthAboutTransactions() throws SQLException {
		assertThat(this.metadata.getDefaultTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
		assertThat(this.metadata.supportsTransactionIsolationLevel(Connection.TRANSACTION_SERIALIZABLE)).isTrue();
		assertThat(this.metadata.supportsTransactionIsolationLevel(Connection.TRANSACTION_NONE)).isFalse();
		this.connection.setAutoCommit(false);
		execute("create table t(a int)");
		this.connection.rollback();
		assertThat(this.metadata.supportsDataDefinitionAndDataManipulationTransactions()).isTrue();
		assertThat(this.metadata.dataDefinitionCausesTransactionCommit()).isFalse();
		assertThat(rows(this.metadata.getTables(null, null, "t", null), "TABLE_NAME")).isEmpty();
		this.connection.rollback();
	}

	@Test
	void tellsWhatTheEngineCanJoin() throws SQLException {
		execute("create table a(x int)", "create table b(y int)");
		assertThat(this.metadata.supportsFullOuterJoins()).isTrue();
		execute("select * from a full outer join b on x = y");
	}

	@Test
	void listsKeywordsAndFunctions() throws SQLException {
		assertThat(this.metadata.getSQLKeywords().split(",")).contains("AUTOINCREMENT", "INDEX", "PRAGMA")
			.doesNotContain("SELECT");
		assertThat(rows(this.metadata.getFunctions(null, null, "json\\_arr%"), "FUNCTION_NAME"))
			.containsExactly("json_array", "json_array_length");
	}

	@Test
	void listsTypesThatCanBeDeclared() throws SQLException {
		List<String> types = rows(this.metadata.getTypeInfo(), "TYPE_NAME", "DATA_TYPE", "AUTO_INCREMENT");
		assertThat(types).contains("INTEGER|" + Types.INTEGER + "|1", "TEXT|" + Types.VARCHAR + "|0",
				"BLOB|" + Types.BLOB + "|0");
		for (String type : types) {
			String name = type.substring(0, type.indexOf('|'));
			execute("create table t(c " + name + ")");
			assertThat(rows(this.metadata.getColumns(null, null, "t", "c"), "TYPE_NAME", "DATA_TYPE"))
				.containsExactly(type.substring(0, type.lastIndexOf('|')));
			execute("drop table t");
		}
	}

	@Test
	void ordersTypesByNumber() throws SQLException {
		try (ResultSet types = this.metadata.getTypeInfo()) {
			int last = Integer.MIN_VALUE;
			while (types.next()) {
				assertThat(types.getInt("DATA_TYPE")).isGreaterThanOrEqualTo(last);
				last = types.getInt("DATA_TYPE");
			}
		}
	}

	@Test
	void answersWithNothingWhereThereIsNothing() throws SQLException {
		assertThat(rows(this.metadata.getProcedures(null, null, "%"), "PROCEDURE_NAME")).isEmpty();
		assertThat(rows(this.metadata.getProcedureColumns(null, null, "%", "%"), "COLUMN_NAME")).isEmpty();
		assertThat(rows(this.metadata.getFunctionColumns(null, null, "%", "%"), "COLUMN_NAME")).isEmpty();
		assertThat(rows(this.metadata.getTablePrivileges(null, null, "%"), "PRIVILEGE")).isEmpty();
		assertThat(rows(this.metadata.getColumnPrivileges(null, null, "t", "%"), "PRIVILEGE")).isEmpty();
		assertThat(rows(this.metadata.getVersionColumns(null, null, "t"), "COLUMN_NAME")).isEmpty();
		assertThat(rows(this.metadata.getUDTs(null, null, "%", null), "TYPE_NAME")).isEmpty();
		assertThat(rows(this.metadata.getSuperTypes(null, null, "%"), "TYPE_NAME")).isEmpty();
		assertThat(rows(this.metadata.getSuperTables(null, null, "%"), "TABLE_NAME")).isEmpty();
		assertThat(rows(this.metadata.getAttributes(null, null, "%", "%"), "ATTR_NAME")).isEmpty();
		assertThat(rows(this.metadata.getClientInfoProperties(), "NAME")).isEmpty();
	}

	@Test
	void unwraps() throws SQLException {
		assertThat(this.metadata.isWrapperFor(DatabaseMetaData.class)).isTrue();
		assertThat(this.metadata.unwrap(DatabaseMetaData.class)).isSameAs(this.metadata);
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.metadata.unwrap(String.class));
	}

}
