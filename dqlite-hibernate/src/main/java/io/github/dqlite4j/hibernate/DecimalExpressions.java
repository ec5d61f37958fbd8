package io.github.dqlite4j.hibernate;

import java.math.BigInteger;

import io.github.dqlite4j.hibernate.type.DecimalStorage;
import io.github.dqlite4j.hibernate.type.ExactDecimalJdbcType;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.JdbcMappingContainer;
import org.hibernate.query.sqm.sql.internal.SqmParameterInterpretation;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.JdbcParameter;
import org.hibernate.sql.ast.tree.expression.QueryLiteral;
import org.jspecify.annotations.Nullable;

/**
 * Tells which expressions are decimals that SQLite would compare as text.
 * <p>
 * Those are columns of {@linkplain DecimalStorage#TEXT text storage} and parameters,
 * which are always bound as text. Wherever they are compared, sorted, grouped or computed
 * with they have to be made numbers; where they are only handed on they have to stay as
 * they are, for no digit to be lost.
 */
final class DecimalExpressions {

	private DecimalExpressions() {
	}

	/**
	 * Whether an expression is nothing but a value that may be handed on as it is.
	 * @param expression the expression
	 * @return {@code true} for columns, parameters and literals
	 */
	static boolean isPlainValue(Expression expression) {
		return expression instanceof ColumnReference || expression.getColumnReference() != null
				|| expression instanceof JdbcParameter || expression instanceof SqmParameterInterpretation
				|| expression instanceof QueryLiteral<?>;
	}

	static boolean isStoredAsText(Expression expression) {
		return type(expression) instanceof ExactDecimalJdbcType decimal && decimal.getStorage() == DecimalStorage.TEXT;
	}

	static boolean isBoundAsText(Expression expression) {
		return type(expression) instanceof ExactDecimalJdbcType;
	}

	/**
	 * Whether two whole numbers may be compared for equality by their texts, which is
	 * exact at any length.
	 * @param left the one
	 * @param right the other
	 * @return {@code true} if both are plain values of type {@link BigInteger} and the
	 * like stored as text
	 */
	static boolean areEqualAsText(Expression left, Expression right) {
		return isWholeNumberAsText(left) && isWholeNumberAsText(right);
	}

	static boolean isWholeNumberAsText(Expression expression) {
		JdbcMapping mapping = mapping(expression);
		return mapping != null && isPlainValue(expression) && isStoredAsText(expression)
				&& mapping.getJdbcJavaType().getJavaTypeClass() == BigInteger.class;
	}

	private static @Nullable Object type(Expression expression) {
		JdbcMapping mapping = mapping(expression);
		return (mapping != null) ? mapping.getJdbcType() : null;
	}

	private static @Nullable JdbcMapping mapping(Expression expression) {
		JdbcMappingContainer type = expression.getExpressionType();
		return (type != null && type.getJdbcTypeCount() == 1) ? type.getSingleJdbcMapping() : null;
	}

}
