package io.github.dqlite4j.node.tls;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;

import jdk.net.ExtendedSocketOptions;

/**
 * What holds for connections between nodes and with clients: small messages leave at
 * once, and a peer that vanished is noticed within seconds where nothing is sent.
 */
final class SocketSettings {

	private static final int IDLE_SECONDS = 5;

	private static final int INTERVAL_SECONDS = 3;

	private static final int PROBES = 3;

	private SocketSettings() {
	}

	static void apply(Socket socket) throws IOException {
		socket.setTcpNoDelay(true);
		socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
		set(socket, ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS);
		set(socket, ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL_SECONDS);
		set(socket, ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
	}

	private static void set(Socket socket, SocketOption<Integer> option, int value) throws IOException {
		if (socket.supportedOptions().contains(option)) {
			socket.setOption(option, value);
		}
	}

}
