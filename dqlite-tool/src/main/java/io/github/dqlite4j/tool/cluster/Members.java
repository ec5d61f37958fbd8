package io.github.dqlite4j.tool.cluster;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.NoLeaderException;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.tool.cli.CommandFailure;
import io.github.dqlite4j.tool.cli.ExitStatus;

/**
 * The members of a cluster, and changes to them.
 */
final class Members {

	private final ClusterAdministration administration;

	private final List<NodeInfo> members;

	Members(ClusterAdministration administration) throws IOException, EngineException {
		this.administration = administration;
		this.members = administration.members();
	}

	List<NodeInfo> all() {
		return this.members;
	}

	/**
	 * Find a member.
	 * @param text its address or its id
	 * @throws CommandFailure if there is none; the message names those there are
	 */
	NodeInfo find(String text) {
		return this.members.stream()
			.filter((member) -> member.address().equals(text.toLowerCase(Locale.ROOT)) || id(member).equals(text))
			.findFirst()
			.orElseThrow(() -> new CommandFailure("No member has the address or id '" + text + "'. The members are "
					+ this.members.stream().map(NodeInfo::address).collect(Collectors.joining(", ")) + "."));
	}

	static String id(NodeInfo member) {
		return Long.toUnsignedString(member.id());
	}

	boolean leads(NodeInfo member) throws IOException {
		return this.administration.leader().toString().equals(member.address());
	}

	/**
	 * Change something. When the connection breaks the change may have been made.
	 */
	static void change(Change change) throws IOException, EngineException {
		try {
			change.run();
		}
		catch (NoLeaderException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new CommandFailure(ExitStatus.UNKNOWN_OUTCOME,
					"The leader did not answer, and may or may not have done it: " + ex.getMessage()
							+ ". Look with 'dqlite cluster' before you repeat it.",
					ex);
		}
	}

	/**
	 * A request to the leader.
	 */
	@FunctionalInterface
	interface Change {

		void run() throws IOException, EngineException;

	}

}
