package io.github.dqlite4j.chaos.fault;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import io.github.dqlite4j.chaos.cluster.NodeCrash;
import io.github.dqlite4j.client.EngineGeneration;

/**
 * Crashes of the engine that are known and documented, and that nothing outside of the
 * engine prevents. A node that meets one is started again as after a kill; its data must
 * be as good as then.
 */
public enum KnownDefect {

	/**
	 * A bare TRANSFER while prepared statements write to two databases: a statement is
	 * used after it was freed, which is a SIGSEGV, or an end to all answers when the
	 * mutex of its connection is gone.
	 */
	TRANSFER_UNDER_LOAD("crash or hang at a bare transfer under load", EngineGeneration.OLD,
			Set.of(FaultKind.BARE_TRANSFER));

	private final String title;

	private final EngineGeneration generation;

	private final Set<FaultKind> faults;

	KnownDefect(String title, EngineGeneration generation, Set<FaultKind> faults) {
		this.title = title;
		this.generation = generation;
		this.faults = faults;
	}

	/**
	 * Return the defect that explains a crash.
	 * @param crash the crash
	 * @param fault what was done to the cluster meanwhile
	 * @param generation the generation of the engine
	 * @return the defect; empty if none is known that does
	 */
	static Optional<KnownDefect> of(NodeCrash crash, FaultKind fault, EngineGeneration generation) {
		return Arrays.stream(values())
			.filter((defect) -> crash.isOfNativeCode() && defect.generation == generation
					&& defect.faults.contains(fault))
			.findFirst();
	}

	@Override
	public String toString() {
		return this.title;
	}

}
