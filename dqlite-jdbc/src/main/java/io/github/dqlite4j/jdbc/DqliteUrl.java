package io.github.dqlite4j.jdbc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.client.NodeAddress;

/**
 * Reads and writes
 * {@code jdbc:dqlite://host[:port][,host[:port]]…/database[?key=value[&…]]}. Anything
 * unknown, repeated or malformed is refused: a setting that is silently ignored costs
 * more than an error. In a value {@code %} and two hexadecimal digits stand for a byte of
 * UTF-8; {@code &}, {@code #} and {@code %} itself must be written so.
 */
public final class DqliteUrl {

	/**
	 * What every URL of this driver begins with.
	 */
	public static final String PREFIX = "jdbc:dqlite:";

	private static final String FORM = "jdbc:dqlite://host:port,host:port/database?key=value";

	private static final Set<String> CREDENTIALS = Set.of("user", "password");

	private static final Pattern USER = Pattern.compile("^([^/?]*//)[^/?]*@");

	/**
	 * A key that looks as if it stood for a password, even a misspelt one, and all up to
	 * the next known key: a password may have an ampersand that should have been encoded.
	 */
	private static final Pattern SECRET = Pattern.compile(
			"([?&][a-z0-9]*(?:passw|pwd|secret)[a-z]*)[^a-z&].*?(?=&(?:" + OptionKey.all().replace(", ", "|") + ")=|$)",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private DqliteUrl() {
	}

	/**
	 * Tell whether a URL is one of this driver's.
	 * @param url the URL
	 * @return whether it begins with {@value #PREFIX}
	 */
	public static boolean accepts(String url) {
		return url.startsWith(PREFIX);
	}

	/**
	 * Parse a URL.
	 * @param url the URL
	 * @return the options that it stands for
	 * @throws IllegalArgumentException if the URL is not valid; the message names what
	 * and why
	 */
	public static ConnectionOptions parse(String url) {
		return parse(url, new Properties());
	}

	/**
	 * Parse a URL and connection properties. A property overrides the default but must
	 * not contradict the URL. dqlite has no users: {@code user} and {@code password} are
	 * accepted as properties, since pools pass them, and ignored.
	 * @param url the URL
	 * @param properties further options by the same keys
	 * @return the options
	 * @throws IllegalArgumentException if an option is not valid; the message names what
	 * and why
	 */
	public static ConnectionOptions parse(String url, Properties properties) {
		try {
			return build(url, properties);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("The JDBC URL '" + redact(url) + "' can't be used: " + ex.getMessage(),
					ex);
		}
	}

	private static ConnectionOptions build(String url, Properties properties) {
		if (!url.startsWith(PREFIX + "//")) {
			throw new IllegalArgumentException("it must have the form " + FORM);
		}
		String rest = url.substring(PREFIX.length() + 2);
		if (rest.indexOf('#') >= 0) {
			throw new IllegalArgumentException(
					"it must not have a fragment (#): write %23 for a # that is part of a value");
		}
		int question = rest.indexOf('?');
		String query = (question >= 0) ? rest.substring(question + 1) : "";
		String location = (question >= 0) ? rest.substring(0, question) : rest;
		int slash = location.indexOf('/');
		if (slash < 0 || slash == location.length() - 1) {
			throw new IllegalArgumentException("the name of the database is missing; the form is " + FORM);
		}
		ConnectionOptions.Builder builder = ConnectionOptions.builder();
		builder.nodes(parseNodes(location.substring(0, slash)));
		builder.database(location.substring(slash + 1));
		Set<String> keys = setOptions(builder, query);
		setProperties(builder, properties, keys);
		ConnectionOptions options = builder.build();
		if (options.database().isReserved()) {
			throw new IllegalArgumentException(
					"the name of the database is reserved: the driver keeps the counters of " + "sequences there");
		}
		return options;
	}

	private static List<NodeAddress> parseNodes(String hosts) {
		if (hosts.indexOf('@') >= 0) {
			throw new IllegalArgumentException("it must not have a user or password: dqlite has no users");
		}
		List<NodeAddress> nodes = new ArrayList<>();
		for (String host : hosts.split(",", -1)) {
			nodes.add(NodeAddress.parse(host));
		}
		return nodes;
	}

	private static Set<String> setOptions(ConnectionOptions.Builder builder, String query) {
		Set<String> keys = new HashSet<>();
		if (query.isEmpty()) {
			return keys;
		}
		boolean afterSecret = false;
		for (String pair : query.split("&", -1)) {
			int equals = pair.indexOf('=');
			OptionKey option = OptionKey.of(pair.substring(0, Math.max(equals, 0))).orElse(null);
			if (option == null && afterSecret) {
				// what follows may be a part of the secret and must not be shown
				throw new IllegalArgumentException("what follows a password is no known key: write %26 for an & and "
						+ "%25 for a % in the password");
			}
			if (equals <= 0) {
				throw new IllegalArgumentException(
						"'" + pair.replaceFirst("[^A-Za-z0-9].*", "…") + "' is not of the form key=value");
			}
			String key = pair.substring(0, equals);
			if (!keys.add(key)) {
				throw new IllegalArgumentException("the key " + key + " is given twice");
			}
			option(key).set(builder, PercentEncoding.decode(key, pair.substring(equals + 1)));
			afterSecret = option(key).isSecret();
		}
		return keys;
	}

	private static void setProperties(ConnectionOptions.Builder builder, Properties properties, Set<String> keys) {
		for (String key : properties.stringPropertyNames()) {
			if (CREDENTIALS.contains(key)) {
				continue;
			}
			if (keys.contains(key)) {
				throw new IllegalArgumentException("the key " + key + " is given in the URL and as a property");
			}
			option(key).set(builder, properties.getProperty(key));
		}
	}

	private static OptionKey option(String key) {
		return OptionKey.of(key)
			.orElseThrow(() -> new IllegalArgumentException(
					"the key " + key + " is unknown; the keys are " + OptionKey.all()));
	}

	/**
	 * Write options as a URL that {@link #parse(String, Properties)} turns into equal
	 * options when it is given {@link #secrets(ConnectionOptions)} as well. Defaults are
	 * left out, and so are passwords and an {@code SSLContext}, which no URL may show or
	 * can have.
	 * @param options the options
	 * @return the URL
	 */
	public static String format(ConnectionOptions options) {
		StringJoiner nodes = new StringJoiner(",");
		options.nodes().forEach((node) -> nodes.add(node.toString()));
		ConnectionOptions defaults = ConnectionOptions.builder()
			.nodes(options.nodes())
			.database(options.database().value())
			.build();
		StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
		for (OptionKey key : OptionKey.values()) {
			String value = key.get(options);
			if (value != null && !key.isSecret() && !value.equals(key.get(defaults))) {
				query.add(key.key() + "=" + PercentEncoding.encode(value));
			}
		}
		return PREFIX + "//" + nodes + "/" + options.database() + query;
	}

	/**
	 * Return the passwords among the options, which a URL does not show. Whoever hands on
	 * what {@link #format(ConnectionOptions)} returns hands them on as well, as
	 * connection properties.
	 * @param options the options
	 * @return the passwords by their keys; empty if there is none
	 */
	public static Properties secrets(ConnectionOptions options) {
		Properties secrets = new Properties();
		for (OptionKey key : OptionKey.values()) {
			String value = key.get(options);
			if (key.isSecret() && value != null) {
				secrets.setProperty(key.key(), value);
			}
		}
		return secrets;
	}

	/**
	 * Make a URL fit to be shown, be it valid or not.
	 * @param url the URL
	 * @return the URL with asterisks instead of passwords
	 */
	public static String redact(String url) {
		return SECRET.matcher(USER.matcher(url).replaceFirst("$1***@")).replaceAll("$1=***");
	}

}
