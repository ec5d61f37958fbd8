package io.github.dqlite4j.hibernate.function;

import java.util.List;

import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.function.CurrentFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.type.StandardBasicTypes;
import org.hibernate.type.spi.TypeConfiguration;

/**
 * {@code current_timestamp} of HQL: the local time, like its Java type
 * {@link java.sql.Timestamp}, but a moment in time where it is compared with one.
 */
final class CurrentTimestampFunction extends CurrentFunction {

	CurrentTimestampFunction(TypeConfiguration typeConfiguration) {
		super("current_timestamp", "current_timestamp",
				typeConfiguration.getBasicTypeRegistry().resolve(StandardBasicTypes.TIMESTAMP));
	}

	@Override
	public void render(SqlAppender sqlAppender, List<? extends SqlAstNode> arguments, ReturnableType<?> returnType,
			SqlAstTranslator<?> walker) {
		Dialect dialect = walker.getSessionFactory().getJdbcServices().getDialect();
		boolean moment = walker instanceof MomentComparison comparison && comparison.isComparingMoments();
		sqlAppender.appendSql(moment ? dialect.currentTimestamp() : dialect.currentLocalTimestamp());
	}

}
