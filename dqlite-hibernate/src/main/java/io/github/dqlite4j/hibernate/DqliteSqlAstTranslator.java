package io.github.dqlite4j.hibernate;

import java.util.List;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.common.FetchClauseType;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.sql.ast.Clause;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.AbstractSqlAstTranslator;
import org.hibernate.sql.ast.spi.StandardSqlAstTranslatorFactory;
import org.hibernate.sql.ast.tree.Statement;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.Literal;
import org.hibernate.sql.ast.tree.expression.SqlTupleContainer;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.from.TableReference;
import org.hibernate.sql.ast.tree.insert.ConflictClause;
import org.hibernate.sql.ast.tree.insert.InsertSelectStatement;
import org.hibernate.sql.ast.tree.predicate.LikePredicate;
import org.hibernate.sql.ast.tree.select.QueryGroup;
import org.hibernate.sql.ast.tree.select.QueryPart;
import org.hibernate.sql.ast.tree.select.QuerySpec;
import org.hibernate.sql.ast.tree.update.UpdateStatement;
import org.hibernate.sql.exec.spi.JdbcOperation;
import org.hibernate.sql.exec.spi.JdbcOperationQueryInsert;
import org.hibernate.sql.exec.internal.JdbcOperationQueryInsertImpl;
import org.hibernate.sql.model.internal.TableInsertStandard;

/**
 * Renders SQL as SQLite understands it.
 *
 * @param <T> the kind of operation rendered
 */
final class DqliteSqlAstTranslator<T extends JdbcOperation> extends AbstractSqlAstTranslator<T> {

	private static final String ESCAPE_PLACEHOLDER = "\u0001";

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
	protected void renderComparison(Expression lhs, ComparisonOperator operator, Expression rhs) {
		// "is distinct from" is an operator of its own since SQLite 3.39, "is not" has
		// meant the same since ever
		switch (operator) {
			case DISTINCT_FROM -> renderComparison(lhs, " is not ", rhs);
			case NOT_DISTINCT_FROM -> renderComparison(lhs, " is ", rhs);
			default -> super.renderComparison(lhs, operator, rhs);
		}
	}

	private void renderComparison(Expression lhs, String operator, Expression rhs) {
		lhs.accept(this);
		appendSql(operator);
		rhs.accept(this);
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
	protected void renderTableReferenceIdentificationVariable(TableReference tableReference) {
		String variable = tableReference.getIdentificationVariable();
		if (variable != null) {
			appendSql((getClauseStack().getCurrent() == Clause.INSERT) ? " as " : " ");
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
