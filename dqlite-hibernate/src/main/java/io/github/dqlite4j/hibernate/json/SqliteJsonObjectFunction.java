package io.github.dqlite4j.hibernate.json;

import java.util.List;

import org.hibernate.dialect.function.json.JsonObjectFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.JsonNullBehavior;
import org.hibernate.type.spi.TypeConfiguration;

/**
 * {@code json_object(keys and values)}. NULL becomes a JSON null; {@code absent on null}
 * is refused.
 */
final class SqliteJsonObjectFunction extends JsonObjectFunction {

	SqliteJsonObjectFunction(TypeConfiguration typeConfiguration) {
		super(typeConfiguration, false);
	}

	@Override
	public void render(SqlAppender sqlAppender, List<? extends SqlAstNode> sqlAstArguments,
			ReturnableType<?> returnType, SqlAstTranslator<?> walker) {
		sqlAppender.appendSql("json_object(");
		String separator = "";
		for (int index = 0; index + 1 < sqlAstArguments.size(); index += 2) {
			sqlAppender.appendSql(separator);
			sqlAstArguments.get(index).accept(walker);
			sqlAppender.appendSql(',');
			JsonArguments.appendValue(sqlAppender, sqlAstArguments.get(index + 1), walker);
			separator = ",";
		}
		if (sqlAstArguments.size() % 2 == 1) {
			SqlAstNode behavior = sqlAstArguments.get(sqlAstArguments.size() - 1);
			JsonArguments.refuse((behavior == JsonNullBehavior.ABSENT) ? behavior : null, getName());
		}
		sqlAppender.appendSql(')');
	}

}
