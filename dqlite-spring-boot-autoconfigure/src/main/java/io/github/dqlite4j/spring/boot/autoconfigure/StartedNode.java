package io.github.dqlite4j.spring.boot.autoconfigure;

import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.node.RunningNode;
import io.github.dqlite4j.node.supervisor.SupervisedNode;
import io.github.dqlite4j.node.supervisor.SupervisedState;
import org.jspecify.annotations.Nullable;

/**
 * A node of this application and how it is.
 *
 * @param node the node, in this process or in one of its own
 * @param status tells which, and whether it runs
 */
record StartedNode(RunningNode node, NodeStatus status) {

	static StartedNode of(DqliteNode node) {
		return new StartedNode(node, () -> describe(node.problem()));
	}

	static StartedNode of(SupervisedNode node) {
		return new StartedNode(node, () -> describe(node.state()));
	}

	private static String describe(@Nullable String problem) {
		return (problem != null) ? problem : "in this process";
	}

	private static String describe(SupervisedState state) {
		String last = (state.problem() != null) ? ". Last problem: " + state.problem() : "";
		return (state.running() ? "in process " + state.pid() : "down, being started again") + "; started again "
				+ state.restarts() + " times" + last;
	}

}
