package io.github.dqlite4j.chaos.check;

import java.util.List;

/**
 * What is done in the bank.
 */
public sealed interface BankAction {

	/**
	 * Money goes from one account to another, in a transaction that also keeps the
	 * transfer.
	 *
	 * @param id what tells the transfer from all others
	 * @param from the account that pays
	 * @param to the account that is paid, another one
	 * @param amount how much, more than 0
	 */
	record Transfer(long id, int from, int to, long amount) implements BankAction {

	}

	/**
	 * All balances are looked at, in a read-only transaction of several statements.
	 *
	 * @param balances the balances by account
	 */
	record Balances(List<Long> balances) implements BankAction {

	}

}
