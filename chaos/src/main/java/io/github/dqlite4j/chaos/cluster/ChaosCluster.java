package io.github.dqlite4j.chaos.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;
import io.github.dqlite4j.testing.Awaiting;
import io.github.dqlite4j.testing.FreePort;
import io.github.dqlite4j.testing.NodeProcess;

/**
 * Nodes, all of them voters of one cluster, each in a process of its own.
 */
public final class ChaosCluster implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String LATENCY_MILLIS = "30";

	private final Path directory;

	private final Topology topology;

	private final List<String> databases;

	private final List<Member> members = new ArrayList<>();

	private final List<SmallDisk> disks = new ArrayList<>();

	private final Links links = new Links();

	private int launched;

	private ChaosCluster(Topology topology, List<String> databases, Path directory) {
		this.topology = topology;
		this.databases = databases;
		this.directory = directory;
	}

	/**
	 * Start the nodes and wait until all of them are voters.
	 * @param topology how they are set up
	 * @param size how many there are
	 * @param databases the names of the databases that will be used
	 * @param directory where their data and logs go
	 * @throws IOException if something can't be started
	 */
	public static ChaosCluster start(Topology topology, int size, List<String> databases, Path directory)
			throws IOException {
		ChaosCluster cluster = new ChaosCluster(topology, databases, Files.createDirectories(directory));
		boolean started = false;
		try {
			for (int number = 0; number < size; number++) {
				cluster.members.add(cluster.launch(number));
			}
			cluster.members.forEach((member) -> member.process().awaitReady());
			cluster.awaitVoters();
			started = true;
			return cluster;
		}
		finally {
			if (!started) {
				cluster.close();
			}
		}
	}

	private Member launch(int number) throws IOException {
		List<String> arguments = new ArrayList<>(options());
		if (this.topology == Topology.PROXIED) {
			NodeAddress listen = new NodeAddress("127.0.0.1", FreePort.next());
			arguments.addAll(List.of("--id", Long.toString(Links.id(number)), "--address", this.links.add(listen),
					"--listen", listen.toString()));
		}
		else if (number > 0) {
			arguments.addAll(List.of("--join", this.members.get(0).process().awaitReady().address()));
		}
		if (this.topology == Topology.SMALL_DISKS) {
			this.disks.add(SmallDisk.mount(Files.createDirectories(place(number))));
		}
		return new Member(number, launch(number, arguments));
	}

	private NodeProcess launch(int number, List<String> arguments) {
		List<String> wrapper = (this.topology == Topology.SMALL_DISKS) ? this.disks.get(number).wrapper() : List.of();
		this.launched++;
		return NodeProcess.launch(place(number).resolve("node" + this.launched), wrapper, arguments);
	}

	private List<String> options() {
		return List.of("--latency", LATENCY_MILLIS, "--database", String.join(",", this.databases));
	}

	private Path place(int number) {
		return this.directory.resolve("place" + number);
	}

	/**
	 * Add every node that is not a member, and make every member a voter.
	 */
	private void awaitVoters() {
		Awaiting.until("all nodes are voters", () -> {
			ClusterAdministration administration = administration();
			List<NodeInfo> known = administration.members();
			for (Member member : this.members) {
				NodeInfo info = find(known, member);
				if (info == null) {
					administration.add(Links.id(member.number()), NodeAddress.parse(member.address()));
				}
				else if (info.role() != NodeRole.VOTER) {
					administration.assign(info.id(), NodeRole.VOTER);
				}
			}
			return known.size() == this.members.size()
					&& known.stream().allMatch((node) -> node.role() == NodeRole.VOTER);
		});
	}

	private static @Nullable NodeInfo find(List<NodeInfo> known, Member member) {
		return known.stream().filter((node) -> node.address().equals(member.address())).findFirst().orElse(null);
	}

	private ClusterAdministration administration() {
		return new ClusterAdministration(
				this.members.stream().map((member) -> NodeAddress.parse(member.address())).toList(), TIMEOUT);
	}

	/**
	 * Return the members, in the order of their numbers.
	 */
	public List<Member> members() {
		return Collections.unmodifiableList(this.members);
	}

	/**
	 * Return the member that leads, waiting for one.
	 * @throws IOException if none does
	 */
	public Member leader() throws IOException {
		String address = administration().leader().toString();
		return this.members.stream()
			.filter((member) -> member.address().equals(address))
			.findFirst()
			.orElseThrow(() -> new IOException("The leader " + address + " is none of " + this.members));
	}

	/**
	 * Hold back who writes to the databases.
	 * @param leader the member that leads
	 * @throws SQLException if somebody writes for long
	 */
	public WriteLocks holdBackWriters(Member leader) throws SQLException {
		return WriteLocks.of(leader.address(), this.databases);
	}

	/**
	 * Hand leadership to a member.
	 * @param member the one that is to lead
	 * @throws IOException if no leader can be reached
	 * @throws EngineException if the leader refuses
	 */
	public void transferLeadershipTo(Member member) throws IOException, EngineException {
		ClusterAdministration administration = administration();
		NodeInfo info = find(administration.members(), member);
		if (info != null) {
			administration.transferLeadership(info.id());
		}
	}

	/**
	 * Remove a member whose process has ended and start another node in its place, with
	 * the same address and no data.
	 * @param member the member
	 */
	public void replace(Member member) {
		Awaiting.until(member + " is removed", () -> {
			ClusterAdministration administration = administration();
			NodeInfo info = find(administration.members(), member);
			if (info != null) {
				administration.remove(info.id());
			}
			return find(administration.members(), member) == null;
		});
		String others = this.members.stream()
			.filter((other) -> other != member)
			.map(Member::address)
			.collect(Collectors.joining(","));
		List<String> arguments = new ArrayList<>(options());
		arguments.addAll(List.of("--address", member.address(), "--join", others));
		member.replaceBy(launch(member.number(), arguments));
		member.process().awaitReady();
		awaitVoters();
	}

	/**
	 * Return the small file system of a member.
	 * @param member the member
	 * @throws IndexOutOfBoundsException if the cluster is not set up so
	 */
	public SmallDisk disk(Member member) {
		return this.disks.get(member.number());
	}

	/**
	 * Return the links between the members, which can be cut if the cluster is set up so.
	 */
	public Links links() {
		return this.links;
	}

	/**
	 * Return the addresses of all members.
	 */
	public List<String> addresses() {
		return this.members.stream().map(Member::address).toList();
	}

	/**
	 * Return what the processes wrote since they were started last.
	 */
	public String logs() {
		return this.members.stream().map((member) -> member.process().log()).collect(Collectors.joining("\n"));
	}

	@Override
	public void close() throws IOException {
		this.members.forEach((member) -> member.process().close());
		this.disks.forEach(SmallDisk::close);
		this.links.close();
	}

}
