package io.github.dqlite4j.spring.boot.autoconfigure;

import java.nio.file.Path;

import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.node.supervisor.SupervisedNode;
import io.github.dqlite4j.node.supervisor.SupervisedState;

/**
 * A node of this application, in this process or in one of its own.
 */
interface RunningNode extends NodeStatus, AutoCloseable {

	/**
	 * Return the id under which the cluster knows the node, an unsigned number.
	 */
	long id();

	/**
	 * Return the address, as {@code host:port}.
	 */
	String address();

	/**
	 * Return the directory of its data.
	 */
	Path dataDirectory();

	/**
	 * Name a database whose writers are held back while the node hands over and stops.
	 * @param database the name of the database
	 */
	void holdBackWritersOf(String database);

	@Override
	void close();

	/**
	 * A node in this process.
	 *
	 * @param node the node
	 */
	record InProcess(DqliteNode node) implements RunningNode {

		@Override
		public long id() {
			return this.node.id();
		}

		@Override
		public String address() {
			return this.node.address();
		}

		@Override
		public Path dataDirectory() {
			return this.node.dataDirectory();
		}

		@Override
		public void holdBackWritersOf(String database) {
			this.node.holdBackWritersOf(database);
		}

		@Override
		public String describe() {
			return "in this process";
		}

		@Override
		public void close() {
			this.node.close();
		}

	}

	/**
	 * A node in a process of its own.
	 *
	 * @param node the node
	 */
	record Isolated(SupervisedNode node) implements RunningNode {

		@Override
		public long id() {
			return this.node.id();
		}

		@Override
		public String address() {
			return this.node.address();
		}

		@Override
		public Path dataDirectory() {
			return this.node.dataDirectory();
		}

		@Override
		public void holdBackWritersOf(String database) {
			this.node.holdBackWritersOf(database);
		}

		@Override
		public String describe() {
			SupervisedState state = this.node.state();
			String last = (state.problem() != null) ? ". Last problem: " + state.problem() : "";
			return (state.running() ? "in process " + state.pid() : "down, being started again") + "; started again "
					+ state.restarts() + " times" + last;
		}

		@Override
		public void close() {
			this.node.close();
		}

	}

}
