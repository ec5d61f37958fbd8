package io.github.dqlite4j.benchmarks.jmh;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to open and close a prepared statement, which is to parse and classify
 * the text: nothing is sent before it is executed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StatementParsing {

	/**
	 * The text.
	 */
	@Param({ "SELECT stock, name FROM item WHERE id = ?", """
			insert into employee (email,first_name,hired_at,last_name,team_id,version,id)
			values (?,?,?,?,?,?,?)""", """
			select e1_0.id,e1_0.email,e1_0.first_name,e1_0.hired_at,e1_0.last_name,t1_0.id,t1_0.name,e1_0.version
			from employee e1_0 left join team t1_0 on t1_0.id=e1_0.team_id
			where e1_0.last_name like ? escape '\\' and e1_0.hired_at>=? order by e1_0.last_name,e1_0.id limit ?""" })
	private String sql = "";

	/**
	 * Prepares and closes a statement.
	 * @param node where the connection goes
	 * @return the statement
	 * @throws SQLException never
	 */
	@Benchmark
	public PreparedStatement prepareAndClose(InProcessNode node) throws SQLException {
		PreparedStatement statement = node.connection().prepareStatement(this.sql);
		statement.close();
		return statement;
	}

}
