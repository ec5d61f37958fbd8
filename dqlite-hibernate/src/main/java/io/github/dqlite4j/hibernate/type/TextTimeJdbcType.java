package io.github.dqlite4j.hibernate.type;

import java.sql.Time;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

import jakarta.persistence.TemporalType;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;

/**
 * Times of day, stored as {@code HH:mm:ss.fffffffff}.
 */
// Hibernate's SPI still speaks in jakarta.persistence.TemporalType
@SuppressWarnings("deprecation")
public final class TextTimeJdbcType extends DqliteTemporalJdbcType<LocalTime> {

	/** The only instance. */
	public static final TextTimeJdbcType INSTANCE = new TextTimeJdbcType();

	private static final long serialVersionUID = 1L;

	private TextTimeJdbcType() {
		super(Types.TIME, LocalTime.class, TemporalType.TIME);
	}

	@Override
	protected <X> LocalTime toJdbc(JavaType<X> javaType, X value, WrapperOptions options) {
		if (value instanceof LocalTime time) {
			return time;
		}
		long millis = javaType.unwrap(value, Time.class, options).getTime();
		return Instant.ofEpochMilli(millis).atZone(zone(options)).toLocalTime();
	}

	@Override
	protected <X> X fromJdbc(JavaType<X> javaType, LocalTime value, WrapperOptions options) {
		if (javaType.getJavaTypeClass() == LocalTime.class) {
			return javaType.wrap(value, options);
		}
		Instant instant = value.atDate(LocalDate.EPOCH).atZone(zone(options)).toInstant();
		return javaType.wrap(new Time(instant.toEpochMilli()), options);
	}

}
