package io.github.dqlite4j.hibernate.type;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.BasicBinder;
import org.hibernate.type.descriptor.jdbc.BasicExtractor;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.jspecify.annotations.Nullable;

/**
 * Base of the JDBC types whose value passes through the driver as one fixed class.
 * <p>
 * Callable statements are refused: dqlite has no stored procedures.
 *
 * @param <V> the class that the driver's setter takes and its getter returns
 */
public abstract class DqliteJdbcType<V> implements JdbcType {

	private static final long serialVersionUID = 1L;

	private final int typeCode;

	private final Class<V> valueClass;

	/**
	 * Create a type.
	 * @param typeCode the code of {@link java.sql.Types} or
	 * {@link org.hibernate.type.SqlTypes} it is registered under
	 * @param valueClass the class that the driver's setter takes and its getter returns
	 */
	protected DqliteJdbcType(int typeCode, Class<V> valueClass) {
		this.typeCode = typeCode;
		this.valueClass = valueClass;
	}

	@Override
	public int getJdbcTypeCode() {
		return this.typeCode;
	}

	@Override
	public Class<?> getPreferredJavaTypeClass(WrapperOptions options) {
		return this.valueClass;
	}

	@Override
	public String getFriendlyName() {
		return getClass().getSimpleName();
	}

	@Override
	public String toString() {
		return getFriendlyName();
	}

	@Override
	public <X> ValueBinder<X> getBinder(JavaType<X> javaType) {
		return new Binder<>(javaType, this);
	}

	@Override
	public <X> ValueExtractor<X> getExtractor(JavaType<X> javaType) {
		return new Extractor<>(javaType, this);
	}

	/**
	 * Convert an attribute value to the driver's class.
	 * @param <X> the attribute's class
	 * @param javaType the attribute's type
	 * @param value the attribute's value, not null
	 * @param options the session's options
	 * @return the value to bind
	 */
	protected abstract <X> V toJdbc(JavaType<X> javaType, X value, WrapperOptions options);

	/**
	 * Convert a value of the driver to the attribute's class.
	 * @param <X> the attribute's class
	 * @param javaType the attribute's type
	 * @param value the driver's value, not null
	 * @param options the session's options
	 * @return the attribute's value
	 */
	protected abstract <X> X fromJdbc(JavaType<X> javaType, V value, WrapperOptions options);

	/**
	 * Bind a value.
	 * @param statement the statement
	 * @param index the parameter, from 1
	 * @param value the value, not null
	 * @throws SQLException if the driver refuses it
	 */
	protected void set(PreparedStatement statement, int index, V value) throws SQLException {
		statement.setObject(index, value);
	}

	/**
	 * Read a value.
	 * @param resultSet the result, on a row
	 * @param index the column, from 1
	 * @param options the session's options
	 * @return the value, or {@code null} for SQL's NULL
	 * @throws SQLException if the column cannot be read as such a value
	 */
	protected @Nullable V get(ResultSet resultSet, int index, WrapperOptions options) throws SQLException {
		return resultSet.getObject(index, this.valueClass);
	}

	private static UnsupportedOperationException noProcedures() {
		return new UnsupportedOperationException("dqlite has no stored procedures");
	}

	private static final class Binder<X, V> extends BasicBinder<X> {

		private static final long serialVersionUID = 1L;

		private final DqliteJdbcType<V> type;

		Binder(JavaType<X> javaType, DqliteJdbcType<V> type) {
			super(javaType, type);
			this.type = type;
		}

		@Override
		protected void doBind(PreparedStatement statement, X value, int index, WrapperOptions options)
				throws SQLException {
			this.type.set(statement, index, this.type.toJdbc(getJavaType(), value, options));
		}

		@Override
		protected void doBind(CallableStatement statement, X value, String name, WrapperOptions options) {
			throw noProcedures();
		}

	}

	private static final class Extractor<X, V> extends BasicExtractor<X> {

		private static final long serialVersionUID = 1L;

		private final DqliteJdbcType<V> type;

		Extractor(JavaType<X> javaType, DqliteJdbcType<V> type) {
			super(javaType, type);
			this.type = type;
		}

		@Override
		protected @Nullable X doExtract(ResultSet resultSet, int index, WrapperOptions options) throws SQLException {
			V value = this.type.get(resultSet, index, options);
			return (value != null) ? this.type.fromJdbc(getJavaType(), value, options) : null;
		}

		@Override
		protected X doExtract(CallableStatement statement, int index, WrapperOptions options) {
			throw noProcedures();
		}

		@Override
		protected X doExtract(CallableStatement statement, String name, WrapperOptions options) {
			throw noProcedures();
		}

	}

}
