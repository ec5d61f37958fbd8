package io.github.dqlite4j.chaos.cluster;

/**
 * How the nodes of a cluster are set up.
 */
public enum Topology {

	/**
	 * As they are shipped, each with a data directory on the disk.
	 */
	PLAIN("as shipped"),

	/**
	 * Known to clients and to each other by the addresses of proxies, so that links can
	 * be cut. A node as shipped listens where it is known; these are of the same engine
	 * and settings, but bare.
	 */
	PROXIED("behind proxies"),

	/**
	 * As they are shipped, each with its data on a small file system of its own, which
	 * can be filled.
	 */
	SMALL_DISKS("on small disks");

	private final String title;

	Topology(String title) {
		this.title = title;
	}

	@Override
	public String toString() {
		return this.title;
	}

}
