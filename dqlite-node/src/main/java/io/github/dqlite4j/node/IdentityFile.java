package io.github.dqlite4j.node;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.NodeAddress;

/**
 * The file in a data directory that holds the {@link NodeIdentity}. It is replaced as a
 * whole: whoever is killed while writing leaves the old one or the new one.
 */
final class IdentityFile {

	static final String NAME = "dqlite-node.properties";

	private final Path file;

	IdentityFile(Path directory) {
		this.file = directory.resolve(NAME);
	}

	/**
	 * Reads the identity.
	 * @return the identity, or {@code null} if there is no file
	 * @throws MalformedIdentityException if the file is not one that {@link #write} wrote
	 * @throws IOException if it cannot be read
	 */
	@Nullable NodeIdentity read() throws IOException {
		if (!Files.exists(this.file)) {
			return null;
		}
		Properties properties = new Properties();
		try (Reader reader = Files.newBufferedReader(this.file, StandardCharsets.UTF_8)) {
			properties.load(reader);
			long id = Long.parseUnsignedLong(required(properties, "id"));
			if (id == 0) {
				throw new MalformedIdentityException("the id is 0", null);
			}
			return new NodeIdentity(id, NodeAddress.parse(required(properties, "address")).toString(),
					Boolean.parseBoolean(required(properties, "automatic-address")),
					NodeIdentity.State.valueOf(required(properties, "state").toUpperCase(Locale.ROOT)));
		}
		catch (IllegalArgumentException | CharacterCodingException ex) {
			throw new MalformedIdentityException(String.valueOf(ex.getMessage()), ex);
		}
	}

	private static String required(Properties properties, String key) throws MalformedIdentityException {
		String value = properties.getProperty(key);
		if (value == null || value.isBlank()) {
			throw new MalformedIdentityException("it has no " + key, null);
		}
		return value.strip();
	}

	/**
	 * Writes the identity; when this returns it survives a power failure.
	 * @param identity the identity
	 * @throws IOException if it cannot be written; the old file is then still there
	 */
	void write(NodeIdentity identity) throws IOException {
		String text = """
				# The identity of the dqlite node in this directory. The cluster knows the node by it: do not change it.
				id=%s
				address=%s
				automatic-address=%s
				state=%s
				""".formatted(identity.displayId(), identity.address(), identity.automatic(),
				identity.state().name().toLowerCase(Locale.ROOT));
		AtomicFile.write(this.file, text);
	}

	void delete() throws IOException {
		Files.deleteIfExists(this.file);
	}

	/**
	 * The file is there and does not hold an identity.
	 */
	static final class MalformedIdentityException extends IOException {

		private static final long serialVersionUID = 1L;

		MalformedIdentityException(String message, @Nullable Throwable cause) {
			super(message, cause);
		}

	}

}
