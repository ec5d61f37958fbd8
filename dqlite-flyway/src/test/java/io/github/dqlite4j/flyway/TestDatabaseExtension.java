package io.github.dqlite4j.flyway;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.testing.TemporaryDirectory;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a {@link TestDatabase} on one node that all tests share.
 */
class TestDatabaseExtension implements ParameterResolver {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace
		.create(TestDatabaseExtension.class);

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == TestDatabase.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getRoot()
			.getStore(NAMESPACE)
			.computeIfAbsent(SharedNode.class, (key) -> SharedNode.start(), SharedNode.class)
			.createDatabase();
	}

	private record SharedNode(TemporaryDirectory root, DqliteNode node,
			AtomicInteger databases) implements AutoCloseable {

		static SharedNode start() {
			try {
				TemporaryDirectory root = TemporaryDirectory.create("dqlite-flyway");
				return new SharedNode(root, DqliteNode.builder(root.path().resolve("node")).start(),
						new AtomicInteger());
			}
			catch (Exception ex) {
				throw new IllegalStateException("The node can't be started", ex);
			}
		}

		TestDatabase createDatabase() {
			String name = "flyway" + this.databases.incrementAndGet();
			try {
				return new TestDatabase("jdbc:dqlite://" + this.node.address() + "/" + name,
						Files.createDirectory(this.root.path().resolve(name)));
			}
			catch (IOException ex) {
				throw new IllegalStateException("The directory for migrations can't be created", ex);
			}
		}

		@Override
		public void close() throws IOException {
			this.node.close();
			this.root.close();
		}

	}

}
