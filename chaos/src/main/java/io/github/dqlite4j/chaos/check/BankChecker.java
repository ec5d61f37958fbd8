package io.github.dqlite4j.chaos.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.dqlite4j.chaos.check.BankAction.Balances;
import io.github.dqlite4j.chaos.check.BankAction.Transfer;
import io.github.dqlite4j.chaos.history.Operation;

/**
 * Keeps the books of the bank: the total is the same in every look at the accounts, no
 * account is overdrawn, and in the end the transfers that are kept are those that were
 * acknowledged and make the balances what they are.
 */
public final class BankChecker {

	private final long[] initial;

	private final List<Violation> violations = new ArrayList<>();

	private BankChecker(long[] initial) {
		this.initial = initial;
	}

	/**
	 * Check a history.
	 * @param initial the balances in the beginning, by account
	 * @param history what was done
	 * @param balances the balances after that, by account
	 * @param transfers the transfers that are kept after that, in any order
	 * @return what is wrong; empty if nothing is
	 */
	public static List<Violation> check(List<Long> initial, List<Operation<BankAction>> history, List<Long> balances,
			List<Transfer> transfers) {
		BankChecker checker = new BankChecker(initial.stream().mapToLong(Long::longValue).toArray());
		for (Operation<BankAction> operation : history) {
			if (operation.value() instanceof Balances seen && operation.outcome().isRequired()) {
				checker.checkBalances(seen.balances(), operation.toString());
			}
		}
		checker.checkBalances(balances, "the last look");
		checker.checkTransfers(history, transfers);
		checker.checkReplay(balances, transfers);
		return checker.violations;
	}

	private void checkBalances(List<Long> balances, String where) {
		long expected = 0;
		for (long balance : this.initial) {
			expected += balance;
		}
		long total = balances.stream().mapToLong(Long::longValue).sum();
		if (total != expected) {
			add(Anomaly.WRONG_TOTAL, "%d and not %d in %s of %s", total, expected, where, balances);
		}
		if (balances.stream().anyMatch((balance) -> balance < 0)) {
			add(Anomaly.OVERDRAWN, "%s of %s", where, balances);
		}
	}

	private void checkTransfers(List<Operation<BankAction>> history, List<Transfer> transfers) {
		Map<Long, Transfer> kept = new HashMap<>();
		for (Transfer transfer : transfers) {
			if (kept.put(transfer.id(), transfer) != null) {
				add(Anomaly.DOUBLED, "%s is kept twice", transfer);
			}
		}
		for (Operation<BankAction> operation : history) {
			if (operation.value() instanceof Transfer attempt) {
				Transfer found = kept.remove(attempt.id());
				if (found == null) {
					if (operation.outcome().isRequired()) {
						add(Anomaly.LOST, "%s is not kept", operation);
					}
				}
				else if (!operation.outcome().isAllowed()) {
					add(Anomaly.FAILED_BUT_APPLIED, "%s is kept", operation);
				}
				else if (!found.equals(attempt)) {
					add(Anomaly.OUT_OF_THIN_AIR, "%s is kept as %s", operation, found);
				}
			}
		}
		kept.values().forEach((transfer) -> add(Anomaly.OUT_OF_THIN_AIR, "nobody made %s", transfer));
	}

	private void checkReplay(List<Long> balances, List<Transfer> transfers) {
		long[] replayed = this.initial.clone();
		for (Transfer transfer : transfers) {
			replayed[transfer.from()] -= transfer.amount();
			replayed[transfer.to()] += transfer.amount();
		}
		for (int account = 0; account < replayed.length; account++) {
			if (balances.get(account) != replayed[account]) {
				add(Anomaly.WRONG_BALANCE, "account %d holds %d, but by its transfers %d", account,
						balances.get(account), replayed[account]);
			}
		}
	}

	private void add(Anomaly anomaly, String format, Object... arguments) {
		this.violations.add(new Violation(anomaly, String.format(format, arguments)));
	}

}
