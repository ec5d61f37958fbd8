package io.github.dqlite4j.chaos.check;

import java.util.List;

/**
 * A transaction on lists.
 *
 * @param accesses what it did, in this order
 */
public record Transaction(List<Access> accesses) {

	/**
	 * Return whether it appended anything.
	 */
	public boolean isUpdate() {
		return this.accesses.stream().anyMatch(Access.Append.class::isInstance);
	}

	@Override
	public String toString() {
		return this.accesses.toString();
	}

}
