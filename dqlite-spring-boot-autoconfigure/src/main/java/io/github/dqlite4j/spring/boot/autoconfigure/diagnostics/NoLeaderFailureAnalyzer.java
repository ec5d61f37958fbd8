package io.github.dqlite4j.spring.boot.autoconfigure.diagnostics;

import java.util.TreeMap;

import io.github.dqlite4j.client.NoLeaderException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes the failure to find a node that leads, and lists what is known of each.
 */
class NoLeaderFailureAnalyzer extends AbstractFailureAnalyzer<NoLeaderException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, NoLeaderException cause) {
		StringBuilder description = new StringBuilder("No leader of the dqlite cluster was found. Its nodes:");
		description.append(String.format("%n"));
		new TreeMap<>(cause.reasons())
			.forEach((node, reason) -> description.append(String.format("%n    %s: %s", node, reason)));
		return new FailureAnalysis(description.toString(), """
				A cluster serves while more than half of its voters run and reach each other. Check that:

				    - the nodes are up
				    - their addresses in spring.datasource.url, spring.datasource.dqlite.nodes or \
				spring.datasource.dqlite.node.join are right
				    - no firewall is between them and this machine

				Where nodes take longer to come up, raise spring.datasource.dqlite.leader-timeout.""", cause);
	}

}
