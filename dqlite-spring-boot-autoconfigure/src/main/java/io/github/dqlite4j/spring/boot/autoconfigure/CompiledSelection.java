package io.github.dqlite4j.spring.boot.autoconfigure;

import java.util.List;

import io.github.dqlite4j.spring.boot.autoconfigure.DatabaseSelection.Kind;

import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.Environment;

/**
 * The selection of the database as an application that was compiled ahead of time has it:
 * conditions were evaluated when it was built, and which beans there are can't change any
 * more. Without a check an application that was built with no configuration would run a
 * node of its own, and keep its data there, wherever production has its cluster.
 */
final class CompiledSelection {

	private CompiledSelection() {
	}

	/**
	 * Check what the environment asks for now.
	 * @param environment the environment
	 * @param kinds the kinds of database that the beans are for
	 * @throws DqliteConfigurationException if it asks for another, or nothing is to be
	 * opened since the application is being compiled
	 */
	static void require(Environment environment, Kind... kinds) {
		if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
			throw new DqliteConfigurationException(
					"A bean needs the database while the application is being compiled ahead of time.",
					"See the causes above for which bean it is, and keep it from being made then. Where it is a"
							+ " repository, set spring.aot.repositories.enabled to false.");
		}
		DatabaseSelection now = DatabaseSelection.of(environment);
		if (!List.of(kinds).contains(now.kind())) {
			throw new DqliteConfigurationException(
					"The application was compiled ahead of time for " + describe(kinds[0]) + ", but now " + now.reason()
							+ ".",
					"Set the same when the application is built, by the profile of production for example: which"
							+ " database is used is decided there, only its addresses may differ. Or run without"
							+ " -Dspring.aot.enabled=true.");
		}
	}

	private static String describe(Kind kind) {
		return (kind == Kind.CLUSTER) ? "a dqlite cluster that it connects to" : "a dqlite node of its own";
	}

}
