package io.github.dqlite4j.spring.boot.autoconfigure.data;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.jdbc.core.dialect.DialectResolver;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.core.dialect.JdbcH2Dialect;
import org.springframework.data.jdbc.core.mapping.JdbcMappingContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DqliteJdbcDialect} and {@link DqliteJdbcDialectProvider}.
 */
@DataJdbcSlice
class DqliteJdbcDialectTests {

	@Test
	void isFoundForConnectionsToDqlite(@Autowired JdbcDialect dialect) {
		assertThat(dialect).isSameAs(DqliteJdbcDialect.INSTANCE);
	}

	@Test
	void leavesOtherDatabasesAlone() {
		EmbeddedDatabase h2 = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2).build();
		try {
			assertThat(new DqliteJdbcDialectProvider().getDialect(new JdbcTemplate(h2))).isEmpty();
			assertThat(DialectResolver.getDialect(new JdbcTemplate(h2))).isInstanceOf(JdbcH2Dialect.class);
		}
		finally {
			h2.shutdown();
		}
	}

	@Test
	void quotesIdentifiersAsTheyAre(@Autowired JdbcMappingContext context) {
		assertThat(context.getRequiredPersistentEntity(PurchaseOrder.class)
			.getQualifiedTableName()
			.toSql(DqliteJdbcDialect.INSTANCE.getIdentifierProcessing())).isEqualTo("\"purchase_order\"");
	}

}
