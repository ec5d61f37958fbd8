package io.github.dqlite4j.chaos.fault;

import java.util.Comparator;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.chaos.cluster.CrashSignature;
import io.github.dqlite4j.chaos.cluster.NodeCrash;

/**
 * A node that the engine's native code ended. That costs availability, not data, and
 * nothing outside of the engine may be able to prevent it: such deaths are counted by
 * what was done to the cluster and by what the engine died of. The node must come back,
 * and its data is held to the same rules.
 *
 * @param fault what was done to the cluster last; {@code null} if nothing had been yet
 * @param signature what tells this way to die from others
 */
public record EngineDeath(@Nullable FaultKind fault, String signature) implements Comparable<EngineDeath> {

	/**
	 * Return the death that a crash is.
	 * @param crash the crash
	 * @param fault what was done to the cluster last; {@code null} if nothing had been
	 * yet
	 * @return the death; empty if it was not the engine that ended the node, or if it
	 * hung where engines are not known to
	 */
	static Optional<EngineDeath> of(NodeCrash crash, @Nullable FaultKind fault) {
		if (crash.isHang() && fault != FaultKind.BARE_TRANSFER) {
			return Optional.empty();
		}
		return CrashSignature.of(crash).map((signature) -> new EngineDeath(fault, signature));
	}

	@Override
	public int compareTo(EngineDeath other) {
		return Comparator.comparing(EngineDeath::fault, Comparator.nullsFirst(Comparator.<FaultKind>naturalOrder()))
			.thenComparing(EngineDeath::signature)
			.compare(this, other);
	}

	/**
	 * Return the fault for people.
	 */
	public String cause() {
		return (this.fault != null) ? this.fault.toString() : "none yet";
	}

	@Override
	public String toString() {
		return this.signature + " at or after the fault " + cause();
	}

}
