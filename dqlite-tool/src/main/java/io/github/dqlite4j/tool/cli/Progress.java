package io.github.dqlite4j.tool.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Shows on the standard error how long work gets on: a line that is written over and over
 * for a person at a terminal, a line now and then for a log. Work of a moment shows
 * nothing.
 */
public final class Progress {

	private static final long TERMINAL_INTERVAL = TimeUnit.MILLISECONDS.toNanos(200);

	private static final long LOG_INTERVAL = TimeUnit.SECONDS.toNanos(5);

	private static final String CLEAR = "\r\u001b[K";

	private final PrintWriter err;

	private final boolean terminal;

	private final boolean silent;

	private long lastShown = System.nanoTime();

	private boolean dirty;

	/**
	 * Create a display.
	 * @param err where it goes
	 * @param silent whether to show nothing at all
	 */
	public Progress(PrintWriter err, boolean silent) {
		this.err = err;
		this.silent = silent;
		this.terminal = Interaction.isTerminal();
	}

	/**
	 * Show how far the work is, unless that was done a moment ago.
	 * @param what what is being done
	 * @param done how much is done
	 * @param total how much there is
	 * @param unit of what
	 */
	public void show(String what, long done, long total, String unit) {
		long now = System.nanoTime();
		if (this.silent || now - this.lastShown < (this.terminal ? TERMINAL_INTERVAL : LOG_INTERVAL)) {
			return;
		}
		this.lastShown = now;
		long percent = (total > 0) ? Math.min(100, done * 100 / total) : 100;
		String line = String.format(Locale.ROOT, "%s: %,d of %,d %s (%d %%)", what, done, total, unit, percent);
		if (this.terminal) {
			this.err.print(CLEAR + line);
			this.dirty = true;
		}
		else {
			this.err.println(line);
		}
		this.err.flush();
	}

	/**
	 * Take the line away, before something else is printed.
	 */
	public void clear() {
		if (this.dirty) {
			this.err.print(CLEAR);
			this.err.flush();
			this.dirty = false;
		}
	}

}
