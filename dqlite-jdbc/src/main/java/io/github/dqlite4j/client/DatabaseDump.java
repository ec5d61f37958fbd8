package io.github.dqlite4j.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

import io.github.dqlite4j.protocol.DatabaseName;
import io.github.dqlite4j.protocol.DumpRequest;
import io.github.dqlite4j.protocol.FailureResponse;
import io.github.dqlite4j.protocol.FilesStream;
import io.github.dqlite4j.protocol.Frame;
import io.github.dqlite4j.protocol.FrameHead;
import io.github.dqlite4j.protocol.ProtocolException;
import io.github.dqlite4j.protocol.Response;

/**
 * Copies the files of databases from the leader, in constant memory however large they
 * are. The leader is asked, and not a follower, which may be behind; it has applied its
 * whole log before the first file is read, and, unless that is waived, more than half of
 * the voters have confirmed that it leads. So a copy holds every transaction that was
 * acknowledged before {@link #open} was called, and none in part: the engine takes the
 * files between two transactions.
 * <p>
 * One thread at a time may use it; only {@link #close()} may come from another.
 */
public final class DatabaseDump implements Closeable {

	/**
	 * How engines from 1.18.2 on say that there is no such database. Older ones send two
	 * empty files.
	 */
	private static final int NO_SUCH_DATABASE = 1002;

	private static final int BUFFER_SIZE = 64 * 1024;

	private static final int LARGEST_FAILURE = 64 * 1024;

	private static final int FAILURE = 0;

	private final NodeConnection connection;

	private final Duration patience;

	private DatabaseDump(NodeConnection connection, Duration patience) {
		this.connection = connection;
		this.patience = patience;
	}

	/**
	 * Connect to the leader. If leadership is lost or not confirmed meanwhile, the leader
	 * is looked for again.
	 * @param cluster the cluster; the read timeout of its options is how long the leader
	 * may be silent while it sends
	 * @param proven whether more than half of the voters must confirm the leader, which
	 * needs all of them to be reachable from here by the addresses that they advertise
	 * @param deadline when to give up; the leader timeout of the options of the cluster
	 * holds in any case
	 * @return the connection
	 * @throws NoLeaderException if no leader is found in time
	 * @throws IOException if the leader can't be used or is not confirmed in time
	 */
	public static DatabaseDump open(Cluster cluster, boolean proven, Deadline deadline) throws IOException {
		DatabaseName database = cluster.options().database();
		return cluster.openAtLeader(database, deadline, (connection, end) -> {
			SessionOpening opening = new SessionOpening(connection, end);
			// its queries make a node that was just elected apply what its predecessors
			// left
			opening.open(database);
			if (proven) {
				new LeadershipProof(cluster.connector()).require(connection.identity(), opening.members(), end);
			}
			return new DatabaseDump(connection, cluster.options().readTimeout());
		});
	}

	/**
	 * Return the node that is asked.
	 * @return its address
	 */
	public NodeAddress node() {
		return this.connection.address();
	}

	/**
	 * Copy the files of a database: the database itself and its write-ahead log, which
	 * engines before 1.18.2 keep up to 1,000 pages in.
	 * @param database the database
	 * @param target where the files go
	 * @return whether the engine knows of such a database; an older engine sends empty
	 * files instead
	 * @throws IOException if the node refuses or the connection breaks: what was copied
	 * is of no use, and this is to be closed
	 */
	public boolean copy(DatabaseName database, Target target) throws IOException {
		this.connection.append(new DumpRequest(database));
		this.connection.send(deadline());
		FrameHead head = this.connection.receiveHead(deadline());
		if (head.type() == FAILURE) {
			FailureResponse failure = failure(head);
			if (failure.code() == NO_SUCH_DATABASE) {
				return false;
			}
			throw new IOException("The node " + node() + " refuses to dump the database " + database + ": "
					+ failure.message() + " (" + failure.code() + ")");
		}
		if (head.type() != FilesStream.TYPE) {
			throw this.connection.broken(
					new ProtocolException("the request for a dump was answered by a message of type " + head.type()));
		}
		FilesStream files = new FilesStream(head.length(),
				(buffer, offset, length) -> this.connection.receiveBody(buffer, offset, length, deadline()));
		boolean complete = false;
		try {
			copy(files, target);
			complete = true;
		}
		finally {
			if (!complete) {
				close();
			}
		}
		return true;
	}

	private static void copy(FilesStream files, Target target) throws IOException {
		byte[] buffer = new byte[BUFFER_SIZE];
		for (FilesStream.Entry entry = files.next(); entry != null; entry = files.next()) {
			try (OutputStream out = target.open(entry.name(), entry.length())) {
				for (int count = files.read(buffer); count >= 0; count = files.read(buffer)) {
					out.write(buffer, 0, count);
				}
			}
		}
	}

	private FailureResponse failure(FrameHead head) throws IOException {
		if (head.length() > LARGEST_FAILURE) {
			throw this.connection
				.broken(new ProtocolException("a failure is described by " + head.length() + " bytes"));
		}
		byte[] body = new byte[(int) head.length()];
		int filled = 0;
		while (filled < body.length) {
			filled += this.connection.receiveBody(body, filled, body.length - filled, deadline());
		}
		return (FailureResponse) Response.decode(new Frame(head.type(), head.schema(), body, 0, body.length));
	}

	/**
	 * A copy may take long; silence may not.
	 */
	private Deadline deadline() {
		return Deadline.after(this.patience);
	}

	@Override
	public void close() {
		this.connection.close();
	}

	/**
	 * Where the files of a database go.
	 */
	@FunctionalInterface
	public interface Target {

		/**
		 * Begin a file.
		 * @param name its name: that of the database, or that with {@code -wal} behind it
		 * @param length its length in bytes
		 * @return where its bytes go; is closed after the last one
		 * @throws IOException if it can't be written
		 */
		OutputStream open(String name, long length) throws IOException;

	}

}
