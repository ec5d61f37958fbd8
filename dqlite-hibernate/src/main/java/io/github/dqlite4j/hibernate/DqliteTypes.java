package io.github.dqlite4j.hibernate;

import io.github.dqlite4j.hibernate.type.DecimalDdlType;
import io.github.dqlite4j.hibernate.type.DurationJdbcType;
import io.github.dqlite4j.hibernate.type.ExactDecimalJdbcType;
import io.github.dqlite4j.hibernate.type.TextDateJdbcType;
import io.github.dqlite4j.hibernate.type.TextInstantJdbcType;
import io.github.dqlite4j.hibernate.type.TextOffsetTimeJdbcType;
import io.github.dqlite4j.hibernate.type.TextTimeJdbcType;
import io.github.dqlite4j.hibernate.type.TextTimestampJdbcType;
import org.hibernate.boot.model.TypeContributions;
import org.hibernate.dialect.Dialect;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.BlobJdbcType;
import org.hibernate.type.descriptor.jdbc.ClobJdbcType;
import org.hibernate.type.descriptor.jdbc.JsonArrayJdbcTypeConstructor;
import org.hibernate.type.descriptor.jdbc.JsonJdbcType;
import org.hibernate.type.descriptor.jdbc.UUIDJdbcType;
import org.hibernate.type.descriptor.jdbc.spi.JdbcTypeRegistry;
import org.hibernate.type.descriptor.sql.internal.DdlTypeImpl;
import org.hibernate.type.descriptor.sql.spi.DdlTypeRegistry;

/**
 * Registers the types that differ from Hibernate's standard ones.
 */
final class DqliteTypes {

	private DqliteTypes() {
	}

	static void registerJdbcTypes(TypeContributions contributions) {
		JdbcTypeRegistry registry = contributions.getTypeConfiguration().getJdbcTypeRegistry();
		registry.addDescriptor(TextDateJdbcType.INSTANCE);
		registry.addDescriptor(TextTimeJdbcType.INSTANCE);
		registry.addDescriptor(TextTimestampJdbcType.INSTANCE);
		registry.addDescriptor(TextInstantJdbcType.INSTANCE);
		registry.addDescriptor(TextOffsetTimeJdbcType.INSTANCE);
		registry.addDescriptor(DurationJdbcType.INSTANCE);
		registry.addDescriptor(new ExactDecimalJdbcType(SqlTypes.NUMERIC));
		registry.addDescriptor(new ExactDecimalJdbcType(SqlTypes.DECIMAL));
		registry.addDescriptor(UUIDJdbcType.INSTANCE);
		// A row arrives as a whole, so a locator would have nothing to locate
		registry.addDescriptor(BlobJdbcType.MATERIALIZED);
		registry.addDescriptor(ClobJdbcType.MATERIALIZED);
		registry.addDescriptor(SqlTypes.NCLOB, ClobJdbcType.MATERIALIZED);
		registry.addDescriptor(SqlTypes.MATERIALIZED_NCLOB, ClobJdbcType.MATERIALIZED);
		registry.addDescriptor(JsonJdbcType.INSTANCE);
		registry.addTypeConstructor(JsonArrayJdbcTypeConstructor.INSTANCE);
	}

	static void registerColumnTypes(TypeContributions contributions, Dialect dialect) {
		DdlTypeRegistry registry = contributions.getTypeConfiguration().getDdlTypeRegistry();
		registry.addDescriptor(new DecimalDdlType(SqlTypes.NUMERIC, dialect));
		registry.addDescriptor(new DecimalDdlType(SqlTypes.DECIMAL, dialect));
		registry.addDescriptor(text(SqlTypes.UUID, ColumnTypes.UUID, dialect));
		registry.addDescriptor(text(SqlTypes.JSON, ColumnTypes.JSON, dialect));
		registry.addDescriptor(text(SqlTypes.JSON_ARRAY, ColumnTypes.JSON, dialect));
	}

	private static DdlTypeImpl text(int typeCode, String name, Dialect dialect) {
		return new DdlTypeImpl(typeCode, name, ColumnTypes.TEXT, dialect);
	}

}
