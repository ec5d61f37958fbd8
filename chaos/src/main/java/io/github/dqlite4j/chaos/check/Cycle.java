package io.github.dqlite4j.chaos.check;

import java.util.List;

import io.github.dqlite4j.chaos.history.Operation;

/**
 * Transactions each of which must come before the next, and the last before the first.
 *
 * @param transactions their places in the history
 * @param dependencies why each comes before the next
 */
record Cycle(List<Integer> transactions, List<Dependency> dependencies) {

	/**
	 * Return the name that Adya's theory of isolation has for it.
	 */
	String phenomenon() {
		long antiDependencies = this.dependencies.stream().filter(Dependency.READ_WRITE::equals).count();
		String name;
		if (antiDependencies > 0) {
			name = (antiDependencies == 1) ? "G-single" : "G2";
		}
		else {
			name = this.dependencies.contains(Dependency.WRITE_READ) ? "G1c" : "G0";
		}
		return this.dependencies.contains(Dependency.REAL_TIME) ? name + "-realtime" : name;
	}

	/**
	 * Return all that is needed to follow it.
	 * @param history the transactions that the places are of
	 */
	String describe(List<Operation<Transaction>> history) {
		StringBuilder text = new StringBuilder(phenomenon()).append(':');
		for (int i = 0; i < this.transactions.size(); i++) {
			text.append(System.lineSeparator())
				.append("  ")
				.append(history.get(this.transactions.get(i)))
				.append(' ')
				.append(this.dependencies.get(i));
		}
		return text.append(" the first").toString();
	}

}
