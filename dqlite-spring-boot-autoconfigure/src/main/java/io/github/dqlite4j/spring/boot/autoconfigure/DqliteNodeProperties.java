package io.github.dqlite4j.spring.boot.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;

/**
 * The properties under {@code spring.datasource.dqlite.node}: the node that the
 * application runs itself. Where a URL or nodes to connect to are configured there is no
 * such node: an address or nodes to join are then refused, while the other properties
 * have no effect, so that a test need only set a URL.
 */
public class DqliteNodeProperties {

	static final String DEFAULT_DATA_DIR = "data";

	/**
	 * Address as "host:port" at which the node listens and under which the others know
	 * it. Kept with the data, so it cannot be changed later. A free port on loopback is
	 * taken when not set.
	 */
	private @Nullable String address;

	/**
	 * Address as "host:port" at which the node listens if that is not what its address
	 * resolves to, such as "0.0.0.0:9001".
	 */
	private @Nullable String bind;

	/**
	 * Comma-separated list of "host:port" addresses of the other nodes. May contain the
	 * node's own. A node without data joins their cluster; if none of them has one and
	 * all of them run, the one with the lowest address founds it. Without it the node
	 * founds a cluster of its own.
	 */
	private List<String> join = new ArrayList<>();

	/**
	 * Time the node may take to join its cluster.
	 */
	private Duration joinTimeout = Duration.ofMinutes(1);

	/**
	 * Directory of the node's data. Created when missing, never shared between nodes.
	 */
	// not a Path, which Spring would look up on the class path first
	private String dataDir = DEFAULT_DATA_DIR;

	/**
	 * Network latency to expect between nodes, from which the time to elect a leader
	 * follows. Must be the same on all nodes.
	 */
	private Duration networkLatency = Duration.ofMillis(30);

	/**
	 * Number of log entries after which the node takes a snapshot.
	 */
	private int snapshotThreshold = 512;

	/**
	 * Number of log entries to keep behind a snapshot for nodes that lag.
	 */
	private int snapshotTrailing = 1024;

	/**
	 * Number of nodes that vote on what is written, an odd number. Should be the same on
	 * all nodes.
	 */
	private int voters = 3;

	/**
	 * Number of nodes besides the voters that have all data, to take the place of a voter
	 * at once. Should be the same on all nodes.
	 */
	private int standbys = 3;

	/**
	 * Name or number of what the node fails together with, such as a rack or a zone.
	 * Votes are spread over failure domains.
	 */
	private @Nullable String failureDomain;

	/**
	 * How reluctant the node is to vote: of several nodes the lightest does.
	 */
	private long weight;

	/**
	 * How often the leader looks whether nodes have gone or come back, to give their
	 * roles to others.
	 */
	private Duration rolesInterval = Duration.ofSeconds(30);

	/**
	 * Space to keep in reserve on the disk of the data directory. When less than half as
	 * much is left besides, it is given up and the node stops until twice as much is
	 * free. 0 for none.
	 */
	private DataSize diskReserve = DataSize.ofMegabytes(64);

	/**
	 * File of the engine's shared library. Looked up in the system and then in
	 * dqlite-native when not set.
	 */
	private @Nullable String library;

	/**
	 * Where the node runs: in the process of the application, or in a process of its own
	 * that is started again when it dies, so that an engine that aborts does not end the
	 * application.
	 */
	private NodeIsolation isolation = NodeIsolation.IN_PROCESS;

	@NestedConfigurationProperty
	private final DqliteSslProperties ssl = new DqliteSslProperties();

	public @Nullable String getAddress() {
		return this.address;
	}

	public void setAddress(@Nullable String address) {
		this.address = address;
	}

	public @Nullable String getBind() {
		return this.bind;
	}

	public void setBind(@Nullable String bind) {
		this.bind = bind;
	}

	public List<String> getJoin() {
		return this.join;
	}

	public void setJoin(List<String> join) {
		this.join = join;
	}

	public Duration getJoinTimeout() {
		return this.joinTimeout;
	}

	public void setJoinTimeout(Duration joinTimeout) {
		this.joinTimeout = joinTimeout;
	}

	public String getDataDir() {
		return this.dataDir;
	}

	public void setDataDir(String dataDir) {
		this.dataDir = dataDir;
	}

	public Duration getNetworkLatency() {
		return this.networkLatency;
	}

	public void setNetworkLatency(Duration networkLatency) {
		this.networkLatency = networkLatency;
	}

	public int getSnapshotThreshold() {
		return this.snapshotThreshold;
	}

	public void setSnapshotThreshold(int snapshotThreshold) {
		this.snapshotThreshold = snapshotThreshold;
	}

	public int getSnapshotTrailing() {
		return this.snapshotTrailing;
	}

	public void setSnapshotTrailing(int snapshotTrailing) {
		this.snapshotTrailing = snapshotTrailing;
	}

	public int getVoters() {
		return this.voters;
	}

	public void setVoters(int voters) {
		this.voters = voters;
	}

	public int getStandbys() {
		return this.standbys;
	}

	public void setStandbys(int standbys) {
		this.standbys = standbys;
	}

	public @Nullable String getFailureDomain() {
		return this.failureDomain;
	}

	public void setFailureDomain(@Nullable String failureDomain) {
		this.failureDomain = failureDomain;
	}

	public long getWeight() {
		return this.weight;
	}

	public void setWeight(long weight) {
		this.weight = weight;
	}

	public Duration getRolesInterval() {
		return this.rolesInterval;
	}

	public void setRolesInterval(Duration rolesInterval) {
		this.rolesInterval = rolesInterval;
	}

	public DataSize getDiskReserve() {
		return this.diskReserve;
	}

	public void setDiskReserve(DataSize diskReserve) {
		this.diskReserve = diskReserve;
	}

	public @Nullable String getLibrary() {
		return this.library;
	}

	public void setLibrary(@Nullable String library) {
		this.library = library;
	}

	public DqliteSslProperties getSsl() {
		return this.ssl;
	}

	public NodeIsolation getIsolation() {
		return this.isolation;
	}

	public void setIsolation(NodeIsolation isolation) {
		this.isolation = isolation;
	}

}
