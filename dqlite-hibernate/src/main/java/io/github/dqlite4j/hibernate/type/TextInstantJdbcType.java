package io.github.dqlite4j.hibernate.type;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import jakarta.persistence.TemporalType;
import org.hibernate.query.sqm.CastType;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;

/**
 * Points in time, stored in UTC as {@code yyyy-MM-dd HH:mm:ss.fffffffffZ}.
 */
// Hibernate's SPI still speaks in jakarta.persistence.TemporalType
@SuppressWarnings("deprecation")
public final class TextInstantJdbcType extends DqliteTemporalJdbcType<OffsetDateTime> {

	/** The only instance. */
	public static final TextInstantJdbcType INSTANCE = new TextInstantJdbcType();

	private static final long serialVersionUID = 1L;

	private TextInstantJdbcType() {
		super(SqlTypes.TIMESTAMP_UTC, OffsetDateTime.class, TemporalType.TIMESTAMP);
	}

	@Override
	public CastType getCastType() {
		return CastType.OFFSET_TIMESTAMP;
	}

	@Override
	protected <X> OffsetDateTime toJdbc(JavaType<X> javaType, X value, WrapperOptions options) {
		return javaType.unwrap(value, Instant.class, options).atOffset(ZoneOffset.UTC);
	}

	@Override
	protected <X> X fromJdbc(JavaType<X> javaType, OffsetDateTime value, WrapperOptions options) {
		return javaType.wrap(value.toInstant(), options);
	}

}
