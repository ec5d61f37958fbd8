package io.github.dqlite4j.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.client.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Learns from the driver's log which generation of the engine each session found at the
 * other side, whatever the levels of the loggers are and wherever the node runs.
 */
final class SeenGenerations extends TurboFilter {

	private static final SeenGenerations instance = install();

	private final List<EngineGeneration> seen = new CopyOnWriteArrayList<>();

	private static SeenGenerations install() {
		SeenGenerations generations = new SeenGenerations();
		((LoggerContext) LoggerFactory.getILoggerFactory()).addTurboFilter(generations);
		return generations;
	}

	/**
	 * Returns what was seen since the last reset.
	 * @return a generation for each session
	 */
	static List<EngineGeneration> seen() {
		return new ArrayList<>(instance.seen);
	}

	static void reset() {
		instance.seen.clear();
	}

	@Override
	public FilterReply decide(@Nullable Marker marker, Logger logger, Level level, @Nullable String format,
			Object @Nullable [] params, @Nullable Throwable throwable) {
		if (params != null && logger.getName().equals(Session.class.getName())) {
			for (Object param : params) {
				if (param instanceof EngineGeneration generation) {
					this.seen.add(generation);
				}
			}
		}
		return FilterReply.NEUTRAL;
	}

}
