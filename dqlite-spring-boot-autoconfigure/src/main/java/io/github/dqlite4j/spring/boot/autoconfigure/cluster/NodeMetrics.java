package io.github.dqlite4j.spring.boot.autoconfigure.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.dqlite4j.spring.boot.autoconfigure.LocalNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures what the node of this application needs: its disk, and the memory of the
 * process, most of which the JVM knows nothing of.
 */
final class NodeMetrics implements MeterBinder {

	private static final Logger logger = LoggerFactory.getLogger(NodeMetrics.class);

	private static final Path PROCESS_STATUS = Path.of("/proc/self/status");

	private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

	private static final long KIBIBYTE = 1024;

	private final LocalNode node;

	private final ClusterMonitor monitor;

	NodeMetrics(LocalNode node, ClusterMonitor monitor) {
		this.node = node;
		this.monitor = monitor;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("dqlite.node.leader", this, NodeMetrics::leads)
			.description("Whether the node of this application leads: 1 or 0")
			.strongReference(true)
			.register(registry);
		Gauge.builder("dqlite.node.data.size", this, NodeMetrics::dataSize)
			.description("Size of the files in the data directory")
			.baseUnit(BaseUnits.BYTES)
			.strongReference(true)
			.register(registry);
		Gauge.builder("dqlite.node.disk.free", this, NodeMetrics::diskFree)
			.description("Free space on the disk of the data directory")
			.baseUnit(BaseUnits.BYTES)
			.strongReference(true)
			.register(registry);
		Gauge.builder("dqlite.node.process.memory", this, NodeMetrics::processMemory)
			.description("Resident memory of the process, with the engine and the JVM")
			.baseUnit(BaseUnits.BYTES)
			.strongReference(true)
			.register(registry);
	}

	private double leads() {
		ClusterView view = this.monitor.view();
		return (view != null && view.lostAt() == null && this.node.address().equals(view.leader())) ? 1 : 0;
	}

	private double dataSize() {
		try (Stream<Path> files = Files.list(this.node.dataDirectory())) {
			return files.mapToLong(NodeMetrics::size).sum();
		}
		catch (IOException ex) {
			return unknown("size of " + this.node.dataDirectory(), ex);
		}
	}

	private static long size(Path file) {
		try {
			return Files.size(file);
		}
		catch (IOException ex) {
			// deleted meanwhile, as snapshots and segments are
			return 0;
		}
	}

	private double diskFree() {
		try {
			return Files.getFileStore(this.node.dataDirectory()).getUsableSpace();
		}
		catch (IOException ex) {
			return unknown("disk of " + this.node.dataDirectory(), ex);
		}
	}

	private double processMemory() {
		try {
			List<String> lines = Files.readAllLines(PROCESS_STATUS);
			return lines.stream()
				.map(RESIDENT::matcher)
				.filter(Matcher::matches)
				.mapToLong((line) -> Long.parseLong(line.group(1)) * KIBIBYTE)
				.findFirst()
				.orElseThrow(() -> new IOException(PROCESS_STATUS + " has no VmRSS"));
		}
		catch (IOException ex) {
			return unknown("memory of the process", ex);
		}
	}

	private static double unknown(String what, IOException cause) {
		logger.debug("The {} can't be measured", what, cause);
		return Double.NaN;
	}

}
