package io.github.dqlite4j.hibernate.type;

import java.sql.Date;
import java.sql.Types;
import java.time.LocalDate;

import jakarta.persistence.TemporalType;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;

/**
 * Dates, stored as {@code yyyy-MM-dd}.
 */
// Hibernate's SPI still speaks in jakarta.persistence.TemporalType
@SuppressWarnings("deprecation")
public final class TextDateJdbcType extends DqliteTemporalJdbcType<LocalDate> {

	/** The only instance. */
	public static final TextDateJdbcType INSTANCE = new TextDateJdbcType();

	private static final long serialVersionUID = 1L;

	private TextDateJdbcType() {
		super(Types.DATE, LocalDate.class, TemporalType.DATE);
	}

	@Override
	protected <X> LocalDate toJdbc(JavaType<X> javaType, X value, WrapperOptions options) {
		if (value instanceof LocalDate date) {
			return date;
		}
		return javaType.unwrap(value, Date.class, options).toLocalDate();
	}

	@Override
	protected <X> X fromJdbc(JavaType<X> javaType, LocalDate value, WrapperOptions options) {
		if (javaType.getJavaTypeClass() == LocalDate.class) {
			return javaType.wrap(value, options);
		}
		return javaType.wrap(Date.valueOf(value), options);
	}

}
