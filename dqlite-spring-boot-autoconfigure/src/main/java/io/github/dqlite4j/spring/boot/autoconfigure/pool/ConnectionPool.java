package io.github.dqlite4j.spring.boot.autoconfigure.pool;

import org.jspecify.annotations.Nullable;

/**
 * A data source of a kind that is known here, whatever its own interface is like.
 */
public interface ConnectionPool {

	/**
	 * Return the URL that it connects by.
	 * @return the URL, or {@code null} if it has none
	 */
	@Nullable String url();

	/**
	 * Let it find out, unless it does anyway, whether a connection is usable before that
	 * is handed out. To be called before the properties of the pool are bound, so that
	 * they have the last word.
	 */
	void validateOnBorrow();

	/**
	 * Let it connect by options that the URL does not show. Does nothing where it was
	 * given a data source or driver of its own.
	 * @param options the options
	 * @throws IllegalArgumentException if they do not fit the URL or the properties that
	 * the pool hands to the driver
	 */
	void connectBy(HiddenOptions options);

	/**
	 * Close the connections that nobody uses, and those in use, where the pool is able
	 * to, when they are given back. May wait for the network.
	 */
	void evict();

}
