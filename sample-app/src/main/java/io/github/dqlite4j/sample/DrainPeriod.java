package io.github.dqlite4j.sample;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the instance serving for a while after it was asked to stop. By then it says that
 * it is not ready any more, and whoever distributes the requests needs a moment to
 * notice: the web server resets connections that it has not accepted when it stops, and
 * these requests would fail.
 */
@Component
final class DrainPeriod implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(DrainPeriod.class);

	private final Duration duration;

	private volatile boolean running;

	DrainPeriod(@Value("${sample.drain-period:0s}") Duration duration) {
		this.duration = duration;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		try {
			logger.info("Serving for another {} ms, so that new requests find other instances",
					this.duration.toMillis());
			Thread.sleep(this.duration.toMillis());
		}
		catch (InterruptedException ex) {
			// whoever interrupts is in a greater hurry
			Thread.currentThread().interrupt();
		}
		finally {
			this.running = false;
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * The highest phase stops first: before the web server.
	 */
	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

}
