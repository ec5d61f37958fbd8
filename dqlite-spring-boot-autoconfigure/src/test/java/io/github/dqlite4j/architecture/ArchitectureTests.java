package io.github.dqlite4j.architecture;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the structure of all modules: this module sees the others.
 */
class ArchitectureTests {

	private static final String BASE = "io.github.dqlite4j.";

	private static final String AUTO_CONFIGURE = BASE + "spring.boot.autoconfigure..";

	private static final JavaClasses production = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.github.dqlite4j");

	/**
	 * Each layer with those of our packages that it may use.
	 */
	@ParameterizedTest
	@CsvSource({ "protocol, ''", "client, protocol", "jdbc, protocol client", "node, protocol client",
			"hibernate, protocol client jdbc", "flyway, protocol client jdbc" })
	void layersUseOnlyThoseBelow(String layer, String below) {
		String[] allowed = Stream.of((layer + " " + below).split(" "))
			.map((name) -> BASE + name + "..")
			.toArray(String[]::new);
		check(noClasses().that()
			.resideInAPackage(BASE + layer + "..")
			.should()
			.dependOnClassesThat(resideInAPackage("io.github.dqlite4j..").and(resideOutsideOfPackages(allowed))));
	}

	@Test
	void everyLayerIsSeen() {
		Set<String> packages = production.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
		assertThat(packages).contains(BASE + "protocol", BASE + "client", BASE + "jdbc", BASE + "node",
				BASE + "hibernate", BASE + "flyway", BASE + "spring.boot.autoconfigure");
	}

	@Test
	void onlyTheAutoConfigurationUsesSpring() {
		check(noClasses().that()
			.resideOutsideOfPackage(AUTO_CONFIGURE)
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.."));
	}

	@Test
	void onlyTheNodeCallsNativeCode() {
		check(noClasses().that()
			.resideOutsideOfPackage(BASE + "node..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("com.sun.jna.."));
	}

	@Test
	void onlyTheDriverAndAboveUseJdbc() {
		check(noClasses().that()
			.resideInAnyPackage(BASE + "protocol..", BASE + "client..", BASE + "node..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("java.sql..", "javax.sql.."));
	}

	@Test
	void theProtocolKnowsNoSockets() {
		check(noClasses().that()
			.resideInAPackage(BASE + "protocol..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("java.net..", "javax.net.."));
	}

	@Test
	void packagesAreFreeOfCycles() {
		check(slices().matching(BASE + "(**)").should().beFreeOfCycles());
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(production.stream().map(JavaClass::getPackage).distinct()).isNotEmpty()
			.allMatch((javaPackage) -> javaPackage.isAnnotatedWith(NullMarked.class));
	}

	@Test
	void autoConfigurationsAreFinalAndHaveNoPublicMembers() {
		check(classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL));
		check(methods().that()
			.areDeclaredInClassesThat()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.notBePublic());
	}

	@Test
	void autoConfigurationsAreRegistered() {
		Set<String> found = production.stream()
			.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
			.map(JavaClass::getName)
			.collect(Collectors.toSet());
		assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
			.filteredOn((name) -> name.startsWith(BASE))
			.containsExactlyInAnyOrderElementsOf(found);
	}

	@Test
	void classConditionsAreNotOnMethodsWhereTheyComeTooLate() {
		check(methods().that().areAnnotatedWith(Bean.class).should().notBeAnnotatedWith(ConditionalOnClass.class));
	}

	private static void check(ArchRule rule) {
		rule.check(production);
	}

}
