package io.github.dqlite4j.hibernate.type;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;

import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.JdbcLiteralFormatter;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Durations, stored as whole nanoseconds in an integer, which reaches 292 years to both
 * sides. Longer ones end in an {@link ArithmeticException} when they are written.
 */
public final class DurationJdbcType extends DqliteJdbcType<Long> {

	/** The only instance. */
	public static final DurationJdbcType INSTANCE = new DurationJdbcType();

	private static final long serialVersionUID = 1L;

	private DurationJdbcType() {
		super(Types.BIGINT, Long.class);
	}

	@Override
	public int getDefaultSqlTypeCode() {
		return SqlTypes.DURATION;
	}

	@Override
	public int getDdlTypeCode() {
		return Types.BIGINT;
	}

	@Override
	public JavaType<?> getRecommendedJavaType(Integer precision, Integer scale, TypeConfiguration typeConfiguration) {
		return typeConfiguration.getJavaTypeRegistry().resolveDescriptor(Duration.class);
	}

	@Override
	public <T> JdbcLiteralFormatter<T> getJdbcLiteralFormatter(JavaType<T> javaType) {
		return (appender, value, dialect, options) -> appender.appendSql(toJdbc(javaType, value, options));
	}

	@Override
	protected <X> Long toJdbc(JavaType<X> javaType, X value, WrapperOptions options) {
		return javaType.unwrap(value, Long.class, options);
	}

	@Override
	protected <X> X fromJdbc(JavaType<X> javaType, Long value, WrapperOptions options) {
		return javaType.wrap(value, options);
	}

	@Override
	protected void set(PreparedStatement statement, int index, Long value) throws SQLException {
		statement.setLong(index, value);
	}

	@Override
	protected @Nullable Long get(ResultSet resultSet, int index, WrapperOptions options) throws SQLException {
		long value = resultSet.getLong(index);
		return resultSet.wasNull() ? null : value;
	}

}
