package io.github.dqlite4j.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * How long another process has been running on a processor. Linux tells it thread by
 * thread in nanoseconds, where {@link ProcessHandle.Info#totalCpuDuration()} counts ticks
 * of 10 ms.
 */
final class CpuClock {

	private final Path tasks;

	CpuClock(long pid) {
		this.tasks = Path.of("/proc", Long.toString(pid), "task");
	}

	/**
	 * Read the clock.
	 * @return the nanoseconds used by all threads that run now; not a number if the
	 * system does not tell
	 * @throws IOException if the process has ended
	 */
	double nanos() throws IOException {
		double sum = 0;
		try (DirectoryStream<Path> threads = Files.newDirectoryStream(this.tasks)) {
			for (Path thread : threads) {
				sum += nanos(thread.resolve("schedstat"));
			}
		}
		return sum;
	}

	private static double nanos(Path statistics) throws IOException {
		try {
			String text = Files.readString(statistics);
			return Long.parseLong(text.substring(0, text.indexOf(' ')));
		}
		catch (NoSuchFileException ex) {
			boolean threadHasEnded = !Files.exists(statistics.getParent());
			return threadHasEnded ? 0 : Double.NaN;
		}
	}

}
