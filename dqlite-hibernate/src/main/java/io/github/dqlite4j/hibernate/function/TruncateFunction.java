package io.github.dqlite4j.hibernate.function;

import java.util.List;

import org.hibernate.dialect.function.TruncFunction;
import org.hibernate.metamodel.model.domain.ReturnableType;
import org.hibernate.query.common.TemporalUnit;
import org.hibernate.query.spi.QueryEngine;
import org.hibernate.query.sqm.function.FunctionRenderer;
import org.hibernate.query.sqm.function.SelfRenderingSqmFunction;
import org.hibernate.query.sqm.produce.function.ArgumentTypesValidator;
import org.hibernate.query.sqm.produce.function.FunctionParameterType;
import org.hibernate.query.sqm.produce.function.StandardArgumentsValidators;
import org.hibernate.query.sqm.produce.function.internal.PatternRenderer;
import org.hibernate.query.sqm.tree.SqmTypedNode;
import org.hibernate.query.sqm.tree.expression.SqmExtractUnit;
import org.hibernate.sql.ast.SqlAstTranslator;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.sql.ast.tree.SqlAstNode;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.type.spi.TypeConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * {@code trunc} of numbers and of dates and times. Weeks start on Monday.
 */
final class TruncateFunction extends TruncFunction {

	private static final String NUMBER = "trunc(?1)";

	// A product in doubles may end just below the whole number that is meant: 1.15*100 is
	// 114.99999999999999.
	private static final String NUMBER_WITH_PLACES = "(trunc(round(?1*pow(10,?2),6))/pow(10,?2))";

	private static final ArgumentTypesValidator DATETIME_ARGUMENTS = new ArgumentTypesValidator(
			StandardArgumentsValidators.exactly(2), FunctionParameterType.TEMPORAL,
			FunctionParameterType.TEMPORAL_UNIT);

	TruncateFunction(TypeConfiguration typeConfiguration) {
		super(NUMBER, NUMBER_WITH_PLACES, DatetimeTrunc.DATE_TRUNC, null, typeConfiguration);
	}

	@Override
	protected <T> SelfRenderingSqmFunction<T> generateSqmFunctionExpression(List<? extends SqmTypedNode<?>> arguments,
			@Nullable ReturnableType<T> impliedResultType, QueryEngine queryEngine) {
		if (arguments.size() == 2 && arguments.get(1) instanceof SqmExtractUnit<?> unit) {
			return new SelfRenderingSqmFunction<>(this, new DatetimeRenderer(unit.getUnit()), arguments,
					impliedResultType, DATETIME_ARGUMENTS, getReturnTypeResolver(), queryEngine.getCriteriaBuilder(),
					getName());
		}
		return super.generateSqmFunctionExpression(arguments, impliedResultType, queryEngine);
	}

	private record DatetimeRenderer(TemporalUnit unit) implements FunctionRenderer {

		@Override
		public void render(SqlAppender sqlAppender, List<? extends SqlAstNode> sqlAstArguments,
				ReturnableType<?> returnType, SqlAstTranslator<?> walker) {
			Expression datetime = (Expression) sqlAstArguments.get(0);
			new PatternRenderer(pattern(datetime)).render(sqlAppender, List.of(datetime), walker);
		}

		private String pattern(Expression datetime) {
			if (TemporalKind.isTime(datetime)) {
				return "substr(" + timestamp(TemporalText.onSomeDay("?1")) + ",12)";
			}
			return TemporalKind.isDate(datetime) ? TemporalText.date(timestamp("?1"))
					: "(" + timestamp("?1") + "||" + TemporalText.zone("?1") + ")";
		}

		private String timestamp(String sql) {
			return switch (this.unit) {
				case YEAR -> "(substr(" + sql + ",1,4)||'-01-01" + TemporalText.MIDNIGHT + "')";
				case QUARTER -> "(substr(" + sql + ",1,5)||printf('%02d',(substr(" + sql + ",6,2)-1)/3*3+1)||'-01"
						+ TemporalText.MIDNIGHT + "')";
				case MONTH -> "(substr(" + sql + ",1,7)||'-01" + TemporalText.MIDNIGHT + "')";
				case WEEK ->
					"(date(" + TemporalText.date(sql) + ",'-6 days','weekday 1')||'" + TemporalText.MIDNIGHT + "')";
				case DAY -> "(" + TemporalText.date(sql) + "||'" + TemporalText.MIDNIGHT + "')";
				case HOUR -> "(substr(" + sql + ",1,13)||':00:00" + TemporalText.NO_FRACTION + "')";
				case MINUTE -> "(substr(" + sql + ",1,16)||':00" + TemporalText.NO_FRACTION + "')";
				case SECOND -> "(" + TemporalText.wholeSeconds(sql) + "||'" + TemporalText.NO_FRACTION + "')";
				default -> throw new UnsupportedOperationException("Cannot truncate a date or time to " + this.unit);
			};
		}

	}

}
