package io.github.dqlite4j.node.supervisor;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The class path of the process of a node: the few libraries that a node needs, and
 * nothing of the application, whose configuration of logging, for one, must not be at
 * work in two processes. Libraries inside of an executable jar are copied to a temporary
 * directory that only this user can enter.
 */
final class ChildClassPath implements AutoCloseable {

	private static final String ENGINE = "io/github/dqlite4j/native/linux-";

	private static final List<String> REQUIRED = List.of("io/github/dqlite4j/node/DqliteNode.class",
			"io/github/dqlite4j/client/NodeAddress.class", "com/sun/jna/Native.class", "org/slf4j/Logger.class");

	/**
	 * The engine may be that of the system.
	 */
	private static final List<String> OPTIONAL = List.of(ENGINE + "x86-64/engine.properties",
			ENGINE + "aarch64/engine.properties");

	private final Set<Path> entries = new LinkedHashSet<>();

	private @Nullable Path directory;

	private ChildClassPath() {
	}

	/**
	 * Find the libraries.
	 * @param classLoader where the application has them from
	 * @return the class path, to be closed when the process has ended
	 * @throws IOException if a library is missing or can't be copied
	 */
	static ChildClassPath find(ClassLoader classLoader) throws IOException {
		ChildClassPath classPath = new ChildClassPath();
		boolean complete = false;
		try {
			for (String resource : REQUIRED) {
				URL url = classLoader.getResource(resource);
				if (url == null) {
					throw new IOException("The class path has no " + resource);
				}
				classPath.add(resource, url);
			}
			for (String resource : OPTIONAL) {
				URL url = classLoader.getResource(resource);
				if (url != null) {
					classPath.add(resource, url);
				}
			}
			complete = true;
			return classPath;
		}
		finally {
			if (!complete) {
				classPath.close();
			}
		}
	}

	/**
	 * Add the directory or library that has a resource: {@code file:/classes/resource},
	 * {@code jar:file:/library.jar!/resource}, or, with the class loader of Spring Boot,
	 * {@code jar:nested:/application.jar/!BOOT-INF/lib/library.jar!/resource}.
	 */
	private void add(String resource, URL url) throws IOException {
		String text = url.toString();
		String root = text.substring(0, text.length() - resource.length());
		if (root.startsWith("jar:") && root.endsWith("!/")) {
			root = root.substring("jar:".length(), root.length() - "!/".length());
		}
		try {
			this.entries.add(root.startsWith("file:") ? Path.of(new URI(root)) : copy(new URI(root).toURL()));
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			throw new IOException("The library at " + url + " can't be given to another process", ex);
		}
	}

	private Path copy(URL library) throws IOException {
		if (this.directory == null) {
			this.directory = Files.createTempDirectory("dqlite-node-");
		}
		String path = library.toString();
		Path target = this.directory.resolve(path.substring(path.lastIndexOf('/') + 1));
		if (!Files.exists(target)) {
			try (InputStream content = library.openStream()) {
				Files.copy(content, target);
			}
		}
		return target;
	}

	/**
	 * Return the directory of the copies.
	 * @return the directory, or {@code null} if nothing had to be copied
	 */
	@Nullable Path directory() {
		return this.directory;
	}

	/**
	 * Remove the copies.
	 * @throws IOException if that fails
	 */
	@Override
	public void close() throws IOException {
		if (this.directory != null) {
			remove(this.directory);
		}
	}

	/**
	 * Remove a directory of copies. Does nothing if it is gone.
	 * @param directory the directory
	 * @throws IOException if that fails
	 */
	static void remove(Path directory) throws IOException {
		if (Files.isDirectory(directory)) {
			List<Path> files;
			try (var list = Files.list(directory)) {
				files = list.toList();
			}
			for (Path file : files) {
				Files.deleteIfExists(file);
			}
			Files.deleteIfExists(directory);
		}
	}

	@Override
	public String toString() {
		return this.entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
	}

}
