package io.github.dqlite4j.jdbc;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeclaredTypeGuardTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					create table t (a boolean)                            | create table t (a BOOL)
					CREATE TABLE t(a BOOLEAN NOT NULL, b DATE, c int)     | CREATE TABLE t(a BOOL NOT NULL, b DATE(10), c int)
					create table t (a timestamp default current_timestamp)| create table t (a TIMESTAMP(9) default current_timestamp)
					create table t (a DateTime)                           | create table t (a DATETIME(9))
					create temp table if not exists main.t (a date)       | create temp table if not exists main.t (a DATE(10))
					create table date (boolean boolean, date date)        | create table date (boolean BOOL, date DATE(10))
					create table t (a "boolean", b [date], c `datetime`)  | create table t (a BOOL, b DATE(10), c DATETIME(9))
					create table t (a 'timestamp')                        | create table t (a TIMESTAMP(9))
					create table t ("a" boolean, [b c] date)              | create table t ("a" BOOL, [b c] DATE(10))
					create table t (a "date" (10), b "boolean" x)         | create table t (a date (10), b boolean x)
					create table t (a/**/boolean/*x*/, b date)            | create table t (a/**/BOOL/*x*/, b DATE(10))
					create table t (a check (a in (1, 2)), b boolean)     | create table t (a check (a in (1, 2)), b BOOL)
					create table t (a boolean generated always as (b))    | create table t (a BOOL generated always as (b))
					create table t (a boolean as (b > 0) stored)          | create table t (a BOOL as (b > 0) stored)
					create table t (a boolean references u (date))        | create table t (a BOOL references u (date))
					create table t (a int, b boolean, primary key (a, b)) | create table t (a int, b BOOL, primary key (a, b))
					alter table t add column a boolean                    | alter table t add column a BOOL
					alter table t add a date default '2026-01-01'         | alter table t add a DATE(10) default '2026-01-01'
					alter table main."t" add column column timestamp      | alter table main."t" add column column TIMESTAMP(9)
					""")
	void namesThatTheEngineKnowsAreReplaced(String sql, String expected) {
		assertThat(rewrite(sql)).isEqualTo(expected);
		assertThat(rewrite(expected)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "create table t (a bool, b integer, c text)", "create table t (a, boolean, date)",
			"create table t (boolean, check (boolean in (0, 1)))", "create table t (a date (10), b timestamp(3))",
			"create table t (a timestamp with time zone)", "create table t (a int default (date('now')))",
			"create table t as select cast(a as boolean) as boolean from date", "create index boolean on t (date)",
			"create view v (boolean) as select boolean from t", "create virtual table t using fts5(boolean)",
			"create trigger boolean after insert on t begin update date set boolean = 1; end",
			"alter table t rename column boolean to date", "alter table t rename to boolean",
			"alter table t drop column boolean", "drop table boolean", "create table", "create table t (",
			"alter table", "select boolean from date", "insert into t values ('create table t (a boolean)')",
			"create table t (a text collate nocase, constraint date check (a > 0))" })
	void everythingElseIsSentAsItIs(String sql) {
		assertThat(rewrite(sql)).isSameAs(SqlParser.parse(sql).get(0).sql()).isEqualTo(sql);
	}

	@Test
	void statementsThatDefineNothingCostNothing() {
		SqlStatement insert = SqlParser.parse("insert into table_of_dates (boolean) values (?)").get(0);
		assertThat(DeclaredTypeGuard.rewrite(insert)).isSameAs(insert.sql());
	}

	private static String rewrite(String sql) {
		return DeclaredTypeGuard.rewrite(SqlParser.parse(sql).get(0));
	}

}
