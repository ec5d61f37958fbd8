package io.github.dqlite4j.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * TLS by a bundle of {@code spring.ssl.bundle}.
 */
public class DqliteSslProperties {

	/**
	 * Name of the SSL bundle to use. Connections are in plain text when not set.
	 */
	private @Nullable String bundle;

	public @Nullable String getBundle() {
		return this.bundle;
	}

	public void setBundle(@Nullable String bundle) {
		this.bundle = bundle;
	}

}
