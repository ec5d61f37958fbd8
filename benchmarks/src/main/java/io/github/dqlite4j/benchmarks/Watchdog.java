package io.github.dqlite4j.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Closes a contender whose run does not end, so that the run fails.
 */
final class Watchdog implements AutoCloseable {

	private static final long LIMIT_MINUTES = 10;

	private final CompletableFuture<Boolean> overdue = new CompletableFuture<>();

	Watchdog(Contender contender) {
		this.overdue.completeOnTimeout(Boolean.TRUE, LIMIT_MINUTES, TimeUnit.MINUTES).thenRun(() -> close(contender));
	}

	private static void close(Contender contender) {
		try {
			contender.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.overdue.cancel(false);
	}

}
