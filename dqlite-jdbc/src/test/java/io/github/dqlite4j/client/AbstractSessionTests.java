package io.github.dqlite4j.client;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A session with a scripted server.
 */
abstract class AbstractSessionTests {

	protected ScriptedServer server;

	protected Session session;

	@BeforeEach
	void open() throws IOException {
		this.server = ScriptedServer.start();
		this.session = TestClusters.open(this.server);
	}

	@AfterEach
	void close() throws IOException {
		this.session.close();
		this.server.close();
	}

}
