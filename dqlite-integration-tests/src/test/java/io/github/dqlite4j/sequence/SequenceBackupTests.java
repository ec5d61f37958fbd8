package io.github.dqlite4j.sequence;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.client.SequenceDefinition;
import io.github.dqlite4j.client.SequenceState;
import io.github.dqlite4j.client.Sequences;
import io.github.dqlite4j.testing.Nodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A database restored without the counters of its sequences gives no value twice.
 */
class SequenceBackupTests {

	@RegisterExtension
	final Nodes nodes = new Nodes();

	private String node = "";

	private Connection original;

	private Connection restored;

	@BeforeEach
	void connect() throws SQLException {
		this.node = this.nodes.single().address();
		this.original = DriverManager.getConnection("jdbc:dqlite://" + this.node + "/original");
		this.restored = DriverManager.getConnection("jdbc:dqlite://" + this.node + "/restored");
		Sql.run(this.original, "create sequence used start 5 increment 10", "create sequence \"un \"\"used\" start 3",
				"create sequence finished maxvalue 2", "create table t (id integer primary key)");
		Sql.next(this.original, "used", 3);
		Sql.next(this.original, "finished", 2);
	}

	@AfterEach
	void disconnect() throws SQLException {
		this.original.close();
		this.restored.close();
	}

	@Test
	void aSequenceWithoutItsCounterGivesNoValue() throws SQLException {
		copyDefinitions();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> Sql.next(this.restored, "used"))
			.withMessageContaining("ALTER SEQUENCE \"used\" RESTART WITH")
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("55000"));
		Sql.run(this.restored, "create table t (id integer primary key)", "insert into t values (25)",
				"alter sequence used restart with (select coalesce(max(id), 0) + 1 from t)");
		assertThat(Sql.next(this.restored, "used", 2)).containsExactly(26L, 36L);
	}

	@Test
	void aSequenceGoesOnByTheStatementsOfTheList() throws Exception {
		List<SequenceState> states = sequences("original").list(Deadline.after(Duration.ofSeconds(30)));
		assertThat(states).extracting((state) -> state.definition().name() + " " + state.lastValue())
			.containsExactly("finished OptionalLong[2]", "un \"used OptionalLong.empty", "used OptionalLong[25]");
		copyDefinitions();
		for (SequenceState state : states) {
			Sql.run(this.restored, state.restartStatement());
		}
		assertThat(Sql.next(this.restored, "used")).isEqualTo(35);
		assertThat(Sql.next(this.restored, "\"un \"\"used\"")).isEqualTo(3);
	}

	@Test
	void aSequenceIsRestartedWithoutJdbc() throws Exception {
		copyDefinitions();
		Sequences sequences = sequences("restored");
		Deadline deadline = Deadline.after(Duration.ofSeconds(30));
		assertThat(sequences.restart("USED", 35, deadline)).isTrue();
		assertThat(sequences.restart("other", 35, deadline)).isFalse();
		assertThatExceptionOfType(EngineException.class).isThrownBy(() -> sequences.restart("used", -1, deadline))
			.withMessageContaining("restart of a sequence");
		assertThat(Sql.next(this.restored, "used", 2)).containsExactly(35L, 45L);
	}

	@Test
	void aDatabaseWithoutSequencesHasNone() throws Exception {
		assertThat(sequences("restored").list(Deadline.after(Duration.ofSeconds(30)))).isEmpty();
	}

	private Sequences sequences(String database) {
		return new Sequences(new Cluster(
				ConnectionOptions.builder().nodes(List.of(NodeAddress.parse(this.node))).database(database).build()));
	}

	private void copyDefinitions() throws SQLException {
		List<String> inserts = new ArrayList<>();
		try (Statement statement = this.original.createStatement();
				ResultSet rows = statement.executeQuery("select 'insert into dqlite_sequence values ('||quote(name)||"
						+ "','||quote(generation)||','||start_value||','||first_value||','||increment_by||','||"
						+ "minimum_value||','||maximum_value||','||cycles||')' from dqlite_sequence")) {
			while (rows.next()) {
				inserts.add(rows.getString(1));
			}
		}
		assertThat(inserts).hasSize(3);
		Sql.run(this.restored, SequenceDefinition.CREATE_TABLE);
		Sql.run(this.restored, inserts.toArray(String[]::new));
	}

}
