package io.github.dqlite4j.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The addresses that begin with the same bits, down to a single one.
 *
 * @param address one of them
 * @param prefix how many bits they have in common
 */
record IpNetwork(InetAddress address, int prefix) {

	private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

	/**
	 * The only form of an IPv4 address that everybody reads alike.
	 */
	private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

	private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

	private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");

	/**
	 * Parse CIDR notation, such as {@code 10.0.0.0/8} or {@code fd00::/8}.
	 * @throws IllegalArgumentException if the text is not valid; the message names it
	 */
	static IpNetwork parse(String text) {
		int slash = text.indexOf('/');
		InetAddress address = address(text.substring(0, slash)).orElseThrow(() -> new IllegalArgumentException(
				"the network '" + text + "' does not begin with an address: use a form like 10.0.0.0/8 or fd00::/8"));
		String prefix = text.substring(slash + 1);
		int bits = bits(address);
		if (!PREFIX.matcher(prefix).matches() || Integer.parseInt(prefix) > bits) {
			throw new IllegalArgumentException(
					"the network '" + text + "' has no valid length behind the slash: use 0 to " + bits);
		}
		return new IpNetwork(address, Integer.parseInt(prefix));
	}

	/**
	 * Return the network of a single address.
	 * @param text an address without brackets, or else the name of a host
	 * @return the network; empty if the text is not an address
	 */
	static Optional<IpNetwork> ofAddress(String text) {
		return address(text).map((address) -> new IpNetwork(address, bits(address)));
	}

	private static Optional<InetAddress> address(String text) {
		if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
			return Optional.empty();
		}
		try {
			// never asks a name server: what looks like an address is parsed as one
			return Optional.of(InetAddress.getByName(text));
		}
		catch (UnknownHostException ex) {
			// it only looks like an IPv6 address
			return Optional.empty();
		}
	}

	private static int bits(InetAddress address) {
		return address.getAddress().length * Byte.SIZE;
	}

	boolean contains(InetAddress candidate) {
		byte[] own = this.address.getAddress();
		byte[] other = candidate.getAddress();
		if (own.length != other.length) {
			return false;
		}
		for (int bit = 0; bit < this.prefix; bit++) {
			int difference = own[bit / Byte.SIZE] ^ other[bit / Byte.SIZE];
			if ((difference & 0x80 >> bit % Byte.SIZE) != 0) {
				return false;
			}
		}
		return true;
	}

}
