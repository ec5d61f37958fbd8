package io.github.dqlite4j.hibernate.json;

import org.hibernate.dialect.function.json.JsonObjectAggFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.expression.JsonNullBehavior;
import org.hibernate.sql.ast.tree.expression.JsonObjectAggUniqueKeysBehavior;
import org.hibernate.sql.ast.tree.predicate.Predicate;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * {@code json_objectagg(key value value)}, by {@code json_group_object}. Without
 * {@code absent on null} NULL becomes a JSON null.
 */
final class SqliteJsonObjectAggFunction extends JsonObjectAggFunction {

	SqliteJsonObjectAggFunction(TypeConfiguration typeConfiguration) {
		super(",", true, typeConfiguration);
	}

	@Override
	protected void render(SqlAppender sqlAppender, JsonObjectAggArguments arguments, @Nullable Predicate filter,
			ReturnableType<?> returnType, SqlAstTranslator<?> translator) {
		JsonArguments.refuse(
				(arguments.uniqueKeysBehavior() == JsonObjectAggUniqueKeysBehavior.WITH) ? "with unique keys" : null,
				getName());
		sqlAppender.appendSql("json_group_object(");
		arguments.key().accept(translator);
		sqlAppender.appendSql(',');
		JsonArguments.appendValue(sqlAppender, arguments.value(), translator);
		sqlAppender.appendSql(')');
		boolean dropNulls = arguments.nullBehavior() == JsonNullBehavior.ABSENT;
		JsonArguments.appendFilter(sqlAppender, filter, dropNulls ? arguments.value() : null, translator);
	}

}
