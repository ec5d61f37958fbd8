package io.github.dqlite4j.hibernate.type;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;

import jakarta.persistence.TemporalType;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;

/**
 * Dates with a time of day and without a zone, stored as
 * {@code yyyy-MM-dd HH:mm:ss.fffffffff}.
 */
// Hibernate's SPI still speaks in jakarta.persistence.TemporalType
@SuppressWarnings("deprecation")
public final class TextTimestampJdbcType extends DqliteTemporalJdbcType<LocalDateTime> {

	/** The only instance. */
	public static final TextTimestampJdbcType INSTANCE = new TextTimestampJdbcType();

	private static final long serialVersionUID = 1L;

	private TextTimestampJdbcType() {
		super(Types.TIMESTAMP, LocalDateTime.class, TemporalType.TIMESTAMP);
	}

	@Override
	protected <X> LocalDateTime toJdbc(JavaType<X> javaType, X value, WrapperOptions options) {
		if (value instanceof LocalDateTime dateTime) {
			return dateTime;
		}
		Timestamp timestamp = javaType.unwrap(value, Timestamp.class, options);
		return LocalDateTime.ofInstant(timestamp.toInstant(), zone(options));
	}

	@Override
	protected <X> X fromJdbc(JavaType<X> javaType, LocalDateTime value, WrapperOptions options) {
		if (javaType.getJavaTypeClass() == LocalDateTime.class) {
			return javaType.wrap(value, options);
		}
		return javaType.wrap(Timestamp.from(value.atZone(zone(options)).toInstant()), options);
	}

}
