package io.github.dqlite4j.spring.boot.autoconfigure.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.dqlite4j.client.backup.SequencesFile;
import io.github.dqlite4j.protocol.DatabaseName;

/**
 * Where the backups of one database are, each under the time at which it was taken:
 * {@code app-20261121T030000Z.db}. Other files in the directory are never touched.
 */
final class BackupDirectory {

	private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private final Path path;

	private final DatabaseName database;

	private final Pattern name;

	BackupDirectory(Path path, DatabaseName database) {
		this.path = path.toAbsolutePath().normalize();
		this.database = database;
		this.name = Pattern.compile(Pattern.quote(database.value()) + "-(\\d{8}T\\d{6}Z)\\.db");
	}

	Path path() {
		return this.path;
	}

	/**
	 * Return the file of a backup that is yet to be taken.
	 */
	Path file(Instant time) {
		return this.path.resolve(this.database.value() + "-" + STAMP.format(time) + ".db");
	}

	void create() throws IOException {
		Files.createDirectories(this.path);
	}

	/**
	 * Find out when the newest backup was taken.
	 * @return the time; empty if there is no backup
	 * @throws IOException if the directory can't be read
	 */
	Optional<Instant> newest() throws IOException {
		return backups().keySet().stream().max(Comparator.naturalOrder());
	}

	/**
	 * Delete all backups but the newest.
	 * @param keep how many to keep; 0 keeps all
	 * @return the backups that were deleted
	 * @throws IOException if one can't be deleted
	 */
	List<Path> prune(int keep) throws IOException {
		List<Path> deleted = new ArrayList<>();
		List<Path> backups = List.copyOf(backups().values());
		for (Path backup : (keep > 0) ? backups.subList(0, Math.max(0, backups.size() - keep)) : List.<Path>of()) {
			// what is left after a failure in between is found again
			Files.deleteIfExists(SequencesFile.beside(backup));
			Files.deleteIfExists(backup);
			deleted.add(backup);
		}
		return deleted;
	}

	private Map<Instant, Path> backups() throws IOException {
		Map<Instant, Path> backups = new TreeMap<>();
		if (!Files.isDirectory(this.path)) {
			return backups;
		}
		try (Stream<Path> files = Files.list(this.path)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Matcher matcher = this.name.matcher(file.getFileName().toString());
				if (matcher.matches()) {
					backups.put(STAMP.parse(matcher.group(1), Instant::from), file);
				}
			}
		}
		return backups;
	}

}
