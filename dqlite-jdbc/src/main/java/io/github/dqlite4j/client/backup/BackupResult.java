package io.github.dqlite4j.client.backup;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.NodeAddress;

/**
 * A backup that is on disk.
 *
 * @param node the node that it was taken from: the leader
 * @param file the database as a plain SQLite file
 * @param size its size in bytes
 * @param walFrames how many pages came from the write-ahead log
 * @param sequences the file with the counters of the sequences, or {@code null} if the
 * database has none
 */
public record BackupResult(NodeAddress node, Path file, long size, int walFrames, @Nullable Path sequences) {

}
