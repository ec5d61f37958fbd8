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
import org.hibernate.type.spi.TypeConfiguration;

/**
 * HQL's {@code format(datetime as 'pattern')}, see {@link DatetimePattern}.
 */
final class DatetimeFormatFunction extends FormatFunction {

	DatetimeFormatFunction(TypeConfiguration typeConfiguration) {
		super("strftime", typeConfiguration);
	}

	@Override
	public void render(SqlAppender sqlAppender, List<? extends SqlAstNode> sqlAstArguments,
			ReturnableType<?> returnType, SqlAstTranslator<?> walker) {
		Expression datetime = (Expression) sqlAstArguments.get(0);
		String pattern = ((Format) sqlAstArguments.get(1)).getFormat();
		String timestamp = TemporalKind.isTime(datetime) ? TemporalText.onSomeDay("?1") : "?1";
		new PatternRenderer(new DatetimePattern(timestamp).toSql(pattern)).render(sqlAppender, List.of(datetime),
				walker);
	}

}
