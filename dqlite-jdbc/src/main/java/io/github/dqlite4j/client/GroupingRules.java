package io.github.dqlite4j.client;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the writes of several connections to one database may commit together: not if
 * somebody could tell the difference.
 */
public final class GroupingRules {

	private static final Logger logger = LoggerFactory.getLogger(GroupingRules.class);

	private static final long UNKNOWN = Long.MIN_VALUE;

	private volatile boolean allowed;

	private volatile long schemaVersion = UNKNOWN;

	GroupingRules(boolean allowed) {
		this.allowed = allowed;
	}

	/**
	 * Tell whether writes may commit together as far as is known.
	 * @return whether they may
	 */
	public boolean allow() {
		return this.allowed;
	}

	/**
	 * Let each write commit by itself from now on.
	 * @param reason what would make a difference
	 */
	public void forbid(String reason) {
		if (this.allowed) {
			this.allowed = false;
			logger.debug("Writes of several connections do not commit together: {}", reason);
		}
	}

	/**
	 * Tell whether nothing in a schema speaks against it.
	 * @param version the version of the schema, as the database counts it
	 * @return whether that is known
	 */
	public boolean allow(long version) {
		return this.schemaVersion == version;
	}

	/**
	 * Take note that nothing in a schema speaks against it.
	 * @param version the version of the schema, as the database counts it
	 */
	public void schemaAllows(long version) {
		this.schemaVersion = version;
	}

}
