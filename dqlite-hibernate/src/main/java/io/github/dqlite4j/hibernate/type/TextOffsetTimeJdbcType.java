package io.github.dqlite4j.hibernate.type;

import java.time.OffsetTime;
import java.time.ZoneOffset;

import jakarta.persistence.TemporalType;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;

/**
 * Times of day with an offset, stored in UTC as {@code HH:mm:ss.fffffffffZ}.
 */
// Hibernate's SPI still speaks in jakarta.persistence.TemporalType
@SuppressWarnings("deprecation")
public final class TextOffsetTimeJdbcType extends DqliteTemporalJdbcType<OffsetTime> {

	/** The only instance. */
	public static final TextOffsetTimeJdbcType INSTANCE = new TextOffsetTimeJdbcType();

	private static final long serialVersionUID = 1L;

	private TextOffsetTimeJdbcType() {
		super(SqlTypes.TIME_UTC, OffsetTime.class, TemporalType.TIME);
	}

	@Override
	protected <X> OffsetTime toJdbc(JavaType<X> javaType, X value, WrapperOptions options) {
		return javaType.unwrap(value, OffsetTime.class, options).withOffsetSameInstant(ZoneOffset.UTC);
	}

	@Override
	protected <X> X fromJdbc(JavaType<X> javaType, OffsetTime value, WrapperOptions options) {
		return javaType.wrap(value, options);
	}

}
