package io.github.dqlite4j.flyway;

import java.sql.SQLException;

import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(TestDatabaseExtension.class)
class ScriptTests {

	@Test
	void readsCommentsAndQuotes(TestDatabase database) throws SQLException {
		database.script("V1__quotes.sql", """
				-- a comment; with a semicolon
				create table [odd; name] ("a;b" text, `c;d` text default 'x;''y', [begin] integer);
				/* another; one
				   over lines */
				insert into [odd; name]([begin]) values (1); -- trailing
				insert into [odd; name]("a;b", [begin]) values ('it''s; -- no comment', 2);
				-- the end
				""");
		database.flyway().migrate();
		assertThat(database.query("select coalesce(\"a;b\", '-'), \"c;d\", \"begin\" from \"odd; name\" order by 3"))
			.containsExactly("-|x;'y|1", "it's; -- no comment|x;'y|2");
	}

	@Test
	void keepsTriggerBodiesWhole(TestDatabase database) throws SQLException {
		database.script("V1__triggers.sql", """
				create table item(id integer primary key, price integer, kind text);
				create table log(entry text);
				create trigger if not exists item_added after insert on item
				when case when new.price > 10 then 1 else 0 end
				begin
					insert into log values (case when new.price > 100 then 'dear' else 'fair' end || ' ' || new.id);
					update item set kind = case new.price when 50 then 'fifty' else 'other' end where id = new.id;
				end;
				create temp trigger passing after insert on log begin select 1; end;
				insert into item(price) values (5);
				insert into item(price) values (50);
				insert into item(price) values (500);
				""");
		database.flyway().migrate();
		assertThat(database.query("select entry from log order by 1")).containsExactly("dear 3", "fair 2");
		assertThat(database.query("select kind from item where id > 1 order by id")).containsExactly("fifty", "other");
	}

	@Test
	void leavesOutTransactionsInTransactionalScripts(TestDatabase database) throws SQLException {
		database.script("V1__dump.sql", """
				BEGIN TRANSACTION;
				create table person(id integer primary key, name text);
				insert into person(name) values (case when 1 then 'Ada' end);
				COMMIT;
				begin immediate;
				insert into person(name) values ('Bob');
				end;
				""");
		database.flyway().migrate();
		assertThat(database.query("select name from person order by id")).containsExactly("Ada", "Bob");
		assertThat(database.applied()).containsExactly("1 dump 1");
	}

	@Test
	void undoesScriptsWithTransactionsAsAWhole(TestDatabase database) throws SQLException {
		database.script("V1__dump.sql", """
				begin;
				create table person(id integer primary key);
				commit;
				insert into nobody values (1);
				""");
		assertThatExceptionOfType(FlywayException.class).isThrownBy(() -> database.flyway().migrate());
		assertThat(database.objects()).isEmpty();
	}

	@Test
	void refusesRollbackInTransactionalScripts(TestDatabase database) throws SQLException {
		database.script("V1__undo.sql", "create table person(id integer primary key);\nROLLBACK;");
		assertThatExceptionOfType(FlywayException.class).isThrownBy(() -> database.flyway().migrate())
			.withMessageContaining("ROLLBACK in line 2")
			.withMessageContaining("executeInTransaction=false");
		assertThat(database.objects()).isEmpty();
	}

	@Test
	void keepsSavepoints(TestDatabase database) throws SQLException {
		database.script("V1__savepoints.sql", """
				create table person(name text);
				savepoint a;
				insert into person values ('Ada');
				rollback to a;
				release a;
				insert into person values ('Bob');
				""");
		database.flyway().migrate();
		assertThat(database.query("select name from person")).containsExactly("Bob");
	}

	@Test
	void runsPragmaForeignKeysOutsideOfATransaction(TestDatabase database) throws SQLException {
		database.script("V1__tables.sql", """
				create table parent(id integer primary key, name text);
				create table child(id integer primary key, parent_id integer references parent on delete cascade);
				insert into parent values (1, 'p');
				insert into child values (1, 1);
				""").script("V2__rebuild.sql", """
				PRAGMA foreign_keys = OFF;
				BEGIN;
				create table parent_new(id integer primary key, name text not null);
				insert into parent_new select * from parent;
				drop table parent;
				alter table parent_new rename to parent;
				COMMIT;
				PRAGMA foreign_keys = ON;
				""");
		database.configure().mixed(true).load().migrate();
		assertThat(database.query("select parent_id from child")).containsExactly("1");
		assertThat(database.query("select \"notnull\" from pragma_table_info('parent') where name = 'name'"))
			.containsExactly("1");
		assertThat(database.applied()).containsExactly("1 tables 1", "2 rebuild 1");
	}

	@Test
	void saysThatATransactionWasLeftOpen(TestDatabase database) throws SQLException {
		database.script("V1__open.sql", """
				PRAGMA foreign_keys = OFF;
				BEGIN;
				create table person(id integer primary key);
				""");
		assertThatExceptionOfType(FlywayException.class)
			.isThrownBy(() -> database.configure().mixed(true).load().migrate())
			.withStackTraceContaining("add a COMMIT");
		assertThat(database.objects()).isEmpty();
		assertThat(database.applied()).containsExactly("1 open 0");
	}

	@Test
	void batchesInserts(TestDatabase database) throws SQLException {
		StringBuilder script = new StringBuilder("create table number(value integer);\n");
		for (int i = 0; i < 250; i++) {
			script.append("insert into number values (").append(i).append(");\n");
		}
		database.script("V1__numbers.sql", script.toString());
		database.configure().batch(true).load().migrate();
		assertThat(database.query("select count(*), sum(value) from number")).containsExactly("250|31125");
	}

}
