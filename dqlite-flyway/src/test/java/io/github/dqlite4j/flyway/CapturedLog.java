package io.github.dqlite4j.flyway;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What a class logs at INFO and above while this is open.
 */
final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private final Logger logger;

	private CapturedLog(Logger logger) {
		this.logger = logger;
	}

	static CapturedLog of(Class<?> type) {
		CapturedLog log = new CapturedLog((Logger) LoggerFactory.getLogger(type));
		log.logger.setLevel(Level.INFO);
		log.logger.addAppender(log);
		log.start();
		return log;
	}

	@Override
	protected void append(ILoggingEvent event) {
		this.lines.add(event.getFormattedMessage());
	}

	/**
	 * Return the next line, or {@code null} if there is none for half a minute.
	 */
	@Nullable String next() throws InterruptedException {
		return this.lines.poll(30, TimeUnit.SECONDS);
	}

	boolean isEmpty() {
		return this.lines.isEmpty();
	}

	@Override
	public void close() {
		stop();
		this.logger.detachAppender(this);
		this.logger.setLevel(null);
	}

}
