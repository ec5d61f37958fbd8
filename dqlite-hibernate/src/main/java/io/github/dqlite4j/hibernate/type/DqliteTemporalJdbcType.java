package io.github.dqlite4j.hibernate.type;

import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.util.TimeZone;

import jakarta.persistence.TemporalType;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.JdbcLiteralFormatter;
import org.hibernate.type.descriptor.jdbc.internal.JdbcLiteralFormatterTemporal;
import org.hibernate.type.spi.TypeConfiguration;

/**
 * Base of the date and time types, which pass through the driver as {@code java.time}
 * values and are stored as ISO text.
 * <p>
 * A local value never becomes a {@link java.sql.Timestamp} on its way: that would move a
 * time which the JVM's zone skips when its clocks go forward.
 *
 * @param <V> the {@code java.time} class that the driver's setter takes and its getter
 * returns
 */
// Hibernate's SPI still speaks in jakarta.persistence.TemporalType
@SuppressWarnings("deprecation")
abstract class DqliteTemporalJdbcType<V extends Temporal> extends DqliteJdbcType<V> {

	private static final long serialVersionUID = 1L;

	private final TemporalType precision;

	private final Class<V> recommended;

	DqliteTemporalJdbcType(int typeCode, Class<V> valueClass, TemporalType precision) {
		super(typeCode, valueClass);
		this.precision = precision;
		this.recommended = valueClass;
	}

	@Override
	public JavaType<?> getRecommendedJavaType(Integer precision, Integer scale, TypeConfiguration typeConfiguration) {
		return typeConfiguration.getJavaTypeRegistry().resolveDescriptor(this.recommended);
	}

	@Override
	public <T> JdbcLiteralFormatter<T> getJdbcLiteralFormatter(JavaType<T> javaType) {
		return new JdbcLiteralFormatterTemporal<>(javaType, this.precision);
	}

	/**
	 * The zone in which values without a zone are stored.
	 * @param options the session's options
	 * @return the zone of {@code hibernate.jdbc.time_zone} or else of the JVM
	 */
	static ZoneId zone(WrapperOptions options) {
		TimeZone zone = options.getJdbcTimeZone();
		return (zone != null) ? zone.toZoneId() : ZoneId.systemDefault();
	}

}
