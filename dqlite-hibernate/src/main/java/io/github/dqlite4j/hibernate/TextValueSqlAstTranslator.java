package io.github.dqlite4j.hibernate;

import io.github.dqlite4j.hibernate.function.MomentComparison;
import io.github.dqlite4j.hibernate.type.TextInstantJdbcType;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.JdbcMappingContainer;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.spi.AbstractSqlAstTranslator;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.JdbcParameter;
import org.hibernate.sql.ast.tree.expression.QueryLiteral;
import org.hibernate.sql.ast.tree.predicate.BetweenPredicate;
import org.hibernate.sql.ast.tree.predicate.InListPredicate;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.update.Assignment;
import org.hibernate.sql.exec.spi.JdbcOperation;

/**
 * Compares by their values what is stored as text and does not sort as text does:
 * decimals, see {@link DecimalExpressions}, and the current time where it meets a moment
 * in time, see {@link MomentComparison}.
 *
 * @param <T> the kind of operation rendered
 */
abstract class TextValueSqlAstTranslator<T extends JdbcOperation> extends AbstractSqlAstTranslator<T>
		implements MomentComparison {

	private static final String NUMBER_PREFIX = "cast(";

	private static final String NUMBER_SUFFIX = " as numeric)";

	/** Whether decimals are handed on just now, not computed with. */
	private boolean asIs;

	/** Whether the operands rendered just now are moments in time. */
	private boolean moments;

	TextValueSqlAstTranslator(SessionFactoryImplementor sessionFactory, Statement statement) {
		super(sessionFactory, statement);
	}

	@Override
	protected void renderSelectExpression(Expression expression) {
		if (DecimalExpressions.isPlainValue(expression)) {
			renderAsIs(expression);
		}
		else {
			super.renderSelectExpression(expression);
		}
	}

	@Override
	protected void visitSetAssignment(Assignment assignment) {
		this.asIs = DecimalExpressions.isPlainValue(assignment.getAssignedValue());
		try {
			super.visitSetAssignment(assignment);
		}
		finally {
			this.asIs = false;
		}
	}

	@Override
	protected void renderSortExpression(Expression sortExpression, boolean ignoreCase) {
		Expression sorted = resolveAliasedExpression(sortExpression);
		if (getCurrentQueryPart() instanceof QuerySpec && DecimalExpressions.isStoredAsText(sorted)) {
			// by the value, not by the number of the column selected, which would sort
			// text
			sorted.accept(this);
		}
		else {
			super.renderSortExpression(sortExpression, ignoreCase);
		}
	}

	private void renderAsIs(Expression expression) {
		boolean outer = this.asIs;
		this.asIs = true;
		try {
			expression.accept(this);
		}
		finally {
			this.asIs = outer;
		}
	}

	@Override
	public void visitColumnReference(ColumnReference columnReference) {
		if (!this.asIs && DecimalExpressions.isStoredAsText(columnReference)) {
			appendSql(NUMBER_PREFIX);
			super.visitColumnReference(columnReference);
			appendSql(NUMBER_SUFFIX);
		}
		else {
			super.visitColumnReference(columnReference);
		}
	}

	@Override
	protected void renderParameterAsParameter(int position, JdbcParameter jdbcParameter) {
		if (!isHandedOn() && DecimalExpressions.isBoundAsText(jdbcParameter)) {
			appendSql(NUMBER_PREFIX);
			super.renderParameterAsParameter(position, jdbcParameter);
			appendSql(NUMBER_SUFFIX);
		}
		else {
			super.renderParameterAsParameter(position, jdbcParameter);
		}
	}

	@Override
	public void visitQueryLiteral(QueryLiteral<?> queryLiteral) {
		if (!isHandedOn() && DecimalExpressions.isBoundAsText(queryLiteral)) {
			appendSql(NUMBER_PREFIX);
			super.visitQueryLiteral(queryLiteral);
			appendSql(NUMBER_SUFFIX);
		}
		else {
			super.visitQueryLiteral(queryLiteral);
		}
	}

	private boolean isHandedOn() {
		return this.asIs || getClauseStack().getCurrent() == Clause.VALUES;
	}

	@Override
	public void visitInListPredicate(InListPredicate inListPredicate) {
		boolean outer = this.asIs;
		this.asIs = DecimalExpressions.isWholeNumberAsText(inListPredicate.getTestExpression())
				&& inListPredicate.getListExpressions().stream().allMatch(DecimalExpressions::isWholeNumberAsText);
		try {
			super.visitInListPredicate(inListPredicate);
		}
		finally {
			this.asIs = outer;
		}
	}

	@Override
	protected void renderComparison(Expression lhs, ComparisonOperator operator, Expression rhs) {
		boolean outer = this.moments;
		this.moments = isMoment(lhs) || isMoment(rhs);
		try {
			// "is not distinct from" came with SQLite 3.39, "is" between values has
			// always meant the same
			switch (operator) {
				case DISTINCT_FROM -> renderEquality(lhs, " is not ", rhs);
				case NOT_DISTINCT_FROM -> renderEquality(lhs, " is ", rhs);
				case EQUAL, NOT_EQUAL -> renderEquality(lhs, operator.sqlText(), rhs);
				default -> super.renderComparison(lhs, operator, rhs);
			}
		}
		finally {
			this.moments = outer;
		}
	}

	@Override
	public void visitBetweenPredicate(BetweenPredicate betweenPredicate) {
		boolean outer = this.moments;
		this.moments = isMoment(betweenPredicate.getExpression());
		try {
			super.visitBetweenPredicate(betweenPredicate);
		}
		finally {
			this.moments = outer;
		}
	}

	@Override
	public boolean isComparingMoments() {
		return this.moments;
	}

	private static boolean isMoment(Expression expression) {
		JdbcMappingContainer type = expression.getExpressionType();
		return type != null && type.getJdbcTypeCount() == 1
				&& type.getSingleJdbcMapping().getJdbcType() instanceof TextInstantJdbcType;
	}

	private void renderEquality(Expression lhs, String operator, Expression rhs) {
		boolean outer = this.asIs;
		this.asIs = DecimalExpressions.areEqualAsText(lhs, rhs);
		try {
			lhs.accept(this);
			appendSql(operator);
			rhs.accept(this);
		}
		finally {
			this.asIs = outer;
		}
	}

}
