package io.github.dqlite4j.hibernate.json;

import java.util.List;

import org.hibernate.dialect.function.json.JsonArrayFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.JsonNullBehavior;
import org.hibernate.type.spi.TypeConfiguration;

/**
 * {@code json_array(values)}. NULL becomes a JSON null; {@code absent on null} is
 * refused.
 */
final class SqliteJsonArrayFunction extends JsonArrayFunction {

	SqliteJsonArrayFunction(TypeConfiguration typeConfiguration) {
		super(typeConfiguration);
	}

	@Override
	public void render(SqlAppender sqlAppender, List<? extends SqlAstNode> sqlAstArguments,
			ReturnableType<?> returnType, SqlAstTranslator<?> walker) {
		sqlAppender.appendSql("json_array(");
		String separator = "";
		for (SqlAstNode argument : sqlAstArguments) {
			if (argument instanceof JsonNullBehavior behavior) {
				JsonArguments.refuse((behavior == JsonNullBehavior.ABSENT) ? behavior : null, getName());
			}
			else {
				sqlAppender.appendSql(separator);
				JsonArguments.appendValue(sqlAppender, argument, walker);
				separator = ",";
			}
		}
		sqlAppender.appendSql(')');
	}

}
