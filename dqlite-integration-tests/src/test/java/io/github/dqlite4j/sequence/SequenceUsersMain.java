package io.github.dqlite4j.sequence;

import java.util.stream.Collectors;

/**
 * {@link SequenceUsers} in a process of their own. They begin when a line comes in, so
 * that those of several processes begin together.
 */
final class SequenceUsersMain {

	static final String DONE = "done ";

	private SequenceUsersMain() {
	}

	/**
	 * Uses the sequence, and prints the values.
	 * @param args the URL, the number of threads, of transactions, and whether to be
	 * patient
	 */
	public static void main(String[] args) throws Exception {
		SequenceUsers users = new SequenceUsers(args[0], Integer.parseInt(args[1]), Boolean.parseBoolean(args[3]));
		System.out.println("ready");
		if (System.in.read() < 0) {
			return;
		}
		System.out.println(DONE
				+ users.run(Integer.parseInt(args[2])).stream().map(String::valueOf).collect(Collectors.joining(" ")));
	}

}
