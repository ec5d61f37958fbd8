package io.github.dqlite4j.sample.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The answer to one HTTP request on a connection of its own. The clients of the platform
 * repeat some requests by themselves, which is just what these tests must see.
 *
 * @param status the status
 * @param body the headers and the body
 */
record HttpAnswer(int status, String body) {

	static final int OK = 200;

	static final int CREATED = 201;

	/** Such as "HTTP/1.1 200 ". */
	private static final int STATUS_START = 9;

	private static final int STATUS_END = 12;

	/**
	 * Send a request. By HTTP 1.0, since the answer comes in one piece then.
	 * @param port the port of the server
	 * @param method the method
	 * @param path the path
	 * @param body the body in JSON; may be empty
	 * @param timeout how long the server may take to accept, and then between the parts
	 * of its answer
	 * @return the answer
	 * @throws java.net.ConnectException if the server refuses the connection
	 * @throws IOException if there is no answer, or none in time
	 */
	static HttpAnswer to(int port, String method, String path, String body, Duration timeout) throws IOException {
		byte[] content = body.getBytes(StandardCharsets.UTF_8);
		String head = method + " " + path + " HTTP/1.0\r\nHost: localhost\r\n"
				+ "Content-Type: application/json\r\nContent-Length: " + content.length + "\r\n\r\n";
		try (Socket socket = new Socket()) {
			int millis = (int) timeout.toMillis();
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), millis);
			socket.setSoTimeout(millis);
			socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (answer.length() < STATUS_END) {
				throw new IOException("The server closed the connection after '" + answer + "'");
			}
			return new HttpAnswer(Integer.parseInt(answer.substring(STATUS_START, STATUS_END)), answer);
		}
	}

}
