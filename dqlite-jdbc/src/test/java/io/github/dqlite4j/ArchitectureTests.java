package io.github.dqlite4j;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The layers of the driver.
 */
@AnalyzeClasses(packages = "io.github.dqlite4j",
		importOptions = { ImportOption.DoNotIncludeTests.class, ArchitectureTests.DoNotIncludeTestSupport.class })
class ArchitectureTests {

	@ArchTest
	static final ArchRule layersAreOnlyUsedFromAbove = layeredArchitecture().consideringOnlyDependenciesInLayers()
		.layer("jdbc")
		.definedBy("io.github.dqlite4j.jdbc..")
		.layer("client")
		.definedBy("io.github.dqlite4j.client..")
		.layer("protocol")
		.definedBy("io.github.dqlite4j.protocol..")
		.whereLayer("jdbc")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("client")
		.mayOnlyBeAccessedByLayers("jdbc")
		.whereLayer("protocol")
		.mayOnlyBeAccessedByLayers("jdbc", "client");

	@ArchTest
	static final ArchRule allClassesBelongToALayer = noClasses().should()
		.resideOutsideOfPackages("io.github.dqlite4j.jdbc..", "io.github.dqlite4j.client..",
				"io.github.dqlite4j.protocol..");

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching("io.github.dqlite4j.(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule protocolKnowsBuffersAndNoSockets = noClasses().that()
		.resideInAPackage("io.github.dqlite4j.protocol..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("java.net..", "java.nio.channels..", "javax.net..", "java.sql..", "java.util.concurrent..");

	@ArchTest
	static final ArchRule clientKnowsNothingOfJdbc = noClasses().that()
		.resideInAPackage("io.github.dqlite4j.client..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("java.sql..", "javax.sql..");

	@ArchTest
	static final ArchRule jdbcOpensNoSockets = noClasses().that()
		.resideInAPackage("io.github.dqlite4j.jdbc..")
		.should()
		.dependOnClassesThat()
		.haveNameMatching("java\\.net\\.(Server)?Socket|java\\.nio\\.channels\\..*");

	@ArchTest
	static final ArchRule driverNeedsNothingButTheJdkAndSlf4j = noClasses().should()
		.dependOnClassesThat()
		.resideOutsideOfPackages("io.github.dqlite4j..", "java..", "javax..", "jdk.net..", "org.slf4j..",
				"org.jspecify..");

	@ArchTest
	void locksDoNotPinVirtualThreads(JavaClasses classes) {
		noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED).check(classes);
	}

	/**
	 * The module that all tests share is no part of the driver.
	 */
	static final class DoNotIncludeTestSupport implements ImportOption {

		@Override
		public boolean includes(Location location) {
			return !location.contains("/dqlite-test-support/") && !location.contains("/dqlite-test-support-");
		}

	}

}
