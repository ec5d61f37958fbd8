package io.github.dqlite4j.hibernate.json;

import java.util.List;

import org.hibernate.dialect.function.json.JsonValueFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.sqm.produce.function.internal.PatternRenderer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.expression.CastTarget;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * {@code json_value(document, path [returning type])}: a number or text out of a
 * document.
 */
final class SqliteJsonValueFunction extends JsonValueFunction {

	SqliteJsonValueFunction(TypeConfiguration typeConfiguration) {
		super(typeConfiguration, true, false);
	}

	@Override
	protected void render(SqlAppender sqlAppender, JsonValueArguments arguments, ReturnableType<?> returnType,
			SqlAstTranslator<?> walker) {
		JsonArguments.refuse(arguments.passingClause(), getName());
		JsonArguments.refuse(arguments.errorBehavior(), getName());
		JsonArguments.refuse(arguments.emptyBehavior(), getName());
		new PatternRenderer(pattern(arguments.returningType())).render(sqlAppender,
				List.of(arguments.jsonDocument(), arguments.jsonPath()), walker);
	}

	private static String pattern(@Nullable CastTarget target) {
		String value = "json_extract(?1,?2)";
		if (target == null) {
			return value;
		}
		JdbcType type = target.getJdbcMapping().getJdbcType();
		String affinity = type.isInteger() ? "integer" : (type.isString() ? "text" : null);
		return (affinity != null) ? "cast(" + value + " as " + affinity + ")"
				: JsonComponents.read(value, type.getDefaultSqlTypeCode());
	}

}
