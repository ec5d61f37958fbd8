package io.github.dqlite4j.benchmarks;

/**
 * Who does the work.
 */
enum Peer {

	/**
	 * A loop that sends prepared frames and reads the answers.
	 */
	WIRE("wire limit"),

	/**
	 * This driver.
	 */
	JDBC("driver"),

	/**
	 * The {@code database/sql} driver of go-dqlite.
	 */
	GO("go-dqlite"),

	/**
	 * As {@link #WIRE}, with the node in the same process.
	 */
	WIRE_IN_PROCESS("wire limit, in process"),

	/**
	 * As {@link #JDBC}, with the node in the same process.
	 */
	JDBC_IN_PROCESS("driver, in process");

	private final String title;

	Peer(String title) {
		this.title = title;
	}

	String title() {
		return this.title;
	}

}
