package io.github.dqlite4j.client.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * By what a changed file is told from the one before it.
 *
 * @param stamps the stamp of each file, of one that can't be found the empty one
 */
record FileStamps(Map<Path, Stamp> stamps) {

	private static final Stamp NONE = new Stamp(FileTime.fromMillis(0), -1, null);

	/**
	 * One file.
	 *
	 * @param lastModified when it was changed last
	 * @param size its size in bytes
	 * @param key what tells it from a file that took its place, if the file system knows
	 */
	record Stamp(FileTime lastModified, long size, @Nullable Object key) {

	}

	static FileStamps of(TlsOptions options) {
		Map<Path, Stamp> stamps = new HashMap<>();
		Stream.of(options.rootCert(), options.trustStore(), options.cert(), options.key(), options.keyStore())
			.forEach((path) -> {
				if (path != null) {
					stamps.put(path, stamp(path));
				}
			});
		return new FileStamps(stamps);
	}

	private static Stamp stamp(Path path) {
		try {
			BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
			return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
		}
		catch (IOException ex) {
			// whoever reads the file gets the reason
			return NONE;
		}
	}

}
