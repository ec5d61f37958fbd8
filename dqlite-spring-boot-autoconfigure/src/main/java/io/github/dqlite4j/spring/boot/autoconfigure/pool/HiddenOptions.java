package io.github.dqlite4j.spring.boot.autoconfigure.pool;

import java.util.Properties;

import javax.net.ssl.SSLContext;

import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.client.tls.TlsOptions;
import io.github.dqlite4j.jdbc.DqliteUrl;
import org.jspecify.annotations.Nullable;

/**
 * What the URL of a pool does not show of the options of its connections.
 *
 * @param secrets the passwords, by the keys of the URL
 * @param context whom to trust and as whom to present oneself, or {@code null} if the URL
 * says so
 */
public record HiddenOptions(Properties secrets, @Nullable SSLContext context) {

	/**
	 * Find what is hidden.
	 * @param options the options
	 * @return what the URL of the options does not show, or {@code null} if it shows all
	 */
	public static @Nullable HiddenOptions of(ConnectionOptions options) {
		Properties secrets = DqliteUrl.secrets(options);
		TlsOptions tls = options.tls();
		SSLContext context = (tls != null) ? tls.sslContext() : null;
		return (secrets.isEmpty() && context == null) ? null : new HiddenOptions(secrets, context);
	}

	/**
	 * Put together what belongs together.
	 * @param url the URL
	 * @param properties what the pool hands to the driver beside the URL, if anything
	 * @return the options of the connections
	 * @throws IllegalArgumentException if something is not valid
	 */
	ConnectionOptions complete(String url, @Nullable Properties properties) {
		Properties all = new Properties();
		all.putAll(this.secrets);
		if (properties != null) {
			all.putAll(properties);
		}
		ConnectionOptions options = DqliteUrl.parse(url, all);
		SSLContext own = this.context;
		return (own != null) ? options.toBuilder().tls((tls) -> tls.sslContext(own)).build() : options;
	}

	/**
	 * Shows nothing of what is hidden.
	 */
	@Override
	public String toString() {
		return "HiddenOptions";
	}

}
