package io.github.dqlite4j.spring.boot.autoconfigure.exception;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/**
 * An entity with a unique column.
 */
@Entity
class Account {

	@Id
	private @Nullable Long id;

	@Column(nullable = false, unique = true)
	private @Nullable String owner;

	private int balance;

	protected Account() {
	}

	Account(long id, @Nullable String owner) {
		this.id = id;
		this.owner = owner;
	}

	int getBalance() {
		return this.balance;
	}

	void setBalance(int balance) {
		this.balance = balance;
	}

}
