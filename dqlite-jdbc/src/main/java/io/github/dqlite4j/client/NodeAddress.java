package io.github.dqlite4j.client;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a node listens.
 *
 * @param host a host name, an IPv4 address or an IPv6 address without brackets, in lower
 * case
 * @param port the port, 1 to 65535
 */
public record NodeAddress(String host, int port) {

	/**
	 * The port of an address that names none.
	 */
	public static final int DEFAULT_PORT = 9001;

	private static final int MAX_PORT = 65535;

	private static final int MAX_LENGTH = 255;

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_.])?");

	private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]+(%[A-Za-z0-9._-]+)?");

	private static final Pattern TEXT = Pattern.compile("(?:\\[([^\\]]*)\\]|([^:\\[\\]]*))(?::([^:]*))?");

	/**
	 * Create an address.
	 * @throws IllegalArgumentException if the host or the port is not valid
	 */
	public NodeAddress {
		boolean ipv6 = host.indexOf(':') >= 0;
		if (host.length() > MAX_LENGTH || !(ipv6 ? IPV6 : NAME).matcher(host).matches()) {
			throw new IllegalArgumentException("the host '" + host
					+ "' is not valid: use a host name, an IPv4 address or an " + "IPv6 address in brackets");
		}
		if (port < 1 || port > MAX_PORT) {
			throw new IllegalArgumentException("the port " + port + " is not valid: use 1 to " + MAX_PORT);
		}
		host = host.toLowerCase(Locale.ROOT);
	}

	/**
	 * Parse {@code host}, {@code host:port}, {@code [ipv6]} or {@code [ipv6]:port}.
	 * @param text the text
	 * @return the address
	 * @throws IllegalArgumentException if the text is not valid; the message names it
	 */
	public static NodeAddress parse(String text) {
		Matcher matcher = TEXT.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException(
					"the node address '" + text + "' is not valid: use host:port, and brackets around an IPv6 address");
		}
		String host = (matcher.group(1) != null) ? matcher.group(1) : matcher.group(2);
		if (matcher.group(1) != null && host.indexOf(':') < 0) {
			throw new IllegalArgumentException(
					"the node address '" + text + "' is not valid: brackets belong around an IPv6 address only");
		}
		try {
			return new NodeAddress(host, parsePort(matcher.group(3)));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("the node address '" + text + "' is not valid: " + ex.getMessage(), ex);
		}
	}

	private static int parsePort(String text) {
		if (text == null) {
			return DEFAULT_PORT;
		}
		if (!text.matches("[0-9]{1,5}")) {
			throw new IllegalArgumentException("the port '" + text + "' is not valid: use 1 to " + MAX_PORT);
		}
		return Integer.parseInt(text);
	}

	/**
	 * Return the address as {@link #parse(String)} takes it, with brackets around an IPv6
	 * address.
	 */
	@Override
	public String toString() {
		return ((this.host.indexOf(':') >= 0) ? "[" + this.host + "]" : this.host) + ":" + this.port;
	}

}
