package io.github.dqlite4j.lane;

/**
 * {@link Writers} in a process of their own. They begin when a line comes in, so that
 * those of several processes begin together.
 */
final class WritersMain {

	private WritersMain() {
	}

	/**
	 * Writes, and prints how long it took.
	 * @param args the URL, the name, the number of threads, the number of rows of each
	 */
	public static void main(String[] args) throws Exception {
		Writers writers = new Writers(args[0], args[1], Integer.parseInt(args[2]));
		System.out.println("ready");
		if (System.in.read() < 0) {
			return;
		}
		System.out.println("done " + writers.run(Integer.parseInt(args[3])));
	}

}
