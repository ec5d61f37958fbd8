package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;

import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.protocol.FailureResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ForeignSqlTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					create table t (id int, state enum('on', 'off') not null) | column state: declare it TEXT CHECK (state IN (
					create table t (a decimal(10, 2), at timestamp default now()) | column at: write DEFAULT CURRENT_TIMESTAMP
					create table t (at timestamp(6) not null default current_timestamp(6)) | column at: write DEFAULT CURRENT_TIMESTAMP
					create table t (id uuid default gen_random_uuid())        | column id: an expression stands in parentheses
					create table t (a varchar(5) character set utf8mb4)       | column a: leave it out
					create table t (at datetime on update current_timestamp)  | column at: let the application set it
					create table t (a int, key idx_a (a))                     | create indexes by statements of their own
					create table t (a int) engine=InnoDB default charset=utf8 | leave out what follows the closing parenthesis
					alter table t add constraint u unique (a)                 | a constraint belongs into CREATE TABLE
					alter table t add foreign key (a) references u (id)       | a constraint belongs into CREATE TABLE
					alter table t alter column a set not null                 | create the table anew
					alter table t modify a bigint                             | create the table anew
					comment on column t.a is 'the a'                          | behind --
					create type mood as enum ('sad', 'happy')                 | CHECK (column IN
					truncate table t                                          | DELETE FROM
					insert into t values (1) on duplicate key update a = 2    | ON CONFLICT
					insert ignore into t values (1)                           | ON CONFLICT DO NOTHING
					select now()                                              | CURRENT_TIMESTAMP
					select a::text from t                                     | CAST(value AS type)
					select * from t where a ilike 'x%'                        | LIKE
					select * from t for update                                | leave it out
					""")
	void adviceIsGivenFor(String sql, String advice) {
		assertThat(ForeignSql.advice(sql)).contains(advice);
	}

	@ParameterizedTest
	@ValueSource(strings = { "select 'now()' from nowhere", "selct 1", "create table t (",
			"update t set x = 1 -- now()", "insert into t(comment) values (1)", "select a.now from a", "select snow(1)",
			"create table t (a int,)" })
	void noneIsGivenFor(String sql) {
		assertThat(ForeignSql.advice(sql)).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			create table t (a int, b text comment 'a hint') | column b: write the comment
			create table t (a varchar(9) not null comment 'a', b int) | column a: write the comment
			alter table t add column (b text comment 'a hint') | column b: write the comment
			create table t (a int, tags text[]) | column tags: there are no arrays
			create table t (tags varchar(20)[3] not null) | column tags: there are no arrays
			alter table t add column tags text[] | column tags: there are no arrays
			""")
	void whatTheEngineMisunderstandsIsRefused(String sql, String advice) {
		assertThatExceptionOfType(SQLSyntaxErrorException.class)
			.isThrownBy(() -> ForeignSql.requireUnderstood(SqlParser.parse(sql).get(0)))
			.withMessageContaining(advice)
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("42000"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "create table comment (comment text, [comment] int)",
			"create table t (a text default 'no comment', [1] int, [] text) -- comment 'x'",
			"insert into t(comment) values ('comment')", "create table t (a int, [b c] [int])" })
	void whatItUnderstandsIsNot(String sql) throws SQLException {
		ForeignSql.requireUnderstood(SqlParser.parse(sql).get(0));
	}

	@Test
	void adviceFollowsWhatTheEngineSays() {
		EngineException ex = new EngineException(new FailureResponse(1, "no such function: now"), EngineGeneration.OLD);
		assertThat(ForeignSql.explain(ex, "select now()", EngineGeneration.OLD))
			.hasMessage("no such function: now. In dqlite (SQLite) write CURRENT_TIMESTAMP, which is UTC");
		assertThat(ForeignSql.explain(ex, "select 1", EngineGeneration.OLD)).isSameAs(ex);
		EngineException busy = new EngineException(new FailureResponse(5, "database is locked"), EngineGeneration.OLD);
		assertThat(ForeignSql.explain(busy, "select now()", EngineGeneration.OLD)).isSameAs(busy);
	}

}
