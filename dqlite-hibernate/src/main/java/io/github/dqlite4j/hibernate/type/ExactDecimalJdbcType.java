package io.github.dqlite4j.hibernate.type;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.hibernate.dialect.Dialect;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.AdjustableJdbcType;
import org.hibernate.type.descriptor.jdbc.JdbcLiteralFormatter;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.descriptor.jdbc.JdbcTypeIndicators;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Decimals that come back exactly as they were written, in either of the two
 * {@linkplain DecimalStorage storages}.
 * <p>
 * They are bound as text, which a numeric column turns into a number by itself. A number
 * has no trailing zeros; what is read gets them back from the scale of its column, so
 * that 12.30 in a column of scale 2 is read as 12.30.
 */
public final class ExactDecimalJdbcType extends DqliteJdbcType<BigDecimal> implements AdjustableJdbcType {

	private static final long serialVersionUID = 1L;

	private static final int EXACT_DIGITS_OF_A_DOUBLE = 15;

	private final DecimalStorage storage;

	private final int scale;

	/**
	 * Create the type for columns whose precision is not known.
	 * @param typeCode {@link java.sql.Types#NUMERIC} or {@link java.sql.Types#DECIMAL}
	 */
	public ExactDecimalJdbcType(int typeCode) {
		this(typeCode, DecimalStorage.TEXT, 0);
	}

	private ExactDecimalJdbcType(int typeCode, DecimalStorage storage, int scale) {
		super(typeCode, BigDecimal.class);
		this.storage = storage;
		this.scale = scale;
	}

	/**
	 * How columns of this type are stored.
	 * @return the storage
	 */
	public DecimalStorage getStorage() {
		return this.storage;
	}

	@Override
	public JdbcType resolveIndicatedType(JdbcTypeIndicators indicators, JavaType<?> domainJtd) {
		Integer columnPrecision = known(indicators.getColumnPrecision(), JdbcTypeIndicators.NO_COLUMN_PRECISION);
		Integer columnScale = known(indicators.getColumnScale(), JdbcTypeIndicators.NO_COLUMN_SCALE);
		if (columnPrecision == null && columnScale == null) {
			return this;
		}
		return new ExactDecimalJdbcType(getJdbcTypeCode(), DecimalStorage.of(columnPrecision, columnScale),
				(columnScale != null) ? columnScale : 0);
	}

	private static @Nullable Integer known(int value, int unknown) {
		return (value != unknown) ? Integer.valueOf(value) : null;
	}

	@Override
	public JavaType<?> getRecommendedJavaType(Integer precision, Integer scale, TypeConfiguration typeConfiguration) {
		return typeConfiguration.getJavaTypeRegistry().resolveDescriptor(BigDecimal.class);
	}

	@Override
	public <T> JdbcLiteralFormatter<T> getJdbcLiteralFormatter(JavaType<T> javaType) {
		return (appender, value, dialect, options) -> appendLiteral(appender, dialect,
				toJdbc(javaType, value, options));
	}

	private static void appendLiteral(SqlAppender appender, Dialect dialect, BigDecimal value) {
		if (value.precision() <= EXACT_DIGITS_OF_A_DOUBLE) {
			appender.appendSql(value.toPlainString());
		}
		else {
			dialect.appendLiteral(appender, value.toPlainString());
		}
	}

	@Override
	protected <X> BigDecimal toJdbc(JavaType<X> javaType, X value, WrapperOptions options) {
		return javaType.unwrap(value, BigDecimal.class, options);
	}

	@Override
	protected <X> X fromJdbc(JavaType<X> javaType, BigDecimal value, WrapperOptions options) {
		BigDecimal scaled = (value.scale() < this.scale) ? value.setScale(this.scale, RoundingMode.UNNECESSARY) : value;
		return javaType.wrap(scaled, options);
	}

	@Override
	protected void set(PreparedStatement statement, int index, BigDecimal value) throws SQLException {
		statement.setBigDecimal(index, value);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Of a double only as many digits are believed as it holds exactly: the sum of 0.1
	 * and 0.2 is 0.3.
	 */
	@Override
	protected @Nullable BigDecimal get(ResultSet resultSet, int index, WrapperOptions options) throws SQLException {
		BigDecimal value = resultSet.getBigDecimal(index);
		if (value == null || value.precision() <= EXACT_DIGITS_OF_A_DOUBLE
				|| !(resultSet.getObject(index) instanceof Double)) {
			return value;
		}
		BigDecimal rounded = value.round(new MathContext(EXACT_DIGITS_OF_A_DOUBLE)).stripTrailingZeros();
		return (rounded.scale() < 0) ? rounded.setScale(0) : rounded;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ExactDecimalJdbcType type && type.getJdbcTypeCode() == getJdbcTypeCode()
				&& type.storage == this.storage && type.scale == this.scale;
	}

	@Override
	public int hashCode() {
		return 31 * (31 * getJdbcTypeCode() + this.storage.hashCode()) + this.scale;
	}

}
