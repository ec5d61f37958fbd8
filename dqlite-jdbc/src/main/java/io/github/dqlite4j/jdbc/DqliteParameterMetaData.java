package io.github.dqlite4j.jdbc;

import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.sql.Types;

/**
 * What is known of the parameters of a statement: their number. The engine gives them no
 * type, so that any parameter takes a value of any type.
 */
final class DqliteParameterMetaData implements ParameterMetaData, DqliteWrapper {

	private final int count;

	DqliteParameterMetaData(int count) {
		this.count = count;
	}

	private void check(int parameter) throws SQLException {
		if (parameter < 1 || parameter > this.count) {
			throw SqlExceptions.state("There is no parameter " + parameter + ": the statement has " + this.count,
					"07009");
		}
	}

	@Override
	public int getParameterCount() {
		return this.count;
	}

	@Override
	public int isNullable(int parameter) throws SQLException {
		check(parameter);
		return parameterNullableUnknown;
	}

	@Override
	public boolean isSigned(int parameter) throws SQLException {
		check(parameter);
		return false;
	}

	@Override
	public int getPrecision(int parameter) throws SQLException {
		check(parameter);
		return 0;
	}

	@Override
	public int getScale(int parameter) throws SQLException {
		check(parameter);
		return 0;
	}

	@Override
	public int getParameterType(int parameter) throws SQLException {
		check(parameter);
		return Types.OTHER;
	}

	@Override
	public String getParameterTypeName(int parameter) throws SQLException {
		check(parameter);
		return "ANY";
	}

	@Override
	public String getParameterClassName(int parameter) throws SQLException {
		check(parameter);
		return Object.class.getName();
	}

	@Override
	public int getParameterMode(int parameter) throws SQLException {
		check(parameter);
		return parameterModeIn;
	}

}
