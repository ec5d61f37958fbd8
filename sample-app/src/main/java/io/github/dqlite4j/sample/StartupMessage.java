package io.github.dqlite4j.sample;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says where to look once the application serves requests.
 */
@Component
class StartupMessage {

	private static final Logger logger = LoggerFactory.getLogger(StartupMessage.class);

	@EventListener
	void log(ApplicationReadyEvent event) {
		String port = event.getApplicationContext().getEnvironment().getProperty("local.server.port");
		// There is no port, and nothing to look at, where a test starts no web server.
		if (port != null) {
			logger.info("Have a look at http://localhost:{}/", port);
		}
	}

}
