package io.github.dqlite4j.hibernate;

import java.util.List;
import java.util.stream.Stream;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.common.FetchClauseType;
import org.hibernate.query.sqm.BinaryArithmeticOperator;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.SqlAstNodeRenderingMode;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.StandardSqlAstTranslatorFactory;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.expression.Any;
import org.hibernate.sql.ast.tree.expression.BinaryArithmeticExpression;
import org.hibernate.sql.ast.tree.expression.Every;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.Literal;
import org.hibernate.sql.ast.tree.expression.SelfRenderingSqlFragmentExpression;
import org.hibernate.sql.ast.tree.expression.SqlTupleContainer;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.from.QueryPartTableReference;
import org.hibernate.sql.ast.tree.from.TableReference;
import org.hibernate.sql.ast.tree.from.ValuesTableReference;
import org.hibernate.sql.ast.tree.insert.ConflictClause;
import org.hibernate.sql.ast.tree.insert.InsertSelectStatement;
import org.hibernate.sql.ast.tree.predicate.InListPredicate;
import org.hibernate.sql.ast.tree.predicate.LikePredicate;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.sql.ast.tree.predicate.SelfRenderingPredicate;
import org.hibernate.sql.ast.tree.select.QueryGroup;
import org.hibernate.sql.ast.tree.select.QueryPart;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.select.SelectStatement;
import org.hibernate.sql.ast.tree.update.UpdateStatement;
import org.hibernate.sql.exec.internal.JdbcOperationQueryInsertImpl;
import org.hibernate.sql.exec.spi.JdbcOperation;
import org.hibernate.sql.exec.spi.JdbcOperationQueryInsert;
import org.hibernate.sql.model.internal.TableInsertStandard;

/**
 * Renders SQL as SQLite understands it.
 *
 * @param <T> the kind of operation rendered
 */
final class DqliteSqlAstTranslator<T extends JdbcOperation> extends TextValueSqlAstTranslator<T> {

	private static final int LONG_LIST = 50;

	private static final String ESCAPE_PLACEHOLDER = "\u0001";

	private static final Predicate ALWAYS = new SelfRenderingPredicate(new SelfRenderingSqlFragmentExpression("true"));

	DqliteSqlAstTranslator(SessionFactoryImplementor sessionFactory, Statement statement) {
		super(sessionFactory, statement);
	}

	@Override
	public void visitQuerySpec(QuerySpec querySpec) {
		if (needsFetchEmulation(querySpec)) {
			emulateFetchOffsetWithWindowFunctions(querySpec, true);
		}
		else {
			super.visitQuerySpec(querySpec);
		}
	}

	@Override
	public void visitQueryGroup(QueryGroup queryGroup) {
		if (needsFetchEmulation(queryGroup)) {
			emulateFetchOffsetWithWindowFunctions(queryGroup, true);
		}
		else {
			super.visitQueryGroup(queryGroup);
		}
	}

	private boolean needsFetchEmulation(QueryPart queryPart) {
		return getQueryPartForRowNumbering() != queryPart && queryPart.getFetchClauseExpression() != null
				&& queryPart.getFetchClauseType() != FetchClauseType.ROWS_ONLY;
	}

	@Override
	public void visitOffsetFetchClause(QueryPart queryPart) {
		if (!isRowNumberingCurrentQueryPart()) {
			renderLimitOffsetClause(queryPart);
		}
	}

	@Override
	protected void renderExpressionAsClauseItem(Expression expression) {
		// A predicate is an integer of 0, 1 or NULL
		expression.accept(this);
	}

	@Override
	public void visitBinaryArithmeticExpression(BinaryArithmeticExpression arithmeticExpression) {
		if (arithmeticExpression.getOperator() == BinaryArithmeticOperator.MODULO && isInteger(arithmeticExpression)) {
			// mod() is for doubles
			appendSql('(');
			arithmeticExpression.getLeftHandOperand().accept(this);
			appendSql('%');
			arithmeticExpression.getRightHandOperand().accept(this);
			appendSql(')');
		}
		else {
			super.visitBinaryArithmeticExpression(arithmeticExpression);
		}
	}

	private static boolean isInteger(BinaryArithmeticExpression expression) {
		return Stream.of(expression.getLeftHandOperand(), expression.getRightHandOperand())
			.allMatch((operand) -> operand.getExpressionType().getSingleJdbcMapping().getJdbcType().isInteger());
	}

	@Override
	protected void renderComparison(Expression lhs, ComparisonOperator operator, Expression rhs) {
		if (rhs instanceof Every every) {
			renderQuantified(lhs, operator, every.getSubquery(), true);
		}
		else if (rhs instanceof Any any) {
			renderQuantified(lhs, operator, any.getSubquery(), false);
		}
		else {
			super.renderComparison(lhs, operator, rhs);
		}
	}

	/**
	 * SQLite has neither {@code all} nor {@code any}: look for a row that decides the
	 * matter.
	 */
	private void renderQuantified(Expression lhs, ComparisonOperator operator, SelectStatement subquery, boolean all) {
		emulateSubQueryRelationalRestrictionPredicate(null, all, subquery, lhs, (selections, value, inverted) -> {
			if (all) {
				appendSql('(');
			}
			renderSelectSimpleComparison(selections, value, inverted);
			if (all) {
				appendSql(") is not true");
			}
		}, operator.invert());
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Engines before 1.15 take 255 parameters, so the values of a long list become part
	 * of the SQL.
	 */
	@Override
	public void visitInListPredicate(InListPredicate inListPredicate) {
		if (inListPredicate.getListExpressions().size() > LONG_LIST && getJdbcParameterBindings() != null) {
			withParameterRenderingMode(SqlAstNodeRenderingMode.INLINE_PARAMETERS,
					() -> super.visitInListPredicate(inListPredicate));
		}
		else {
			super.visitInListPredicate(inListPredicate);
		}
	}

	@Override
	protected void renderFetchFirstRow() {
		appendSql(" limit 1");
	}

	@Override
	protected void renderExpressionsAsValuesSubquery(int tupleSize, List<Expression> listExpressions) {
		String separator = "values ";
		for (Expression expression : listExpressions) {
			appendSql(separator);
			appendSql('(');
			renderCommaSeparated(SqlTupleContainer.getSqlTuple(expression).getExpressions());
			appendSql(')');
			separator = ",";
		}
	}

	@Override
	public void visitLikePredicate(LikePredicate likePredicate) {
		if (!likePredicate.isCaseSensitive()) {
			super.visitLikePredicate(likePredicate);
			return;
		}
		likePredicate.getMatchExpression().accept(this);
		appendSql(likePredicate.isNegated() ? " not glob " : " glob ");
		Expression pattern = likePredicate.getPattern();
		Expression escape = likePredicate.getEscapeCharacter();
		if (escape == null) {
			renderGlob(pattern);
		}
		else {
			renderGlob(pattern, escape);
		}
	}

	private void renderGlob(Expression pattern) {
		if (pattern instanceof Literal literal && literal.getLiteralValue() instanceof String text) {
			appendSingleQuoteEscapedString(GlobPattern.translate(text, null));
			return;
		}
		appendSql(GlobPattern.prefix());
		pattern.accept(this);
		appendSql(GlobPattern.suffix());
	}

	private void renderGlob(Expression pattern, Expression escape) {
		if (pattern instanceof Literal literal && literal.getLiteralValue() instanceof String text
				&& escape instanceof Literal escapeLiteral
				&& escapeLiteral.getLiteralValue() instanceof Character character) {
			appendSingleQuoteEscapedString(GlobPattern.translate(text, character));
			return;
		}
		appendSql(GlobPattern.escapedPrefix());
		pattern.accept(this);
		String separator = "";
		for (String part : GlobPattern.escapedSuffix(ESCAPE_PLACEHOLDER).split(ESCAPE_PLACEHOLDER)) {
			if (!separator.isEmpty()) {
				escape.accept(this);
			}
			appendSql(part);
			separator = ESCAPE_PLACEHOLDER;
		}
	}

	@Override
	public void visitQueryPartTableReference(QueryPartTableReference tableReference) {
		emulateQueryPartTableReferenceColumnAliasing(tableReference);
	}

	@Override
	public void visitValuesTableReference(ValuesTableReference tableReference) {
		emulateValuesTableReferenceColumnAliasing(tableReference);
	}

	@Override
	protected void renderTableReferenceIdentificationVariable(TableReference tableReference) {
		String variable = tableReference.getIdentificationVariable();
		if (variable != null) {
			Clause clause = getClauseStack().getCurrent();
			// the target of an insert, update or delete takes its alias only with "as"
			appendSql((clause == Clause.INSERT || clause == Clause.UPDATE || clause == Clause.DELETE) ? " as " : " ");
			appendSql(variable);
		}
	}

	@Override
	protected void renderDmlTargetTableExpression(NamedTableReference tableReference) {
		super.renderDmlTargetTableExpression(tableReference);
		boolean joins = getStatementStack().getCurrent() instanceof UpdateStatement update
				&& hasNonTrivialFromClause(update.getFromClause());
		if (!joins) {
			renderTableReferenceIdentificationVariable(tableReference);
		}
	}

	@Override
	protected void renderFromClauseAfterUpdateSet(UpdateStatement statement) {
		renderFromClauseJoiningDmlTargetReference(statement);
	}

	@Override
	protected JdbcOperationQueryInsert translateInsert(InsertSelectStatement sqlAst) {
		visitInsertStatement(sqlAst);
		return new JdbcOperationQueryInsertImpl(getSql(), getParameterBinders(), getAffectedTableNames(), null);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Behind a query without a where clause SQLite would take {@code on conflict} for the
	 * condition of a join.
	 */
	@Override
	protected void visitQueryClauses(QuerySpec querySpec) {
		if (getStatementStack().getCurrent() instanceof InsertSelectStatement insert
				&& insert.getConflictClause() != null && insert.getSourceSelectStatement() == querySpec
				&& !hasWhere(querySpec.getWhereClauseRestrictions())) {
			addAdditionalWherePredicate(ALWAYS);
		}
		super.visitQueryClauses(querySpec);
	}

	@Override
	protected void visitConflictClause(ConflictClause conflictClause) {
		visitStandardConflictClause(conflictClause);
	}

	@Override
	protected void renderInsertIntoNoColumns(TableInsertStandard tableInsert) {
		renderIntoIntoAndTable(tableInsert);
		appendSql("default values");
	}

	/**
	 * Creates the translators of a session factory.
	 */
	static final class Factory extends StandardSqlAstTranslatorFactory {

		@Override
		protected <T extends JdbcOperation> SqlAstTranslator<T> buildTranslator(
				SessionFactoryImplementor sessionFactory, Statement statement) {
			return new DqliteSqlAstTranslator<>(sessionFactory, statement);
		}

	}

}
