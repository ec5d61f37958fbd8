package io.github.dqlite4j.hibernate.function;

import java.util.List;

import io.github.dqlite4j.hibernate.type.DurationJdbcType;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.function.TimestampaddFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.common.TemporalUnit;
import org.hibernate.query.sqm.produce.function.internal.PatternRenderer;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.spi.TypeConfiguration;
import org.hibernate.type.descriptor.jdbc.JdbcType;

/**
 * {@code timestampadd} that knows that durations are stored in nanoseconds: for a stored
 * duration Hibernate says seconds, which holds only where they are stored as SQL
 * intervals.
 */
final class DurationAwareTimestampadd extends TimestampaddFunction {

	private final Dialect dialect;

	DurationAwareTimestampadd(Dialect dialect, TypeConfiguration typeConfiguration) {
		super(dialect, typeConfiguration);
		this.dialect = dialect;
	}

	@Override
	public void render(SqlAppender sqlAppender, List<? extends SqlAstNode> arguments, ReturnableType<?> returnType,
			SqlAstTranslator<?> walker) {
		Expression magnitude = (Expression) arguments.get(1);
		JdbcType type = magnitude.getExpressionType().getSingleJdbcMapping().getJdbcType();
		if (type instanceof DurationJdbcType) {
			Expression to = (Expression) arguments.get(2);
			new PatternRenderer(this.dialect.timestampaddPattern(TemporalUnit.NANOSECOND,
					TypeConfiguration.getSqlTemporalType(to.getExpressionType()), null))
				.render(sqlAppender, arguments, walker);
		}
		else {
			super.render(sqlAppender, arguments, returnType, walker);
		}
	}

}
