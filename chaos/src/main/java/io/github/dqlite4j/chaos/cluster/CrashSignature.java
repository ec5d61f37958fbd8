package io.github.dqlite4j.chaos.cluster;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the engine died of, in words that are the same for each death of the same kind. It
 * is read from what the process wrote on its way out: the C library names what it aborted
 * for, and the JVM the frame in which it met a SIGSEGV.
 */
public final class CrashSignature {

	/** {@code program: file:line: function: Assertion `condition' failed.} */
	private static final Pattern ASSERTION = Pattern.compile("(?m)^\\S+: \\S+:\\d+: (\\w+): Assertion .(.*)' failed");

	/** What glibc finds wrong with its heap or the stack. */
	private static final Pattern HEAP = Pattern
		.compile("(?m)^(double free or corruption|free\\(\\): [\\w ]+|malloc\\(\\): [\\w ]+|realloc\\(\\): [\\w ]+"
				+ "|munmap_chunk\\(\\): [\\w ]+|malloc_consolidate\\(\\): [\\w ]+|corrupted [\\w .]+"
				+ "|\\*\\*\\* stack smashing detected \\*\\*\\*)");

	/** The line below "Problematic frame" in the report of the JVM. */
	private static final Pattern FRAME = Pattern.compile("# Problematic frame:\\R# (\\S.*)");

	/** A frame of the engine, of what it is built on, or of the C library. */
	private static final Pattern ENGINE_FRAME = Pattern
		.compile("C +\\[(lib(?:dqlite|raft|uv|sqlite3|lz4|c))[-.][^+]*\\+0x\\p{XDigit}+](?: +(\\w+))?.*");

	private CrashSignature() {
	}

	/**
	 * Name what ended a process.
	 * @param crash how it ended
	 * @return the name; empty if it was not the native code of the engine
	 */
	public static Optional<String> of(NodeCrash crash) {
		if (crash.isHang()) {
			return Optional.of("hang");
		}
		if (!crash.isSignalOfNativeCode()) {
			return Optional.empty();
		}
		Matcher frame = FRAME.matcher(crash.log());
		if (frame.find()) {
			Matcher engine = ENGINE_FRAME.matcher(frame.group(1));
			return engine.matches() ? Optional.of(crash.signal() + " in " + engine.group(1)
					+ ((engine.group(2) != null) ? ", " + engine.group(2) : "")) : Optional.empty();
		}
		Matcher assertion = ASSERTION.matcher(crash.log());
		if (assertion.find()) {
			return Optional.of("assertion '" + assertion.group(2) + "' in " + assertion.group(1));
		}
		Matcher heap = HEAP.matcher(crash.log());
		return Optional.of(heap.find() ? heap.group(1).strip() : crash.signal() + " without a message");
	}

}
