package io.github.dqlite4j.tool.sql;

/**
 * What can be set in a shell.
 */
final class SqlSettings {

	private ResultMode mode = ResultMode.TABLE;

	private boolean headers = true;

	private boolean timer;

	private String nullText = "NULL";

	ResultMode mode() {
		return this.mode;
	}

	void mode(ResultMode value) {
		this.mode = value;
	}

	boolean headers() {
		return this.headers;
	}

	void headers(boolean value) {
		this.headers = value;
	}

	boolean timer() {
		return this.timer;
	}

	void timer(boolean value) {
		this.timer = value;
	}

	String nullText() {
		return this.nullText;
	}

	void nullText(String value) {
		this.nullText = value;
	}

}
