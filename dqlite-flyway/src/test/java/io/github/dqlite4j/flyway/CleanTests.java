package io.github.dqlite4j.flyway;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(TestDatabaseExtension.class)
class CleanTests {

	@Test
	void dropsTablesThatReferToEachOther(TestDatabase database) throws SQLException {
		database.script("V1__cycle.sql", """
				create table a(id integer primary key, b_id integer not null references b(id)
					on delete restrict deferrable initially deferred);
				create table b(id integer primary key, a_id integer not null references a(id) on delete restrict);
				create table self(id integer primary key, parent_id integer references self);
				insert into a values (1, 1);
				insert into b values (1, 1);
				insert into self values (1, null), (2, 1);
				""");
		database.flyway().migrate();
		database.flyway().clean();
		assertThat(database.query("select name from sqlite_schema")).isEmpty();
		assertThat(database.flyway().migrate().migrationsExecuted).isEqualTo(1);
	}

	@Test
	void dropsEverythingElse(TestDatabase database) throws SQLException {
		database.script("V1__all.sql", """
				create table item(id integer primary key autoincrement, name text unique);
				create index item_name on item(lower(name));
				create view names as select name from item;
				create trigger names_added instead of insert on names begin
					insert into item(name) values (new.name);
				end;
				create virtual table texts using fts5(body);
				insert into names(name) values ('Ada');
				insert into texts values ('some words');
				create table "odd ""name"(x);
				create table later(id text primary key) without rowid;
				""");
		database.flyway().migrate();
		database.flyway().clean();
		assertThat(database.query("select name from sqlite_schema where name <> 'sqlite_sequence'")).isEmpty();
		assertThat(database.query("select * from sqlite_sequence")).isEmpty();
		assertThat(database.flyway().migrate().migrationsExecuted).isEqualTo(1);
	}

	@Test
	void keepsForeignKeysInForce(TestDatabase database) throws SQLException {
		database.script("V1__keys.sql", """
				create table parent(id integer primary key);
				create table child(parent_id integer references parent);
				""")
			.script("afterClean.sql", "create table checks(enabled integer)")
			.script("afterClean__check.sql", "insert into checks select foreign_keys from pragma_foreign_keys");
		database.flyway().migrate();
		database.flyway().clean();
		assertThat(database.query("select enabled from checks")).containsExactly("1");
	}

}
