package io.github.dqlite4j.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.node.NodeStartException.Reason;

/**
 * Keeps a data directory to one node: engines up to 1.16.4 have no lock of their own, and
 * two nodes on one directory destroy it. The system frees the lock when the process dies,
 * however it dies.
 */
final class DirectoryLock implements AutoCloseable {

	private static final String NAME = "dqlite-node.lock";

	/**
	 * Begins the names of the system properties that stand for the directories locked by
	 * this process. Asked before the file is opened: closing any channel of a file gives
	 * up the locks that the process holds on it by others. System properties, since
	 * several class loaders may have loaded this class: those of web applications.
	 */
	private static final String HELD = "dqlite.internal.locked.";

	private final Path directory;

	private final Path file;

	private final FileChannel channel;

	private final boolean created;

	private DirectoryLock(Path directory, FileChannel channel, boolean created) {
		this.directory = directory;
		this.file = directory.resolve(NAME);
		this.channel = channel;
		this.created = created;
	}

	/**
	 * Locks a directory.
	 * @param directory the real path of an existing directory
	 * @return the lock
	 * @throws NodeStartException if it is locked
	 * @throws IOException if the lock file cannot be written
	 */
	static DirectoryLock acquire(Path directory) throws IOException {
		if (System.getProperties().putIfAbsent(HELD + directory, NAME) != null) {
			throw inUse(directory, "another node in this process");
		}
		DirectoryLock lock = null;
		try {
			while (lock == null) {
				lock = tryAcquire(directory);
			}
			return lock;
		}
		finally {
			if (lock == null) {
				System.getProperties().remove(HELD + directory);
			}
		}
	}

	private static @Nullable DirectoryLock tryAcquire(Path directory) throws IOException {
		Path file = directory.resolve(NAME);
		boolean created = !Files.exists(file);
		FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE);
		boolean acquired = false;
		try {
			Object key = fileKey(file);
			FileLock lock = channel.tryLock();
			if (lock == null) {
				throw inUse(directory, "process " + read(channel));
			}
			if (key == null || !key.equals(fileKey(file))) {
				// a start that failed has just deleted the file: what is locked here is
				// no longer what others will see
				return null;
			}
			channel.truncate(0);
			channel.write(StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid())), 0);
			acquired = true;
			return new DirectoryLock(directory, channel, created);
		}
		finally {
			if (!acquired) {
				channel.close();
			}
		}
	}

	private static @Nullable Object fileKey(Path file) throws IOException {
		try {
			return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	private static String read(FileChannel channel) throws IOException {
		ByteBuffer content = ByteBuffer.allocate(20);
		channel.read(content, 0);
		return StandardCharsets.US_ASCII.decode(content.flip()).toString();
	}

	private static NodeStartException inUse(Path directory, String owner) {
		return new NodeStartException(Reason.DATA_DIRECTORY_IN_USE,
				"The data directory " + directory + " is in use by " + owner + ".",
				"Stop the other node, or give this one a data directory of its own.");
	}

	/**
	 * Removes the lock file if it was not there before, and releases the lock.
	 * @throws IOException if the file cannot be removed; the lock is released
	 * nevertheless
	 */
	void discard() throws IOException {
		try {
			if (this.created) {
				Files.deleteIfExists(this.file);
			}
		}
		finally {
			close();
		}
	}

	@Override
	public void close() throws IOException {
		try {
			this.channel.close();
		}
		finally {
			System.getProperties().remove(HELD + this.directory);
		}
	}

}
