package io.github.dqlite4j.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.jna.Native;

import io.github.dqlite4j.node.NodeStartException.Reason;

/**
 * A file in the data directory that holds space, to be given up when the disk becomes
 * full: what the node still has to write until it has stopped then finds room. An engine
 * that can't create its next log segment may end the process (1.11.1 does while it leads)
 * and leave files from which it does not start again.
 * <p>
 * The file is kept while the node is stopped, so that others do not fill the disk before
 * it starts again. The engine does not mind it: names that are neither of a segment nor
 * of a snapshot are passed over.
 */
final class DiskReserve {

	static final String NAME = "dqlite-node.reserve";

	/**
	 * The engine keeps two log segments of 8 MiB ready besides the one it writes to, and
	 * creates the next one when it takes one of them into use.
	 */
	static final long SMALLEST = 16L * 1024 * 1024;

	static final long DEFAULT = 64L * 1024 * 1024;

	private static final long MEBIBYTE = 1024L * 1024;

	private static final int O_RDWR = 2;

	private static final int EINTR = 4;

	private final Path directory;

	private final Path file;

	private final long size;

	private final DiskSpace space;

	/**
	 * Describes the reserve of a node.
	 * @param directory its data directory
	 * @param size how large it is to be, in bytes
	 * @param space tells what is left on the disk
	 */
	DiskReserve(Path directory, long size, DiskSpace space) {
		this.directory = directory;
		this.file = directory.resolve(NAME);
		this.size = size;
		this.space = space;
	}

	/**
	 * Takes the reserve for a node that is about to start, unless it is there already.
	 * @throws NodeStartException if the disk has too little space for a start
	 */
	void take() throws NodeStartException {
		try {
			if (isHeld()) {
				requireSpace(lowWater());
				return;
			}
			Files.deleteIfExists(this.file);
			requireSpace(highWater());
			allocate();
		}
		catch (NodeStartException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new NodeStartException(Reason.DISK_FULL,
					"The dqlite node in " + this.directory + " cannot reserve " + megabytes(this.size)
							+ " on its disk: " + ex.getMessage() + ".",
					"See to it that the file " + this.file + " can be written; disk-reserve is its size, and 0 does"
							+ " without it.",
					ex);
		}
	}

	/**
	 * Tells whether there is space for the reserve and for a node besides it.
	 * @return whether {@link #take()} would succeed
	 * @throws IOException if the operating system does not say
	 */
	boolean canBeTaken() throws IOException {
		return left() >= (isHeld() ? lowWater() : highWater());
	}

	private boolean isHeld() throws IOException {
		return Files.exists(this.file) && Files.size(this.file) == this.size;
	}

	private void requireSpace(long least) throws IOException {
		long left = left();
		if (left < least) {
			throw new NodeStartException(Reason.DISK_FULL,
					"The disk of the data directory " + this.directory + " has " + megabytes(left)
							+ " left, and the dqlite node there does not start with less than " + megabytes(least)
							+ ": an engine whose disk becomes full may end the process and damage the node's data.",
					"Free space on that disk (old logs and backups first, never files of the data directory), or give"
							+ " the node a larger one. On a disk that is meant to be small lower disk-reserve, which is "
							+ megabytes(this.size) + ".");
		}
	}

	/**
	 * Sets really allocated blocks aside, without writing them. Where a file system has
	 * no such operation the C library writes to each of them.
	 */
	private void allocate() throws IOException {
		Files.createFile(this.file);
		boolean allocated = false;
		int descriptor = LibC.INSTANCE.open(this.file.toString(), O_RDWR);
		try {
			int error = (descriptor >= 0) ? fallocate(descriptor) : Native.getLastError();
			if (error != 0) {
				throw new IOException(LibC.INSTANCE.strerror(error));
			}
			allocated = true;
		}
		finally {
			if (descriptor >= 0) {
				LibC.INSTANCE.close(descriptor);
			}
			if (!allocated) {
				Files.deleteIfExists(this.file);
			}
		}
	}

	private int fallocate(int descriptor) {
		int error = LibC.INSTANCE.posix_fallocate(descriptor, 0, this.size);
		while (error == EINTR) {
			error = LibC.INSTANCE.posix_fallocate(descriptor, 0, this.size);
		}
		return error;
	}

	/**
	 * Gives the space back.
	 * @throws IOException if that fails
	 */
	void release() throws IOException {
		Files.deleteIfExists(this.file);
	}

	/**
	 * Tells what is left on the disk besides the reserve.
	 * @return the bytes
	 * @throws IOException if the operating system does not say
	 */
	long left() throws IOException {
		return this.space.usable();
	}

	/**
	 * Returns what has to be left so that a node with its reserve goes on: half of it.
	 */
	long lowWater() {
		return this.size / 2;
	}

	/**
	 * Returns what has to be left so that a node without its reserve starts: twice of it.
	 * Once it is taken there is as much left again, well above what would stop the node.
	 */
	long highWater() {
		return 2 * this.size;
	}

	/**
	 * Writes an amount for people.
	 */
	static String megabytes(long bytes) {
		return bytes / MEBIBYTE + " MB";
	}

	@Override
	public String toString() {
		return this.file + " of " + megabytes(this.size);
	}

}
