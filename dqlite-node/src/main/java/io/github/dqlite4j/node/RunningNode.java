package io.github.dqlite4j.node;

import java.nio.file.Path;

/**
 * A node that this application has started, be it in its own process ({@link DqliteNode})
 * or in another one. Safe for use by several threads.
 */
public interface RunningNode extends AutoCloseable {

	/**
	 * Returns the id under which the cluster knows the node.
	 * @return the id, an unsigned number that is not 0
	 */
	long id();

	/**
	 * Returns the address under which clients and other nodes reach the node. It stays
	 * the same.
	 * @return {@code host:port} as it is kept with the data: a name if one was
	 * configured; an IPv6 number in brackets
	 */
	String address();

	/**
	 * Returns the directory that holds the node's data.
	 * @return the absolute path, free of symbolic links
	 */
	Path dataDirectory();

	/**
	 * Returns the version of libdqlite.
	 * @return such as {@code 1.18.1}. The system's libraries before 1.18.3 may report an
	 * older version than they are
	 */
	String engineVersion();

	/**
	 * Names a database that is in use. When the node leads and stops, it first waits, for
	 * two seconds at most, until nobody writes to it, and keeps writers out: they find
	 * the next leader then, while the outcome of a write under way would not be known.
	 * Engines before 1.12 may even end the process when they are written to at that
	 * moment. The database that has the counters of its sequences is included.
	 * @param name the name of the database
	 * @throws IllegalArgumentException if that is not the name of a database
	 */
	void holdBackWritersOf(String name);

	/**
	 * Stops the node, after it has handed over what others need. Does nothing when it was
	 * closed before.
	 */
	@Override
	void close();

}
