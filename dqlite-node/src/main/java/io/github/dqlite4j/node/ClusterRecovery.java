package io.github.dqlite4j.node;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.node.NativeNode.NativeException;
import io.github.dqlite4j.node.NodeStartException.Reason;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;

/**
 * Makes a cluster of what is left when more than half of its voters are lost for good.
 * The most advanced of the data directories that are left is made that of the only
 * member; the others are to join it with empty directories.
 * <p>
 * All directories are locked from the beginning to {@link #close()}. What could make two
 * clusters of one is refused: a directory whose node runs, one that was recovered before,
 * one of another cluster, one of a node that was removed.
 */
public final class ClusterRecovery implements AutoCloseable {

	private final List<DirectoryLock> locks = new ArrayList<>();

	private final List<StoppedNode> nodes = new ArrayList<>();

	private boolean changed;

	private ClusterRecovery() {
	}

	/**
	 * Lock and look at what is left. Nothing is changed but the lock files.
	 * @param directories the data directories of one cluster that are left, at least one
	 * @return the recovery, to be looked at and then run; must be closed
	 * @throws NodeStartException if a node runs or its directory can't be written
	 * @throws IOException if a directory can't be read, or recovering would be wrong; the
	 * message says why and what to do
	 */
	public static ClusterRecovery of(List<Path> directories) throws IOException {
		if (directories.isEmpty()) {
			throw new IOException("No data directory was found: name the directories of the nodes that are left.");
		}
		ClusterRecovery recovery = new ClusterRecovery();
		boolean usable = false;
		try {
			for (Path directory : directories) {
				// first the identity: no lock file is left where no node was
				Path path = StoppedNode.read(directory).directory();
				recovery.locks.add(DirectoryLock.acquire(path));
				recovery.nodes.add(StoppedNode.read(path));
			}
			recovery.nodes.sort(Comparator.comparing(StoppedNode::last).reversed());
			recovery.check();
			usable = true;
			return recovery;
		}
		finally {
			if (!usable) {
				recovery.close();
			}
		}
	}

	/**
	 * Return the nodes that are left.
	 * @return the nodes, the most advanced one first
	 */
	public List<StoppedNode> nodes() {
		return List.copyOf(this.nodes);
	}

	/**
	 * Return the node that is to be the only member.
	 * @return the most advanced node
	 */
	public StoppedNode survivor() {
		return this.nodes.get(0);
	}

	/**
	 * Return the voters whose directories are not here.
	 * @return the voters, as the survivor knows them
	 */
	public List<NodeInfo> missingVoters() {
		Set<Long> here = this.nodes.stream().map(StoppedNode::id).collect(Collectors.toSet());
		return voters().stream().filter((voter) -> !here.contains(voter.id())).toList();
	}

	/**
	 * Tell whether the directories of more than half of the voters are here. Then the
	 * survivor has all that was ever acknowledged, and starting these nodes would do.
	 * @return whether they are
	 */
	public boolean hasQuorum() {
		return 2 * missingVoters().size() < voters().size();
	}

	private List<NodeInfo> voters() {
		return survivor().members().stream().filter((member) -> member.role() == NodeRole.VOTER).toList();
	}

	private void check() throws IOException {
		StoppedNode survivor = survivor();
		Set<Long> ids = new HashSet<>();
		for (StoppedNode node : this.nodes) {
			if (!ids.add(node.id())) {
				throw new IOException("Two of the directories belong to the node " + Long.toUnsignedString(node.id())
						+ ", one of them is a copy. Name only the one that the node used last.");
			}
			checkMarker(node);
		}
		if (!survivor.state().problems().isEmpty()) {
			throw new IOException("The most advanced directory " + survivor.directory() + " is damaged: "
					+ String.join(" ", survivor.state().problems())
					+ " Recover from another one by naming only that, or restore a backup.");
		}
		if (survivor.members().isEmpty()) {
			throw new IOException("The node in " + survivor.directory()
					+ " has not joined a cluster: there is nothing in" + " its log to recover.");
		}
		if (survivor.isAlone()) {
			throw new IOException("The node in " + survivor.directory() + " is the only member of its cluster already:"
					+ " there is nothing to recover. Start it.");
		}
		for (StoppedNode node : this.nodes) {
			if (survivor.members().stream().noneMatch((member) -> member.id() == node.id())) {
				throw new IOException(
						"The node in " + node.directory() + " is no member of the cluster that the node in "
								+ survivor.directory() + " belongs to. Name only directories of one cluster.");
			}
		}
	}

	/**
	 * A directory that was recovered may be so again when others have joined it since:
	 * the newest list of members is another one then.
	 */
	private static void checkMarker(StoppedNode node) throws IOException {
		RecoveryMarker marker = RecoveryMarker.read(node.directory());
		if (marker == null || !node.isAlone()) {
			return;
		}
		if (!marker.done()) {
			new RecoveryMarker(marker.at(), marker.index(), true).write(node.directory());
		}
		throw new IOException("The node in " + node.directory() + " was recovered at " + marker.at() + " and nobody has"
				+ " joined it since: a second recovery would make two clusters of one. Start this node, and let the"
				+ " others join it with empty data directories.");
	}

	/**
	 * Overwrite the list of members in the survivor's log.
	 * @param library the file of the engine, or {@code null} to look it up
	 * @throws NodeStartException if the engine can't be loaded or refuses
	 * @throws IOException if the directory can't be written
	 */
	public void run(@Nullable Path library) throws IOException {
		if (this.changed) {
			throw new IllegalStateException("The recovery was run already");
		}
		StoppedNode survivor = survivor();
		NodeIdentity identity = new IdentityFile(survivor.directory()).read();
		if (identity == null) {
			throw new NodeStartException(Reason.DATA_DIRECTORY_NOT_USABLE,
					"The file " + IdentityFile.NAME + " in " + survivor.directory() + " has gone.",
					"Look who changes the directory.");
		}
		Engine engine = EngineLoader.shared().load(library);
		RecoveryMarker marker = new RecoveryMarker(Instant.now().truncatedTo(ChronoUnit.SECONDS),
				survivor.last().index(), false);
		marker.write(survivor.directory());
		this.changed = true;
		overwriteMembers(engine, survivor.directory(), identity);
		StoppedNode recovered = StoppedNode.read(survivor.directory());
		if (!recovered.isAlone()) {
			throw new IOException("The engine did not change the members in " + survivor.directory() + ": they are "
					+ recovered.members() + ". Repeat the recovery.");
		}
		new RecoveryMarker(marker.at(), marker.index(), true).write(survivor.directory());
	}

	private static void overwriteMembers(Engine engine, Path directory, NodeIdentity identity)
			throws NodeStartException {
		engine.nodesLock().lock();
		try (NativeNode node = NativeNode.create(engine, identity.id(), identity.address(), directory)) {
			node.recoverAsOnlyMember(identity.id(), identity.address());
		}
		catch (NativeException ex) {
			throw new NodeStartException(Reason.ENGINE_FAILED,
					"The members in the log of " + directory + " can't be overwritten. " + ex.getMessage() + ".",
					"Copy the directory before anything else is tried. Check the free space and the file system; the"
							+ " engine is " + engine + ".",
					ex);
		}
		finally {
			engine.nodesLock().unlock();
		}
	}

	/**
	 * Unlock the directories.
	 */
	@Override
	public void close() throws IOException {
		IOException failure = null;
		for (DirectoryLock lock : this.locks) {
			try {
				lock.discard();
			}
			catch (IOException ex) {
				failure = ex;
			}
		}
		this.locks.clear();
		if (failure != null) {
			throw failure;
		}
	}

}
