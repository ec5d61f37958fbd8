package io.github.dqlite4j.hibernate.type;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;

import jakarta.persistence.TemporalType;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

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

	/**
	 * {@inheritDoc}
	 * <p>
	 * A moment in time, such as the database's own timestamps are, is read as the clocks
	 * of the session show it.
	 */
	@Override
	protected @Nullable LocalDateTime get(ResultSet resultSet, int index, WrapperOptions options) throws SQLException {
		String text = resultSet.getString(index);
		if (text != null && text.endsWith("Z")) {
			OffsetDateTime moment = resultSet.getObject(index, OffsetDateTime.class);
			return moment.atZoneSameInstant(zone(options)).toLocalDateTime();
		}
		return super.get(resultSet, index, options);
	}

	@Override
	protected <X> X fromJdbc(JavaType<X> javaType, LocalDateTime value, WrapperOptions options) {
		if (javaType.getJavaTypeClass() == LocalDateTime.class) {
			return javaType.wrap(value, options);
		}
		return javaType.wrap(Timestamp.from(value.atZone(zone(options)).toInstant()), options);
	}

}
