package io.github.dqlite4j.spring.boot.autoconfigure.data;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementCreatorFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.util.ConcurrentLruCache;

/**
 * Runs the statements of Spring Data, corrected for SQLite.
 *
 * @see RenderedSql
 */
final class RenderedSqlJdbcTemplate extends NamedParameterJdbcTemplate {

	private final ConcurrentLruCache<String, RenderedSql> cache = new ConcurrentLruCache<>(DEFAULT_CACHE_LIMIT,
			RenderedSql::of);

	RenderedSqlJdbcTemplate(JdbcOperations operations) {
		super(operations);
	}

	@Override
	protected PreparedStatementCreator getPreparedStatementCreator(String sql, SqlParameterSource parameters,
			@Nullable Consumer<PreparedStatementCreatorFactory> customizer) {
		RenderedSql rendered = this.cache.get(sql);
		SqlParameterSource values = rendered.globs().isEmpty() ? parameters : new GlobParameters(rendered, parameters);
		return super.getPreparedStatementCreator(rendered.sql(), values, customizer);
	}

	/**
	 * Parameters of which some are translated from {@code LIKE} to {@code GLOB}.
	 *
	 * @param statement the statement
	 * @param delegate the parameters with patterns for {@code LIKE}
	 */
	private record GlobParameters(RenderedSql statement, SqlParameterSource delegate) implements SqlParameterSource {

		@Override
		public boolean hasValue(String name) {
			return this.delegate.hasValue(name);
		}

		@Override
		public @Nullable Object getValue(String name) {
			Object value = this.delegate.getValue(name);
			return (value instanceof String like && this.statement.globs().contains(name)) ? GlobPattern.of(like)
					: value;
		}

		@Override
		public int getSqlType(String name) {
			return this.delegate.getSqlType(name);
		}

		@Override
		public @Nullable String getTypeName(String name) {
			return this.delegate.getTypeName(name);
		}

		@Override
		public String @Nullable [] getParameterNames() {
			return this.delegate.getParameterNames();
		}

	}

}
