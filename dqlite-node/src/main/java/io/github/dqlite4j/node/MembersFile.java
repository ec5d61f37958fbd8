package io.github.dqlite4j.node;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;

/**
 * The file in a data directory that holds the members of the cluster as the node last
 * knew them, so that after a long absence it finds members that were never configured.
 * The raft log does not serve for that: it has nothing but the members of the time when
 * the node had a vote or stood by. Losing the file loses no data.
 */
final class MembersFile {

	static final String NAME = "dqlite-members.txt";

	private static final Logger logger = LoggerFactory.getLogger(MembersFile.class);

	private static final int COLUMNS = 3;

	private final Path file;

	MembersFile(Path directory) {
		this.file = directory.resolve(NAME);
	}

	/**
	 * Reads the members.
	 * @return the members; empty if there is no file or it makes no sense, which is
	 * logged
	 */
	List<NodeInfo> read() {
		if (!Files.exists(this.file)) {
			return List.of();
		}
		List<NodeInfo> members = new ArrayList<>();
		try {
			for (String line : Files.readAllLines(this.file)) {
				if (!line.isBlank() && !line.startsWith("#")) {
					members.add(parse(line));
				}
			}
			return List.copyOf(members);
		}
		catch (MalformedInputException | IllegalArgumentException ex) {
			logger.warn(
					"The file {} makes no sense ({}) and is not used; it is written anew when the cluster is reached",
					this.file, ex.getMessage());
		}
		catch (IOException ex) {
			logger.warn("The file {} cannot be read and is not used", this.file, ex);
		}
		return List.of();
	}

	private static NodeInfo parse(String line) {
		String[] columns = line.strip().split("\\s+");
		if (columns.length != COLUMNS) {
			throw new IllegalArgumentException("'" + line + "' is not an id, an address and a role");
		}
		return new NodeInfo(Long.parseUnsignedLong(columns[0]), NodeAddress.parse(columns[1]).toString(),
				NodeRole.valueOf(columns[2].toUpperCase(Locale.ROOT)));
	}

	/**
	 * Writes the members.
	 * @param members the members
	 * @throws IOException if the file cannot be written; the old one is then still there
	 */
	void write(List<NodeInfo> members) throws IOException {
		StringBuilder text = new StringBuilder("# The members of the cluster when this node last saw them.\n");
		for (NodeInfo member : members) {
			text.append(Long.toUnsignedString(member.id()))
				.append(' ')
				.append(member.address())
				.append(' ')
				.append(member.role().name().toLowerCase(Locale.ROOT))
				.append('\n');
		}
		AtomicFile.write(this.file, text.toString());
	}

	void delete() throws IOException {
		Files.deleteIfExists(this.file);
	}

}
