package io.github.dqlite4j.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/**
 * A stub of a node that leads a cluster of one, for what a real node can't be made to do:
 * it answers by a script, stalls, sends garbage, cuts connections, and counts what it
 * received.
 */
public final class ScriptedServer implements Closeable {

	/**
	 * Stands among the prepared statements for the open database.
	 */
	private static final Integer OPENED = -1;

	private static final Answer NO_DATABASE = Answer.failure(12, "no database opened");

	private final ServerSocket listener;

	private final EngineGeneration generation;

	private final @Nullable ServerKeys keys;

	private final List<Rule> rules = new CopyOnWriteArrayList<>();

	private final Queue<ServerCall> received = new ConcurrentLinkedQueue<>();

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

	private final AtomicInteger accepted = new AtomicInteger();

	private ScriptedServer(EngineGeneration generation, @Nullable ServerKeys keys) throws IOException {
		this.generation = generation;
		this.keys = keys;
		this.listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
		start(this::accept);
	}

	public static ScriptedServer start(EngineGeneration generation) throws IOException {
		return new ScriptedServer(generation, null);
	}

	/**
	 * Start a server that speaks TLS. The beginning of a connection is a request as well,
	 * by the name of {@code HANDSHAKE}, whose answers go out in plain text.
	 * @param keys the certificate that it shows, or {@code null} for plain text after all
	 */
	public static ScriptedServer start(EngineGeneration generation, @Nullable ServerKeys keys) throws IOException {
		return new ScriptedServer(generation, keys);
	}

	public static ScriptedServer start() throws IOException {
		return start(EngineGeneration.OLD);
	}

	private void start(Runnable task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			finally {
				this.threads.remove(Thread.currentThread());
			}
		}, "scripted-server");
		thread.setDaemon(true);
		this.threads.add(thread);
		thread.start();
	}

	public NodeAddress address() {
		return new NodeAddress("127.0.0.1", this.listener.getLocalPort());
	}

	/**
	 * Answer the next requests whose subject begins with a text, one after the other. A
	 * text with a semicolon at its end is a whole subject.
	 * @see ServerCall#subject()
	 */
	public ScriptedServer on(String subject, Answer... answers) {
		this.rules.add(new Rule(subject, new ConcurrentLinkedDeque<>(List.of(answers)), false));
		return this;
	}

	/**
	 * Answer all requests whose subject begins with a text and that no rule before this
	 * one is for.
	 */
	public ScriptedServer always(String subject, Answer answer) {
		this.rules.add(new Rule(subject, new ConcurrentLinkedDeque<>(List.of(answer)), true));
		return this;
	}

	/**
	 * Answer as a node that does not lead.
	 * @param leader the address of the node that does, or an empty text if none is known
	 */
	public ScriptedServer follow(String leader) {
		always("LEADER", Answer.of(Reply.leader(leader.isEmpty() ? 0 : 2, leader)));
		return always("SELECT 1", Answer.failure(10250, "not leader"));
	}

	/**
	 * Forget the script.
	 */
	public void behave() {
		this.rules.clear();
	}

	/**
	 * Return how often a statement that begins with a text was to be run, or a request of
	 * another kind was received.
	 */
	public long count(String subject) {
		return this.received.stream().filter((call) -> call.subject().startsWith(subject)).count();
	}

	/**
	 * Return all that was received, as kind and SQL.
	 */
	public List<String> log() {
		return this.received.stream().map(ServerCall::toString).toList();
	}

	/**
	 * Return the statements that were received, as kind and SQL, without those by which a
	 * session begins.
	 */
	public List<String> statements() {
		return this.received.stream()
			.filter((call) -> !call.sql().isEmpty() && !call.kind().equals("OPEN") && !isProbe(call))
			.map(ServerCall::toString)
			.toList();
	}

	/**
	 * Return the statements that were to be run, in order, without those by which a
	 * session begins.
	 */
	public List<String> executed() {
		return this.received.stream()
			.filter((call) -> call.kind().startsWith("EXEC") || call.kind().startsWith("QUERY"))
			.filter((call) -> !isProbe(call))
			.map(ServerCall::sql)
			.toList();
	}

	private static boolean isProbe(ServerCall call) {
		return call.sql().startsWith("SELECT zeroblob") || call.sql().equals("PRAGMA busy_timeout")
				|| call.sql().equals("SELECT 1") || call.sql().startsWith("SELECT 1 FROM sqlite_master");
	}

	public void forget() {
		this.received.clear();
	}

	public int accepted() {
		return this.accepted.get();
	}

	public int openConnections() {
		return this.open.size();
	}

	/**
	 * Close all connections as a node that stops would.
	 */
	public void cutAll() throws IOException {
		for (Socket socket : this.open) {
			socket.close();
		}
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				Socket socket = this.listener.accept();
				socket.setTcpNoDelay(true);
				this.open.add(socket);
				this.accepted.incrementAndGet();
				start(() -> serve(socket));
			}
			catch (IOException ex) {
				// The listener was closed, or the client had gone before.
			}
		}
	}

	private void serve(Socket accepted) {
		Map<Integer, String> prepared = new ConcurrentHashMap<>();
		try (accepted) {
			Socket socket = secured(accepted);
			if (socket.getInputStream().readNBytes(8).length < 8) {
				return;
			}
			while (!socket.isClosed()) {
				ServerCall call = ServerCall.read(socket, prepared);
				this.received.add(call);
				answer(call, prepared).run(call);
			}
		}
		catch (IOException | InterruptedException ex) {
			// The client has gone, or this server is closed: nothing is left to do.
		}
		finally {
			this.open.remove(accepted);
		}
	}

	private Socket secured(Socket accepted) throws IOException, InterruptedException {
		if (this.keys == null) {
			return accepted;
		}
		ServerCall handshake = ServerCall.handshake(accepted);
		this.received.add(handshake);
		Answer instead = scripted(handshake);
		if (instead != null) {
			instead.run(handshake);
		}
		SSLSocket secured = (SSLSocket) this.keys.context().getSocketFactory().createSocket(accepted, null, true);
		secured.setUseClientMode(false);
		return secured;
	}

	private Answer answer(ServerCall call, Map<Integer, String> prepared) {
		Answer scripted = scripted(call);
		return (scripted != null) ? scripted : defaultAnswer(call, prepared);
	}

	private @Nullable Answer scripted(ServerCall call) {
		for (Rule rule : this.rules) {
			if (rule.matches(call.subject())) {
				Answer answer = rule.always() ? rule.answers().peek() : rule.answers().poll();
				if (answer != null) {
					return answer;
				}
			}
		}
		return null;
	}

	private Answer defaultAnswer(ServerCall call, Map<Integer, String> prepared) {
		return switch (call.kind()) {
			case "LEADER" -> Answer.of(Reply.leader(1, address().toString()));
			case "OPEN" -> {
				prepared.put(OPENED, "");
				yield Answer.of(Reply.database());
			}
			case "CLUSTER" -> Answer.of(Reply.nodes(address().toString()));
			case "PREPARE" -> prepare(call, prepared);
			case "FINALIZE" -> {
				prepared.remove(call.statementId());
				yield Answer.of(Reply.empty());
			}
			case "EXEC_SQL" -> prepared.containsKey(OPENED) ? Answer.result(1, 1) : NO_DATABASE;
			case "EXEC" ->
				call.sql().isEmpty() ? Answer.failure(12, "no statement with the given id") : Answer.result(1, 1);
			case "QUERY_SQL", "QUERY" -> prepared.containsKey(OPENED) ? query(call) : NO_DATABASE;
			default -> Answer.failure(1005, "unrecognized request type");
		};
	}

	private Answer prepare(ServerCall call, Map<Integer, String> prepared) {
		int id = 0;
		while (prepared.putIfAbsent(id, call.sql()) != null) {
			id++;
		}
		return Answer.of(Reply.statement(id, this.generation != EngineGeneration.OLD && call.schema() == 1));
	}

	private Answer query(ServerCall call) {
		boolean probe = call.sql().equals("PRAGMA busy_timeout");
		return (probe && this.generation == EngineGeneration.NEW) ? Answer.failure(23, "not authorized")
				: Answer.rows(probe ? 0 : 1);
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		cutAll();
		this.threads.forEach(Thread::interrupt);
	}

	private record Rule(String subject, Deque<Answer> answers, boolean always) {

		boolean matches(String other) {
			return this.subject.endsWith(";") ? this.subject.equals(other + ";") : other.startsWith(this.subject);
		}

	}

}
