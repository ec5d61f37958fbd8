package io.github.dqlite4j.node;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that starts a node and never stops it, and ends as it is told by its input.
 * Its arguments are the data directory and the addresses of a cluster to join.
 */
final class NegligentMain {

	private NegligentMain() {
	}

	public static void main(String[] args) throws Exception {
		List<String> join = List.of(args).subList(1, args.length);
		DqliteNode node = DqliteNode.builder(Path.of(args[0])).join(join).start();
		System.out.println("ready " + node.address());
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		if ("exit".equals(input.readLine())) {
			System.exit(7);
		}
	}

}
