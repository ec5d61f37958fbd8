package io.github.dqlite4j.tool.sql;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where statements end.
 */
class StatementSplitterTests {

	private static List<String> split(String text) {
		StatementSplitter splitter = new StatementSplitter();
		List<String> statements = new ArrayList<>();
		text.lines().forEach((line) -> statements.addAll(splitter.add(line)));
		String rest = splitter.takeRest();
		if (!rest.isEmpty()) {
			statements.add("rest: " + rest);
		}
		return statements;
	}

	@Test
	void semicolonsEndStatements() {
		assertThat(split("select 1; select 2;\nselect\n3;")).containsExactly("select 1", "select 2", "select\n3");
		assertThat(split(";;  ;\n-- nothing\n;")).isEmpty();
		assertThat(split("select 1")).containsExactly("rest: select 1");
	}

	@Test
	void semicolonsInTextsNamesAndCommentsDoNot() {
		assertThat(split("select ';', \";\", [;], `;`, 'it''s;';")).hasSize(1);
		assertThat(split("select 1 -- one; two\n, 2 /* three; \n four; */;")).hasSize(1);
		assertThat(split("select 'a\n;b';")).containsExactly("select 'a\n;b'");
		assertThat(split("select 1 - -1, 4 / 2;select 2;")).hasSize(2);
	}

	@Test
	void triggersEndWithTheirEnd() {
		String trigger = "create temp trigger t after insert on a begin select case when 1 then 2 end; "
				+ "insert into b values (';'); end";
		assertThat(split(trigger + "; select 1;")).containsExactly(trigger, "select 1");
		assertThat(split("explain " + trigger + ";")).hasSize(1);
		assertThat(split("create table trigger_log (a); select 1;")).hasSize(2);
		assertThat(split("begin; select 1; end;")).hasSize(3);
		assertThat(split("create trigger t after insert on a begin select 1;")).hasSize(1)
			.first()
			.asString()
			.startsWith("rest: ");
	}

	@Test
	void anOpenCommentIsNotTheEnd() {
		StatementSplitter splitter = new StatementSplitter();
		splitter.add("/* begins");
		assertThat(splitter.isInStatement()).isTrue();
		splitter.add("and ends */");
		assertThat(splitter.isInStatement()).isFalse();
		assertThat(splitter.add("select 1;")).hasSize(1);
	}

}
