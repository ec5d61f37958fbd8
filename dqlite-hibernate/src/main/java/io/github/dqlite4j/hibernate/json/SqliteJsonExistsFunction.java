package io.github.dqlite4j.hibernate.json;

import org.hibernate.dialect.function.json.JsonExistsFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.type.spi.TypeConfiguration;

/**
 * {@code json_exists(document, path)}: whether there is anything there, a JSON null
 * included.
 */
final class SqliteJsonExistsFunction extends JsonExistsFunction {

	SqliteJsonExistsFunction(TypeConfiguration typeConfiguration) {
		super(typeConfiguration, true, false);
	}

	@Override
	protected void render(SqlAppender sqlAppender, JsonExistsArguments arguments, ReturnableType<?> returnType,
			SqlAstTranslator<?> walker) {
		JsonArguments.refuse(arguments.passingClause(), getName());
		JsonArguments.refuse(arguments.errorBehavior(), getName());
		sqlAppender.appendSql("json_type(");
		arguments.jsonDocument().accept(walker);
		sqlAppender.appendSql(',');
		arguments.jsonPath().accept(walker);
		sqlAppender.appendSql(") is not null");
	}

}
