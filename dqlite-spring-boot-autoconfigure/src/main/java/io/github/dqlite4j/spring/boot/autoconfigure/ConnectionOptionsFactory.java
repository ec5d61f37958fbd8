package io.github.dqlite4j.spring.boot.autoconfigure;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.client.tls.TlsOptions;
import io.github.dqlite4j.jdbc.DqliteUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * Turns {@link DqliteProperties} into {@link ConnectionOptions}, and refuses settings
 * that contradict each other.
 */
final class ConnectionOptionsFactory {

	static final String DEFAULT_DATABASE = "app";

	private final DqliteProperties properties;

	ConnectionOptionsFactory(DqliteProperties properties) {
		this.properties = properties;
	}

	/**
	 * Create the options of connections to the cluster that
	 * {@code spring.datasource.url}, {@code spring.datasource.dqlite.nodes}, or both
	 * alike name.
	 * @param url the value of {@code spring.datasource.url}, if any
	 * @param tls the TLS of {@code spring.datasource.dqlite.ssl}, if any
	 * @return the options
	 * @throws DqliteConfigurationException if the settings contradict each other
	 * @throws InvalidConfigurationPropertyValueException if one of them is not valid
	 */
	ConnectionOptions forCluster(@Nullable String url, @Nullable BundleTls tls) {
		List<String> nodes = this.properties.getNodes();
		rejectMembership(StringUtils.hasText(url) ? DatabaseSelection.URL : DatabaseSelection.NODES,
				StringUtils.hasText(url) ? DqliteUrl.redact(url) : nodes);
		if (!StringUtils.hasText(url)) {
			return encrypt(forNodes(addresses(DatabaseSelection.NODES, nodes)), tls);
		}
		ConnectionOptions options = forUrl(url.trim(), nodes);
		if (tls != null && (hasFiles(options.tls()) || url.contains("ssl=false"))) {
			throw new DqliteConfigurationException(
					DatabaseSelection.URL + " is " + DqliteUrl.redact(url) + ", but " + DatabaseSelection.SSL_BUNDLE
							+ " is " + tls.bundle() + ", which says otherwise how connections are encrypted.",
					"Remove the ssl keys from the URL, or " + DatabaseSelection.SSL_BUNDLE + ".");
		}
		return encrypt(options, tls);
	}

	private static boolean hasFiles(@Nullable TlsOptions tls) {
		return tls != null
				&& (tls.rootCert() != null || tls.trustStore() != null || tls.cert() != null || tls.keyStore() != null);
	}

	private static ConnectionOptions encrypt(ConnectionOptions options, @Nullable BundleTls tls) {
		return (tls != null) ? options.toBuilder().tls((builder) -> builder.sslContext(tls.context())).build()
				: options;
	}

	private ConnectionOptions forUrl(String url, List<String> nodes) {
		if (!DqliteUrl.accepts(url)) {
			throw contradiction(DatabaseSelection.URL, DqliteUrl.redact(url), DatabaseSelection.NODES, nodes);
		}
		ConnectionOptions options;
		try {
			options = DqliteUrl.parse(url, settings());
		}
		catch (IllegalArgumentException ex) {
			throw invalidUrl(url, ex);
		}
		if (!nodes.isEmpty()
				&& !new HashSet<>(addresses(DatabaseSelection.NODES, nodes)).equals(new HashSet<>(options.nodes()))) {
			throw contradiction(DatabaseSelection.URL, DqliteUrl.redact(url), DatabaseSelection.NODES, nodes);
		}
		String database = this.properties.getDatabase();
		if (StringUtils.hasText(database) && !database.equals(options.database().value())) {
			throw contradiction(DatabaseSelection.URL, DqliteUrl.redact(url), DatabaseSelection.DATABASE, database);
		}
		return options;
	}

	/**
	 * Boot's report of an invalid value shows the value as it was written and where, so
	 * it must not be asked to report one with a password.
	 */
	private static RuntimeException invalidUrl(String url, IllegalArgumentException cause) {
		if (DqliteUrl.redact(url).equals(url)) {
			return new InvalidConfigurationPropertyValueException(DatabaseSelection.URL, url, sentence(cause), cause);
		}
		return new DqliteConfigurationException(
				"The value of " + DatabaseSelection.URL + " is not valid. " + sentence(cause), "Correct what is named.",
				cause);
	}

	/**
	 * Check what can be checked before the embedded node starts: nothing is to be half
	 * done when a setting is not valid.
	 * @throws DqliteConfigurationException if a setting is not valid
	 * @throws InvalidConfigurationPropertyValueException if an address is not valid
	 */
	void validateForEmbeddedNode() {
		forEmbeddedNode(new NodeAddress("127.0.0.1", NodeAddress.DEFAULT_PORT), null);
		String bundle = this.properties.getSsl().getBundle();
		String nodeBundle = this.properties.getNode().getSsl().getBundle();
		if (StringUtils.hasText(bundle) && !bundle.equals(nodeBundle)) {
			throw new DqliteConfigurationException(
					DatabaseSelection.SSL_BUNDLE + " is " + bundle + ", but the application runs a node itself, and "
							+ DatabaseSelection.NODE_SSL_BUNDLE + " is "
							+ (StringUtils.hasText(nodeBundle) ? nodeBundle : "not set") + ".",
					"Set " + DatabaseSelection.NODE_SSL_BUNDLE
							+ " alone: the connections of the application use it too.");
		}
	}

	/**
	 * Create the options of connections to the cluster of the embedded node.
	 * @param address the address of the node
	 * @param tls the TLS of the node, if any
	 * @return the options
	 * @throws DqliteConfigurationException if a setting is not valid
	 * @throws InvalidConfigurationPropertyValueException if an address is not valid
	 */
	ConnectionOptions forEmbeddedNode(NodeAddress address, @Nullable BundleTls tls) {
		Set<NodeAddress> nodes = new LinkedHashSet<>();
		nodes.add(address);
		nodes.addAll(addresses(DatabaseSelection.NODE_JOIN, this.properties.getNode().getJoin()));
		return encrypt(forNodes(List.copyOf(nodes)), tls);
	}

	private ConnectionOptions forNodes(List<NodeAddress> nodes) {
		String database = this.properties.getDatabase();
		try {
			ConnectionOptions defaults = ConnectionOptions.builder()
				.nodes(nodes)
				.database(StringUtils.hasText(database) ? database : DEFAULT_DATABASE)
				.build();
			return DqliteUrl.parse(DqliteUrl.format(defaults), settings());
		}
		catch (IllegalArgumentException ex) {
			// the outer exception names a URL that nobody wrote
			throw new DqliteConfigurationException(
					"The settings under " + DqliteProperties.PREFIX + " can't be used: "
							+ sentence((ex.getCause() != null) ? ex.getCause() : ex),
					"Correct the setting that is named.", ex);
		}
	}

	private static List<NodeAddress> addresses(String property, List<String> values) {
		try {
			return values.stream().map(NodeAddress::parse).toList();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException(property, String.join(",", values),
					StringUtils.capitalize(sentence(ex)), ex);
		}
	}

	private void rejectMembership(String property, Object value) {
		DqliteNodeProperties node = this.properties.getNode();
		if (StringUtils.hasText(node.getAddress())) {
			throw contradiction(property, value, DatabaseSelection.NODE_ADDRESS, node.getAddress());
		}
		if (!node.getJoin().isEmpty()) {
			throw contradiction(property, value, DatabaseSelection.NODE_JOIN, node.getJoin());
		}
	}

	private static DqliteConfigurationException contradiction(String property, Object value, String otherProperty,
			Object otherValue) {
		return new DqliteConfigurationException(
				"Two databases are configured: " + property + " is " + value + ", but " + otherProperty + " is "
						+ otherValue + ".",
				"Remove one of the two: " + DatabaseSelection.URL + " or " + DatabaseSelection.NODES
						+ " connect to a cluster that runs elsewhere, " + DatabaseSelection.NODE
						+ ".* makes this application a member of one.");
	}

	/**
	 * The settings that a URL may have as well, by the driver's keys.
	 */
	private Properties settings() {
		Properties settings = new Properties();
		PropertyMapper map = PropertyMapper.get();
		map.from(this.properties::getConnectTimeout)
			.as(ConnectionOptionsFactory::millis)
			.to((value) -> settings.setProperty("connectTimeout", value));
		map.from(this.properties::getLeaderTimeout)
			.as(ConnectionOptionsFactory::millis)
			.to((value) -> settings.setProperty("leaderTimeout", value));
		map.from(this.properties::getReadTimeout)
			.as(ConnectionOptionsFactory::millis)
			.to((value) -> settings.setProperty("readTimeout", value));
		map.from(this.properties::getBusyTimeout)
			.as(ConnectionOptionsFactory::millis)
			.to((value) -> settings.setProperty("busyTimeout", value));
		map.from(this.properties::getTransactionMode)
			.as((mode) -> mode.name().toLowerCase(Locale.ROOT))
			.to((value) -> settings.setProperty("transactionMode", value));
		map.from(this.properties::getStatementCacheSize)
			.as(String::valueOf)
			.to((value) -> settings.setProperty("statementCacheSize", value));
		map.from(this.properties::getDeclaredTypeGuard)
			.as(String::valueOf)
			.to((value) -> settings.setProperty("declaredTypeGuard", value));
		map.from(this.properties::getAllowedNodes)
			.as((values) -> String.join(",", values))
			.to((value) -> settings.setProperty("allowedNodes", value));
		map.from(this.properties::getRewriteBatchedInserts)
			.as(String::valueOf)
			.to((value) -> settings.setProperty("rewriteBatchedInserts", value));
		map.from(this.properties::getGroupCommit)
			.as(String::valueOf)
			.to((value) -> settings.setProperty("groupCommit", value));
		map.from(this.properties::getMaxMessageSize)
			.as(DataSize::toBytes)
			.as(String::valueOf)
			.to((value) -> settings.setProperty("maxMessageSize", value));
		map.from(this.properties::getMaxBufferedResult)
			.as(DataSize::toBytes)
			.as(String::valueOf)
			.to((value) -> settings.setProperty("maxBufferedResult", value));
		return settings;
	}

	private static String millis(Duration duration) {
		return duration.toMillis() + "ms";
	}

	private static String sentence(Throwable ex) {
		String message = String.valueOf(ex.getMessage());
		return message.endsWith(".") ? message : message + ".";
	}

}
