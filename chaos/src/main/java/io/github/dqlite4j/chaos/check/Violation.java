package io.github.dqlite4j.chaos.check;

/**
 * Something that must not be.
 *
 * @param anomaly what is wrong
 * @param description where, with all that is needed to look into it
 */
public record Violation(Anomaly anomaly, String description) {

	@Override
	public String toString() {
		return this.anomaly + ": " + this.description;
	}

}
