package io.github.dqlite4j.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What names resolve to, and what of that is dialled.
 */
class DialPolicyTests {

	private static final NodeAddress NODE = NodeAddress.parse("db1:9001");

	private final List<String> resolved = new ArrayList<>();

	private InetAddress[] addresses = {};

	private DialPolicy policy(@Nullable String... allowed) {
		return new DialPolicy(List.of(NodeAddress.parse("given:9001")),
				(allowed.length > 0 && allowed[0] == null) ? null : AllowedNodes.parse(List.of(allowed)), (host) -> {
					this.resolved.add(host);
					return this.addresses;
				});
	}

	private void resolveTo(String... texts) throws UnknownHostException {
		this.addresses = new InetAddress[texts.length];
		for (int i = 0; i < texts.length; i++) {
			this.addresses[i] = InetAddress.getByName(texts[i]);
		}
	}

	private static void assertRefused(DialPolicy policy, NodeAddress node, String allowed) {
		assertThatExceptionOfType(RefusedNodeException.class).isThrownBy(() -> policy.resolve(node))
			.withMessage("the address " + node + " is refused, since allowedNodes=" + allowed
					+ " does not allow it: add it there if it belongs to the cluster");
	}

	@Test
	void everyNodeIsDialledWithoutARule() throws IOException {
		resolveTo("203.0.113.1", "fd00::1");
		assertThat(policy((String) null).resolve(NODE)).containsExactly(this.addresses);
	}

	@Test
	void nameThatIsAllowedMayResolveToAnything() throws IOException {
		resolveTo("203.0.113.1");
		assertThat(policy("db1").resolve(NODE)).containsExactly(this.addresses);
		assertThat(policy("10.0.0.0/8").resolve(NodeAddress.parse("given:9001"))).containsExactly(this.addresses);
	}

	@Test
	void onlyTheAddressesThatAreAllowedAreDialled() throws IOException {
		resolveTo("203.0.113.1", "10.0.0.7", "fd00::1");
		assertThat(policy("10.0.0.0/8").resolve(NODE)).containsExactly(this.addresses[1]);
		assertRefused(policy("192.0.2.0/24"), NODE, "192.0.2.0/24");
	}

	@Test
	void anotherPortOfAGivenNodeIsRefused() {
		assertRefused(policy(), NodeAddress.parse("given:22"), "");
	}

	@Test
	void nameThatCanNotBeAllowedIsNotResolved() {
		assertRefused(policy("db2,db3".split(",")), NODE, "db2,db3");
		assertThat(this.resolved).isEmpty();
	}

	@Test
	void namesAreResolvedForEveryDial() throws IOException {
		try (ScriptedServer first = ScriptedServer.start(); ScriptedServer second = ScriptedServer.start()) {
			NodeConnector connector = new NodeConnector(65536, null, policy("127.0.0.0/8"));
			resolveTo("127.0.0.1");
			connector.connect(new NodeAddress("db1", first.address().port()), TestClusters.ample()).close();
			resolveTo("203.0.113.1");
			assertThatExceptionOfType(RefusedNodeException.class).isThrownBy(
					() -> connector.connect(new NodeAddress("db1", second.address().port()), TestClusters.ample()));
			resolveTo("203.0.113.1", "127.0.0.1");
			connector.connect(new NodeAddress("db1", second.address().port()), TestClusters.ample()).close();
			assertThat(this.resolved).containsExactly("db1", "db1", "db1");
			Await.until("the server notices the connection", () -> second.accepted() > 0);
			assertThat(second.accepted()).isOne();
		}
	}

}
