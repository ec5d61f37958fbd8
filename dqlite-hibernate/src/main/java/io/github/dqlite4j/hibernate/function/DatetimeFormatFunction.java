package io.github.dqlite4j.hibernate.function;

import java.util.List;

import org.hibernate.dialect.function.FormatFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.sqm.produce.function.internal.PatternRenderer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.Format;
import org.hibernate.sql.ast.tree.expression.Literal;
import org.hibernate.type.spi.TypeConfiguration;

/**
 * HQL's {@code format(datetime as 'pattern')}, see {@link DatetimePattern}.
 */
final class DatetimeFormatFunction extends FormatFunction {

	DatetimeFormatFunction(TypeConfiguration typeConfiguration) {
		// Hibernate takes quoted parts out of the pattern and offsets that have a column
		// of their own
		super("strftime", false, false, typeConfiguration);
	}

	@Override
	public void render(SqlAppender sqlAppender, List<? extends SqlAstNode> sqlAstArguments,
			ReturnableType<?> returnType, SqlAstTranslator<?> walker) {
		Expression datetime = (Expression) sqlAstArguments.get(0);
		String pattern = pattern(sqlAstArguments.get(1));
		String timestamp = TemporalKind.isTime(datetime) ? TemporalText.onSomeDay("?1") : "?1";
		new PatternRenderer(new DatetimePattern(timestamp).toSql(pattern)).render(sqlAppender, List.of(datetime),
				walker);
	}

	private static String pattern(SqlAstNode argument) {
		return (argument instanceof Format format) ? format.getFormat()
				: String.valueOf(((Literal) argument).getLiteralValue());
	}

}
