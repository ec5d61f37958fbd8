package io.github.dqlite4j.protocol;

import java.util.List;

/**
 * The files of a database. Answers {@link DumpRequest}.
 *
 * @param files the database file and its write-ahead log
 */
public record FilesResponse(List<FilesResponse.File> files) implements Response {

	/**
	 * A file of a database.
	 *
	 * @param name its name
	 * @param content its bytes
	 */
	public record File(String name, byte[] content) {

	}

}
