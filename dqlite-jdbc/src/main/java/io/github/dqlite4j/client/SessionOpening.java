package io.github.dqlite4j.client;

import java.io.IOException;
import java.util.List;

import io.github.dqlite4j.protocol.ClusterRequest;
import io.github.dqlite4j.protocol.DatabaseName;
import io.github.dqlite4j.protocol.FailureResponse;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodesResponse;
import io.github.dqlite4j.protocol.OpenRequest;
import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.QuerySqlRequest;
import io.github.dqlite4j.protocol.Response;
import io.github.dqlite4j.protocol.RowBatch;
import io.github.dqlite4j.protocol.StatementResponse;

/**
 * The first exchange of a session. It opens the database, warms the connection up,
 * prepares the {@link SchemaCheck} and finds out the generation of the engine; all
 * requests travel together.
 */
final class SessionOpening {

	/**
	 * Makes the server's buffer for responses grow. Before it has, a result with many
	 * columns can overrun it and end the process of the server.
	 */
	private static final String WARM_UP = "SELECT zeroblob(8192)";

	/**
	 * Refused by engines from 1.18.2 on, answered by those before.
	 */
	private static final String PROBE_FOR_NEW = "PRAGMA busy_timeout";

	/**
	 * How they refuse it. Any other failure, such as that of a node which has just lost
	 * leadership, proves nothing.
	 */
	private static final int NOT_AUTHORIZED = 23;

	private final NodeConnection connection;

	private final Deadline deadline;

	private List<NodeInfo> members = List.of();

	SessionOpening(NodeConnection connection, Deadline deadline) {
		this.connection = connection;
		this.deadline = deadline;
	}

	/**
	 * Open the database.
	 * @param database its name
	 * @return the generation of the engine
	 * @throws EngineException if the engine refuses
	 * @throws IOException if the exchange was interrupted
	 */
	EngineGeneration open(DatabaseName database) throws IOException, EngineException {
		this.connection.append(new OpenRequest(database));
		this.connection.append(new QuerySqlRequest(WARM_UP, Parameters.NONE));
		this.connection.append(SchemaCheck.prepare());
		this.connection.append(new QuerySqlRequest(PROBE_FOR_NEW, Parameters.NONE));
		this.connection.append(new ClusterRequest());
		this.connection.send(this.deadline);
		Response opened = receive();
		Response warmedUp = receive();
		Response prepared = receive();
		Response probed = receive();
		Response listed = receive();
		for (Response response : List.of(opened, warmedUp, prepared, probed, listed)) {
			if (response instanceof FailureResponse failure
					&& (response != probed || failure.code() != NOT_AUTHORIZED)) {
				throw new EngineException(failure, EngineGeneration.OLD);
			}
		}
		if (listed instanceof NodesResponse nodes) {
			this.members = nodes.nodes();
		}
		if (prepared instanceof StatementResponse statement && !statement.extended()) {
			return EngineGeneration.OLD;
		}
		return (probed instanceof FailureResponse) ? EngineGeneration.NEW : EngineGeneration.MID;
	}

	private Response receive() throws IOException {
		Response response = this.connection.receive(this.deadline);
		if (response instanceof RowBatch batch) {
			drain(batch);
		}
		return response;
	}

	private void drain(RowBatch first) throws IOException {
		RowBatch batch = first;
		while (true) {
			while (batch.next()) {
				continue;
			}
			if (batch.isLast()) {
				return;
			}
			Response following = this.connection.receiveFollowing(batch, this.deadline);
			if (!(following instanceof RowBatch next)) {
				return;
			}
			batch = next;
		}
	}

	List<NodeInfo> members() {
		return this.members;
	}

}
