package io.github.dqlite4j.node.raft;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Looks at the raft files of a node that does not run. Nothing is changed, unlike with
 * the engine's own {@code dqlite_node_describe_last_entry}, which renames segments and is
 * missing before 1.17.
 */
public final class RaftDirectory {

	private static final Pattern CLOSED = Pattern.compile("(\\d{16})-(\\d{16})");

	private static final Pattern OPEN = Pattern.compile("open-(\\d+)");

	private static final Pattern SNAPSHOT = Pattern.compile("snapshot-(\\d+)-(\\d+)-(\\d+)\\.meta");

	private static final int FORMAT = 1;

	private static final int WORD = 8;

	private static final int METADATA_SIZE = 4 * WORD;

	private final Path directory;

	private final List<String> problems = new ArrayList<>();

	private long term;

	private long vote;

	private LogPosition snapshot = LogPosition.NONE;

	private LogPosition last = LogPosition.NONE;

	private Membership membership = Membership.UNKNOWN;

	private RaftDirectory(Path directory) {
		this.directory = directory;
	}

	/**
	 * Read a directory.
	 * @param directory the data directory of a node that does not run
	 * @return what is in its raft files
	 * @throws IOException if the directory can't be read
	 */
	public static RaftState read(Path directory) throws IOException {
		RaftDirectory reader = new RaftDirectory(directory);
		reader.readAll();
		return new RaftState(reader.term, reader.vote, reader.snapshot, reader.last, reader.membership,
				List.copyOf(reader.problems));
	}

	private void readAll() throws IOException {
		List<String> names;
		try (Stream<Path> files = Files.list(this.directory)) {
			names = files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
		readMetadata();
		readSnapshot(names);
		for (String name : names) {
			Matcher matcher = CLOSED.matcher(name);
			if (matcher.matches()) {
				readSegment(name, Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
			}
		}
		names.stream()
			.map(OPEN::matcher)
			.filter(Matcher::matches)
			.sorted(Comparator.comparingLong((matcher) -> Long.parseLong(matcher.group(1))))
			.map(Matcher::group)
			.forEach(this::readOpenSegment);
		names.stream()
			.filter((name) -> name.startsWith("corrupt-"))
			.forEach((name) -> this.problems.add("The engine has set the file " + name + " aside as damaged."));
	}

	/**
	 * The newer one of two files that are written in turn.
	 */
	private void readMetadata() throws IOException {
		long newest = 0;
		for (String name : List.of("metadata1", "metadata2")) {
			Path file = this.directory.resolve(name);
			if (!Files.exists(file)) {
				continue;
			}
			ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
			if (content.capacity() < METADATA_SIZE || content.getLong(0) != FORMAT) {
				this.problems.add("The file " + name + " can't be read.");
			}
			else if (content.getLong(WORD) > newest) {
				newest = content.getLong(WORD);
				this.term = content.getLong(2 * WORD);
				this.vote = content.getLong(3 * WORD);
			}
		}
	}

	private void readSnapshot(List<String> names) throws IOException {
		String newest = null;
		for (String name : names) {
			Matcher matcher = SNAPSHOT.matcher(name);
			if (matcher.matches() && names.contains(name.substring(0, name.length() - ".meta".length()))) {
				LogPosition position = new LogPosition(Long.parseLong(matcher.group(1)),
						Long.parseLong(matcher.group(2)));
				if (position.compareTo(this.snapshot) >= 0) {
					this.snapshot = position;
					newest = name;
				}
			}
		}
		if (newest == null) {
			return;
		}
		this.last = this.snapshot;
		try {
			this.membership = snapshotMembership(Files.readAllBytes(this.directory.resolve(newest)));
		}
		catch (FormatException ex) {
			this.problems.add("The file " + newest + " can't be read: " + ex.getMessage() + ".");
		}
	}

	private static Membership snapshotMembership(byte[] bytes) throws FormatException {
		ByteBuffer content = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		if (bytes.length < 4 * WORD || content.getLong(0) != FORMAT) {
			throw new FormatException("its format is unknown");
		}
		Checksum crc = new Checksum();
		crc.update(ByteBuffer.wrap(bytes, 2 * WORD, bytes.length - 2 * WORD));
		if (Integer.toUnsignedLong(crc.value()) != content.getLong(WORD)) {
			throw new FormatException("it has another checksum");
		}
		long length = content.getLong(3 * WORD);
		if (length < 0 || length > bytes.length - 4 * WORD) {
			throw new FormatException("it ends early");
		}
		byte[] encoded = Arrays.copyOfRange(bytes, 4 * WORD, 4 * WORD + (int) length);
		return new Membership(content.getLong(2 * WORD), ConfigurationDecoder.decode(encoded));
	}

	private void readSegment(String name, long first, long end) {
		if (end < this.last.index() && this.snapshot.index() == 0) {
			this.problems.add("The segment " + name + " overlaps another one.");
		}
		long[] next = { first };
		boolean complete = readEntries(name, next);
		if (!complete || next[0] != end + 1) {
			this.problems.add("The segment " + name + " is damaged: it has entries up to " + (next[0] - 1) + " only.");
		}
	}

	/**
	 * An open segment ends where its first unreadable batch begins: that was being
	 * written and was not acknowledged.
	 */
	private void readOpenSegment(String name) {
		readEntries(name, new long[] { this.last.index() + 1 });
	}

	private boolean readEntries(String name, long[] next) {
		try (SegmentReader segment = new SegmentReader(this.directory.resolve(name))) {
			return segment.read((entryTerm, members) -> {
				long index = next[0]++;
				if (index > this.last.index()) {
					this.last = new LogPosition(entryTerm, index);
				}
				remember(index, members);
			});
		}
		catch (IOException ex) {
			this.problems.add("The segment " + name + " can't be read: " + ex.getMessage() + ".");
			return true;
		}
	}

	private void remember(long index, byte @Nullable [] members) throws IOException {
		if (members != null && index > this.membership.index()) {
			this.membership = new Membership(index, ConfigurationDecoder.decode(members));
		}
	}

}
