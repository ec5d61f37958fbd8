package io.github.dqlite4j.spring.boot.autoconfigure.exception;

import org.springframework.dao.TransientDataAccessException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A service whose transactions are restarted when the database says that they may.
 */
@Service
class Bank {

	private final AccountRepository accounts;

	private int attempts;

	private Runnable afterRead = () -> {
	};

	Bank(AccountRepository accounts) {
		this.accounts = accounts;
	}

	@Retryable(includes = TransientDataAccessException.class, maxRetries = 3, delay = 10)
	@Transactional
	public void deposit(long id, int amount) {
		this.attempts++;
		Account account = this.accounts.findById(id).orElseThrow();
		this.afterRead.run();
		account.setBalance(account.getBalance() + amount);
	}

	/**
	 * Open an account anew.
	 */
	public void open(long id, String owner) {
		this.attempts = 0;
		this.accounts.deleteAll();
		this.accounts.save(new Account(id, owner));
	}

	/**
	 * Return the balance.
	 */
	public int balance(long id) {
		return this.accounts.findById(id).orElseThrow().getBalance();
	}

	/**
	 * Return how often a deposit was tried.
	 */
	public int attempts() {
		return this.attempts;
	}

	/**
	 * Let something happen between the first time of reading and writing.
	 */
	public void afterFirstRead(Runnable event) {
		this.afterRead = () -> {
			if (this.attempts == 1) {
				event.run();
			}
		};
	}

}
