package io.github.dqlite4j.node.supervisor;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * One line of the talk between an application and the process of its node. Fields may
 * hold any text. Whatever else is printed in that process is no message.
 *
 * @param kind what it is about
 * @param fields the details
 */
record Message(Kind kind, List<String> fields) {

	private static final String PREFIX = "@dqlite4j";

	static Message of(Kind kind, String... fields) {
		return new Message(kind, List.of(fields));
	}

	/**
	 * Read a line.
	 * @param line a line of output or input
	 * @return the message, or {@code null} if the line is none
	 */
	static @Nullable Message parse(String line) {
		String[] words = line.split(" ", -1);
		if (words.length < 2 || !words[0].equals(PREFIX)) {
			return null;
		}
		return new Message(Kind.valueOf(words[1]),
				Arrays.stream(words).skip(2).map((word) -> URLDecoder.decode(word, StandardCharsets.UTF_8)).toList());
	}

	/**
	 * Write the line.
	 * @return the line, without its end
	 */
	String line() {
		String head = PREFIX + " " + this.kind;
		return this.fields.isEmpty() ? head
				: this.fields.stream()
					.map((field) -> URLEncoder.encode(field, StandardCharsets.UTF_8))
					.collect(Collectors.joining(" ", head + " ", ""));
	}

	/**
	 * Name the kind only: fields may hold a private key.
	 */
	@Override
	public String toString() {
		return this.kind.name();
	}

	String field(int index) {
		return this.fields.get(index);
	}

	/**
	 * What messages are about.
	 */
	enum Kind {

		/** To the node: start, with these settings. */
		START,

		/** To the node: a database whose writers are to be held back when it stops. */
		DATABASE,

		/** To the node: certificates for its new connections. */
		CERTIFICATES,

		/** To the node: hand over, stop, end. */
		STOP,

		/** From the node: it serves. Its id, address, directory and engine. */
		READY,

		/** From the node: it cannot start. Reason, problem, remedy and stack trace. */
		FAILED,

		/** From the node: what keeps it from running, or nothing: it runs. */
		PROBLEM,

		/** From the node: a line of its log. Level, logger and text. */
		LOG

	}

}
