package io.github.dqlite4j.hibernate.type;

import org.hibernate.dialect.Dialect;
import org.hibernate.type.descriptor.sql.internal.DdlTypeImpl;
import org.jspecify.annotations.Nullable;

/**
 * The column type of decimals: {@code decimal(p,s)} or {@code decimal_text(p,s)}, see
 * {@link DecimalStorage}.
 */
public final class DecimalDdlType extends DdlTypeImpl {

	private static final long serialVersionUID = 1L;

	private static final String NUMBER_PATTERN = "decimal($p,$s)";

	private static final String TEXT_PATTERN = "decimal_text($p,$s)";

	/**
	 * Create the column type.
	 * @param typeCode {@link java.sql.Types#NUMERIC} or {@link java.sql.Types#DECIMAL}
	 * @param dialect the dialect
	 */
	public DecimalDdlType(int typeCode, Dialect dialect) {
		super(typeCode, TEXT_PATTERN, "numeric", dialect);
	}

	@Override
	public String getTypeName(@Nullable Long size, @Nullable Integer precision, @Nullable Integer scale) {
		boolean number = DecimalStorage.of(precision, scale) == DecimalStorage.NUMBER;
		return replace(number ? NUMBER_PATTERN : TEXT_PATTERN, size, precision, scale);
	}

}
