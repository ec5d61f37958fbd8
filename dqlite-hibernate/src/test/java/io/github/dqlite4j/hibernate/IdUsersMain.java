package io.github.dqlite4j.hibernate;

import java.util.Map;

/**
 * {@link IdUsers} in a process of their own. They begin when a line comes in.
 */
final class IdUsersMain {

	static final String DONE = "done ";

	private IdUsersMain() {
	}

	/**
	 * Persists entities, and prints their ids.
	 * @param args the URL, the number of threads, of transactions, and whether to be
	 * patient
	 */
	public static void main(String[] args) throws Exception {
		try (TestDatabase database = new TestDatabase(args[0])) {
			IdUsers users = new IdUsers(
					database.build("validate", Map.of("hibernate.connection.pool_size", "20"), IdUsers.ENTITIES),
					Boolean.parseBoolean(args[3]));
			System.out.println("ready");
			if (System.in.read() < 0) {
				return;
			}
			System.out
				.println(DONE + String.join(" ", users.run(Integer.parseInt(args[1]), Integer.parseInt(args[2]))));
		}
	}

}
