package io.github.dqlite4j.node;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.node.NodeStartException.Reason;

/**
 * The locked directory of one node: our identity file and lock, and the engine's raft log
 * and snapshots.
 */
final class DataDirectory implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(DataDirectory.class);

	/**
	 * Term and vote, log segments, snapshots, temporary files, and the engine's own lock.
	 */
	private static final Pattern ENGINE_FILE = Pattern
		.compile("metadata[12]|open-\\d+|\\d{16}-\\d{16}|snapshot-.*|tmp-.*|corrupt-.*|dqlite-lock");

	/** Those of them that hold no entry of the log. */
	private static final Pattern WITHOUT_ENTRIES = Pattern.compile("metadata[12]|tmp-.*|dqlite-lock");

	private final Path path;

	private final Deque<Path> createdDirectories;

	private final DirectoryLock lock;

	private final IdentityFile identityFile;

	private final MembersFile membersFile;

	/** Whether nobody but this start knows of a node here. */
	private boolean fresh;

	private DataDirectory(Path path, Deque<Path> createdDirectories, DirectoryLock lock) throws IOException {
		this.path = path;
		this.createdDirectories = createdDirectories;
		this.lock = lock;
		this.identityFile = new IdentityFile(path);
		this.membersFile = new MembersFile(path);
		this.fresh = this.identityFile.read() == null;
		if (this.fresh && !engineFiles().isEmpty()) {
			throw new NodeStartException(Reason.DATA_DIRECTORY_NOT_USABLE,
					"The data directory " + path + " holds the files of a dqlite node ("
							+ engineFiles().get(0).getFileName() + " and others), but no " + IdentityFile.NAME
							+ " that says which node it is"
							+ (Files.exists(path.resolve("info.yaml")) ? "; another dqlite library wrote them." : "."),
					"Choose an empty directory, or restore " + IdentityFile.NAME
							+ " from a backup of this directory. Nothing was changed.");
		}
	}

	/**
	 * Opens and locks a data directory, creating it if need be.
	 * @param configured the directory
	 * @return the directory
	 * @throws NodeStartException if it cannot be created or written, is locked, or holds
	 * files of unknown origin
	 */
	static DataDirectory open(Path configured) throws NodeStartException {
		Path path = configured.toAbsolutePath().normalize();
		Deque<Path> created = new ArrayDeque<>();
		DirectoryLock lock = null;
		boolean opened = false;
		try {
			create(path, created);
			Path real = path.toRealPath();
			lock = DirectoryLock.acquire(real);
			DataDirectory directory = new DataDirectory(real, created, lock);
			opened = true;
			return directory;
		}
		catch (NodeStartException ex) {
			throw ex;
		}
		catch (IdentityFile.MalformedIdentityException ex) {
			throw new NodeStartException(Reason.DATA_DIRECTORY_NOT_USABLE,
					"The file " + path.resolve(IdentityFile.NAME) + " does not hold the identity of a dqlite node: "
							+ ex.getMessage() + ".",
					"Restore it from a backup of this directory, or choose an empty directory. Nothing was changed.",
					ex);
		}
		catch (IOException ex) {
			throw notWritable(path, ex);
		}
		finally {
			if (!opened) {
				discard(lock, created);
			}
		}
	}

	private static void create(Path path, Deque<Path> created) throws IOException {
		Deque<Path> missing = new ArrayDeque<>();
		for (Path each = path; each != null && !Files.exists(each); each = each.getParent()) {
			missing.push(each);
		}
		for (Path each : missing) {
			try {
				Files.createDirectory(each);
				created.push(each);
			}
			catch (FileAlreadyExistsException ex) {
				if (!Files.isDirectory(each)) {
					throw ex;
				}
				// another node of this application was quicker, and it is a directory
			}
		}
		if (!Files.isDirectory(path)) {
			throw new NotDirectoryException(path.toString());
		}
	}

	private static NodeStartException notWritable(Path path, IOException ex) {
		String why = String.valueOf(ex.getMessage());
		if (ex instanceof NotDirectoryException || ex instanceof FileAlreadyExistsException) {
			why = why + " is not a directory";
		}
		else if (ex instanceof AccessDeniedException) {
			why = "permission denied on " + why;
		}
		else if (ex instanceof FileSystemException failure && failure.getReason() != null) {
			why = failure.getReason() + ": " + failure.getFile();
		}
		return new NodeStartException(Reason.DATA_DIRECTORY_NOT_WRITABLE,
				"The data directory " + path + " cannot be created or written: " + why + ".",
				"Choose a directory that the user " + System.getProperty("user.name") + " may write to.", ex);
	}

	Path path() {
		return this.path;
	}

	MembersFile membersFile() {
		return this.membersFile;
	}

	@Nullable NodeIdentity readIdentity() throws NodeStartException {
		try {
			return this.identityFile.read();
		}
		catch (IOException ex) {
			throw notWritable(this.path, ex);
		}
	}

	void writeIdentity(NodeIdentity identity) throws NodeStartException {
		try {
			this.identityFile.write(identity);
		}
		catch (IOException ex) {
			throw notWritable(this.path, ex);
		}
	}

	private List<Path> engineFiles() throws IOException {
		try (Stream<Path> files = Files.list(this.path)) {
			return files.filter((file) -> ENGINE_FILE.matcher(file.getFileName().toString()).matches())
				.sorted()
				.toList();
		}
	}

	/**
	 * Removes what a first start left that was killed before the log had its first entry.
	 * The engine would take such a directory for that of a node that waits to be added to
	 * a cluster.
	 * @return whether there was no entry, so that no cluster was founded
	 * @throws NodeStartException if a file cannot be removed
	 */
	boolean removeUnfinishedBootstrap() throws NodeStartException {
		try {
			List<Path> files = engineFiles();
			if (!files.stream().allMatch((file) -> WITHOUT_ENTRIES.matcher(file.getFileName().toString()).matches())) {
				return false;
			}
			for (Path file : files) {
				Files.delete(file);
			}
			return true;
		}
		catch (IOException ex) {
			throw notWritable(this.path, ex);
		}
	}

	/**
	 * Makes sure that the files of a node that was a member are there, as far as the
	 * engine would not notice it: it founds a new cluster where the founder has no log,
	 * and votes a second time where a log has no term and vote.
	 * @param identity the node
	 * @throws NodeStartException if files are missing
	 */
	void requireFilesOf(NodeIdentity identity) throws NodeStartException {
		boolean logged;
		boolean voted;
		try {
			List<String> names = engineFiles().stream().map((file) -> file.getFileName().toString()).toList();
			logged = names.stream().anyMatch((name) -> !WITHOUT_ENTRIES.matcher(name).matches());
			voted = names.stream().anyMatch((name) -> name.startsWith("metadata"));
		}
		catch (IOException ex) {
			throw notWritable(this.path, ex);
		}
		if (identity.id() == NodeIdentity.FOUNDER && !logged || logged && !voted) {
			throw new NodeStartException(Reason.DATA_DIRECTORY_NOT_USABLE,
					"The data directory " + this.path + " of the dqlite node " + identity.displayId()
							+ " is incomplete: "
							+ (logged ? "the files metadata1 and metadata2 are missing." : "there is no log."),
					"Copy or restore the whole directory, from a node that does not run. If other nodes have the data,"
							+ " remove this one from the cluster and let it join again with an empty directory. Nothing"
							+ " was changed.");
		}
	}

	/**
	 * Takes space on the disk into reserve, or gives it back where none is wanted any
	 * more.
	 * @param size how much, in bytes; 0 for none
	 * @param disks finds the disk
	 * @return the reserve, or {@code null} for none
	 * @throws NodeStartException if there is too little space
	 */
	@Nullable DiskReserve reserve(long size, DiskSpace.Finder disks) throws NodeStartException {
		try {
			DiskReserve reserve = new DiskReserve(this.path, size, disks.find(this.path));
			if (size == 0) {
				reserve.release();
				return null;
			}
			reserve.take();
			return reserve;
		}
		catch (NodeStartException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw notWritable(this.path, ex);
		}
	}

	/**
	 * Takes note that others may know the node, so that it must not be forgotten.
	 */
	void keep() {
		this.fresh = false;
	}

	/**
	 * Gives the directory up after a start that failed. If it held no node before,
	 * everything this start has put there is removed: no other node ever knew it.
	 */
	void discard() {
		try {
			if (this.fresh) {
				this.identityFile.delete();
				this.membersFile.delete();
				Files.deleteIfExists(this.path.resolve(DiskReserve.NAME));
				for (Path file : engineFiles()) {
					Files.delete(file);
				}
			}
		}
		catch (IOException ex) {
			logger.warn("The start of a node in {} failed, and what it left there cannot be removed", this.path, ex);
		}
		discard(this.lock, this.createdDirectories);
	}

	private static void discard(@Nullable DirectoryLock lock, Deque<Path> created) {
		try {
			if (lock != null) {
				lock.discard();
			}
			for (Path directory : created) {
				Files.delete(directory);
			}
		}
		catch (IOException ex) {
			logger.warn("The start of a node failed, and the directories it created cannot be removed: {}", created,
					ex);
		}
	}

	/**
	 * Gives the directory up after the node was stopped.
	 */
	@Override
	public void close() {
		try {
			this.lock.close();
		}
		catch (IOException ex) {
			logger.warn("The lock of the data directory {} cannot be released", this.path, ex);
		}
	}

}
