package io.github.dqlite4j.chaos.check;

/**
 * Why one transaction must come before another.
 */
enum Dependency {

	/** The other wrote over what it wrote. */
	WRITE_WRITE("ww"),

	/** The other read what it wrote. */
	WRITE_READ("wr"),

	/** The other wrote over what it read. */
	READ_WRITE("rw"),

	/** It had ended before the other, which writes, began. */
	REAL_TIME("rt");

	private final String title;

	Dependency(String title) {
		this.title = title;
	}

	@Override
	public String toString() {
		return this.title;
	}

}
