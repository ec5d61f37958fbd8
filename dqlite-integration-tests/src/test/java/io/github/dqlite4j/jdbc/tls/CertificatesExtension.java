package io.github.dqlite4j.jdbc.tls;

import java.io.IOException;

import io.github.dqlite4j.testing.TemporaryDirectory;
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
	private record Made(TemporaryDirectory directory, Certificates certificates) implements AutoCloseable {

		static Made now() {
			try {
				TemporaryDirectory directory = TemporaryDirectory.create("dqlite-certificates");
				return new Made(directory, Certificates.make(directory.path()));
			}
			catch (Exception ex) {
				throw new IllegalStateException("The certificates can't be made", ex);
			}
		}

		@Override
		public void close() throws IOException {
			this.directory.close();
		}

	}

}
