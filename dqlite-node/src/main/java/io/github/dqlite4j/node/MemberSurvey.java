package io.github.dqlite4j.node;

import java.util.List;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.Parallel.Answer;
import io.github.dqlite4j.protocol.MetadataResponse;
import io.github.dqlite4j.protocol.NodeInfo;

/**
 * Finds out which members of a cluster answer.
 */
final class MemberSurvey {

	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration TIMEOUT = Duration.ofSeconds(3);

	private MemberSurvey() {
	}

	static List<MemberState> of(List<NodeInfo> members) {
		Map<NodeInfo, Answer<MetadataResponse>> answers = Parallel.ask(members,
				(member) -> new NodeQuery(NodeEndpoint.of(NodeAddress.parse(member.address())), ANSWER_TIMEOUT)
					.describe(),
				TIMEOUT);
		return answers.entrySet().stream().map((entry) -> state(entry.getKey(), entry.getValue().value())).toList();
	}

	private static MemberState state(NodeInfo member, @Nullable MetadataResponse description) {
		return (description != null) ? new MemberState(member, true, description.failureDomain(), description.weight())
				: new MemberState(member, false, 0, 0);
	}

}
