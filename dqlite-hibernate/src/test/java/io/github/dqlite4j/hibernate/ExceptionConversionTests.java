package io.github.dqlite4j.hibernate;

import jakarta.persistence.OptimisticLockException;
import org.hibernate.SessionFactory;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.hibernate.exception.SQLGrammarException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

@ExtendWith(DqliteExtension.class)
class ExceptionConversionTests {

	@Test
	void tellsWhichConstraintOfWhichKind(TestDatabase database) {
		SessionFactory factory = staff(database);
		assertThat(violation(factory, "insert into Team (name) values ('red')"))
			.satisfies(kind(ConstraintKind.UNIQUE, "Team.name"));
		assertThat(violation(factory, "insert into Team (id, name) values (1, 'x')"))
			.satisfies(kind(ConstraintKind.UNIQUE, "Team.id"));
		assertThat(violation(factory,
				"insert into Employee (version, salary, firstName, lastName) values (0, 1, 'Ann', 'A')"))
			.satisfies(kind(ConstraintKind.UNIQUE, "Employee.firstName, Employee.lastName"));
		assertThat(violation(factory, "insert into Team (name) values (null)"))
			.satisfies(kind(ConstraintKind.NOT_NULL, "Team.name"));
		assertThat(violation(factory, "update Employee set salary = -1"))
			.satisfies(kind(ConstraintKind.CHECK, "salary_positive"));
		assertThat(violation(factory, "update Employee set team_id = 99"))
			.satisfies(kind(ConstraintKind.FOREIGN_KEY, null));
		assertThat(violation(factory, "delete from Team")).satisfies(kind(ConstraintKind.FOREIGN_KEY, null));
	}

	@Test
	void knowsTheConstraintOfAFlushedBatch(TestDatabase database) {
		SessionFactory factory = staff(database);
		assertThatExceptionOfType(ConstraintViolationException.class)
			.isThrownBy(() -> factory.inTransaction((session) -> {
				session.createSelectionQuery("from Employee", Employee.class).list().forEach((employee) -> {
					employee.firstName = "Same";
					employee.lastName = "Same";
				});
			}))
			.satisfies(kind(ConstraintKind.UNIQUE, "Employee.firstName, Employee.lastName"));
	}

	@Test
	void knowsWrongSql(TestDatabase database) {
		SessionFactory factory = staff(database);
		assertThatExceptionOfType(SQLGrammarException.class).isThrownBy(() -> factory
			.inSession((session) -> session.createNativeQuery("select nothing from nowhere", Object.class).list()));
	}

	@Test
	void knowsStaleVersions(TestDatabase database) {
		SessionFactory factory = staff(database);
		assertThatExceptionOfType(OptimisticLockException.class).isThrownBy(() -> factory.inTransaction((session) -> {
			Employee ann = session.find(Employee.class, 1L);
			session.createNativeMutationQuery("update Employee set version = 7").executeUpdate();
			ann.salary = 5;
		}));
	}

	private static java.util.function.Consumer<ConstraintViolationException> kind(ConstraintKind kind,
			@Nullable String name) {
		return (ex) -> {
			assertThat(ex.getKind()).isEqualTo(kind);
			assertThat(ex.getConstraintName()).isEqualTo(name);
		};
	}

	private static ConstraintViolationException violation(SessionFactory factory, String sql) {
		Throwable thrown = catchThrowable(
				() -> factory.inTransaction((session) -> session.createNativeMutationQuery(sql).executeUpdate()));
		assertThat(thrown).isInstanceOf(ConstraintViolationException.class);
		return (ConstraintViolationException) thrown;
	}

	private static SessionFactory staff(TestDatabase database) {
		SessionFactory factory = database.create(Team.class, Employee.class);
		factory.inTransaction((session) -> {
			Team red = new Team("red");
			session.persist(red);
			session.persist(new Employee("Ann", "A", 100, red));
			session.persist(new Employee("Bob", "B", 200, red));
		});
		return factory;
	}

}
