package io.github.dqlite4j.hibernate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.testing.TemporaryDirectory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a {@link TestDatabase} of its own, all of them on one embedded node that
 * runs until the last test.
 */
class DqliteExtension implements ParameterResolver, AfterEachCallback {

	private static final Namespace NAMESPACE = Namespace.create(DqliteExtension.class);

	private static final AtomicInteger DATABASES = new AtomicInteger();

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == TestDatabase.class;
	}

	@Override
	public TestDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
		RunningNode node = context.getRoot()
			.getStore(NAMESPACE)
			.computeIfAbsent(RunningNode.class, (key) -> new RunningNode(), RunningNode.class);
		String url = "jdbc:dqlite://" + node.node.address() + "/test" + DATABASES.incrementAndGet();
		return context.getStore(NAMESPACE)
			.computeIfAbsent(TestDatabase.class, (key) -> new TestDatabase(url), TestDatabase.class);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		TestDatabase database = context.getStore(NAMESPACE).remove(TestDatabase.class, TestDatabase.class);
		if (database != null) {
			database.close();
		}
	}

	private static final class RunningNode implements AutoCloseable {

		private final TemporaryDirectory directory;

		private final DqliteNode node;

		RunningNode() {
			try {
				this.directory = TemporaryDirectory.create("dqlite-hibernate");
				this.node = DqliteNode.builder(this.directory.path()).start();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public void close() throws IOException {
			this.node.close();
			this.directory.close();
		}

	}

}
