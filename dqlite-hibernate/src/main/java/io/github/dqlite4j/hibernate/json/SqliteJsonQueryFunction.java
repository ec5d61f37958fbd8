package io.github.dqlite4j.hibernate.json;

import org.hibernate.dialect.function.json.JsonQueryFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.type.spi.TypeConfiguration;

/**
 * {@code json_query(document, path)}: JSON out of a document.
 */
final class SqliteJsonQueryFunction extends JsonQueryFunction {

	SqliteJsonQueryFunction(TypeConfiguration typeConfiguration) {
		super(typeConfiguration, true, false);
	}

	@Override
	protected void render(SqlAppender sqlAppender, JsonQueryArguments arguments, ReturnableType<?> returnType,
			SqlAstTranslator<?> walker) {
		JsonArguments.refuse(arguments.passingClause(), getName());
		JsonArguments.refuse(arguments.wrapMode(), getName());
		JsonArguments.refuse(arguments.errorBehavior(), getName());
		JsonArguments.refuse(arguments.emptyBehavior(), getName());
		sqlAppender.appendSql('(');
		arguments.jsonDocument().accept(walker);
		sqlAppender.appendSql("->");
		arguments.jsonPath().accept(walker);
		sqlAppender.appendSql(')');
	}

}
