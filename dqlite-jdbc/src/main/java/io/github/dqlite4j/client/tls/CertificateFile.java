package io.github.dqlite4j.client.tls;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A file that an option names, for messages about what is in it.
 *
 * @param option the key of the option
 * @param path the file
 */
record CertificateFile(String option, Path path) {

	/**
	 * Return the exception for a file whose content can't be used.
	 * @param why what is wrong with it, and the remedy
	 * @param cause what it was noticed by
	 */
	TlsException unusable(String why, @Nullable Throwable cause) {
		return new TlsException(this + " can't be used: " + why, cause);
	}

	TlsException unreadable(IOException cause) {
		return unusable("reading it failed with " + cause, cause);
	}

	@Override
	public String toString() {
		return this.option + "=" + this.path;
	}

}
