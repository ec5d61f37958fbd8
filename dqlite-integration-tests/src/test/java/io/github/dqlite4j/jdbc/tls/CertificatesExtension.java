package io.github.dqlite4j.jdbc.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands out {@link Certificates}, made once for all test classes of a run.
 */
final class CertificatesExtension implements ParameterResolver {

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Certificates.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getRoot()
			.getStore(ExtensionContext.Namespace.create(CertificatesExtension.class))
			.computeIfAbsent(Made.class, (key) -> Made.now(), Made.class)
			.certificates();
	}

	/**
	 * The certificates and where they are.
	 */
	private record Made(Path directory, Certificates certificates) implements AutoCloseable {

		static Made now() {
			try {
				Path directory = Files.createTempDirectory("dqlite-certificates");
				return new Made(directory, Certificates.make(directory));
			}
			catch (Exception ex) {
				throw new IllegalStateException("The certificates can't be made", ex);
			}
		}

		@Override
		public void close() throws IOException {
			try (Stream<Path> files = Files.walk(this.directory)) {
				List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
				for (Path file : deepestFirst) {
					Files.delete(file);
				}
			}
		}

	}

}
