package io.github.dqlite4j.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.dqlite4j.node.raft.LogPosition;
import io.github.dqlite4j.node.raft.RaftDirectory;
import io.github.dqlite4j.node.raft.RaftState;
import io.github.dqlite4j.protocol.NodeInfo;

/**
 * What the data directory of a node says of it. Looking changes nothing; what is seen of
 * a node that runs may be behind.
 *
 * @param directory the directory
 * @param id the id of the node
 * @param address the address under which it is known
 * @param state what is in its raft files
 * @param recovered when the members in its log were overwritten for the last time, as a
 * time of ISO 8601; empty if never
 */
public record StoppedNode(Path directory, long id, String address, RaftState state, Optional<String> recovered) {

	/**
	 * How far below a directory data directories are looked for.
	 */
	private static final int DEPTH = 4;

	/**
	 * Look at a data directory.
	 * @param directory the directory
	 * @return what it says
	 * @throws IOException if it can't be read, or is no data directory of this library
	 */
	public static StoppedNode read(Path directory) throws IOException {
		if (!Files.isDirectory(directory)) {
			throw new NotDirectoryException(directory + " is no directory");
		}
		Path real = directory.toRealPath();
		NodeIdentity identity = new IdentityFile(real).read();
		if (identity == null) {
			throw new IOException("The directory " + real + " has no " + IdentityFile.NAME
					+ ": it is not the data directory of a node of this library.");
		}
		RecoveryMarker marker = RecoveryMarker.read(real);
		return new StoppedNode(real, identity.id(), identity.address(), RaftDirectory.read(real),
				Optional.ofNullable(marker).filter(RecoveryMarker::done).map((done) -> done.at().toString()));
	}

	/**
	 * Find the data directories in a directory.
	 * @param root the directory, which may be one itself
	 * @return the data directories, sorted
	 * @throws IOException if it can't be read
	 */
	public static List<Path> find(Path root) throws IOException {
		if (!Files.isDirectory(root)) {
			throw new NotDirectoryException(root + " is no directory");
		}
		try (Stream<Path> files = Files.find(root, DEPTH + 1,
				(file, attributes) -> file.getFileName().toString().equals(IdentityFile.NAME))) {
			return files.map((file) -> file.toAbsolutePath().getParent()).sorted().toList();
		}
	}

	/**
	 * Return where the log ends.
	 * @return the position of the last entry
	 */
	public LogPosition last() {
		return this.state.last();
	}

	/**
	 * Return the members of the cluster as this node knows them.
	 * @return the members; empty if the node has joined no cluster
	 */
	public List<NodeInfo> members() {
		return this.state.membership().members();
	}

	/**
	 * Tell whether this node is the only one in its own list of members.
	 */
	boolean isAlone() {
		return members().size() == 1 && members().get(0).id() == this.id;
	}

}
