package io.github.dqlite4j.hibernate;

import java.util.List;

import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.query.KeyedPage;
import org.hibernate.query.Order;
import org.hibernate.query.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(DqliteExtension.class)
class QueryTests {

	@Test
	void joinsAndGroups(TestDatabase database) {
		assertThat(rows(database,
				"select t.name, count(e), sum(e.salary) from Team t left join t.members e "
						+ "group by t.name having count(e) >= 0 order by t.name"))
			.containsExactly("[blue, 2, 300]", "[empty, 0, null]", "[red, 3, 1200]");
	}

	@Test
	void fetchesCollections(TestDatabase database) {
		SessionFactory factory = staff(database);
		factory.inSession((session) -> assertThat(
				session.createSelectionQuery("from Team t left join fetch t.members order by t.id", Team.class).list())
			.extracting((team) -> team.members.size())
			.containsExactly(3, 2, 0));
	}

	@Test
	void joinsFully(TestDatabase database) {
		assertThat(rows(database,
				"select t.name, e.firstName from Team t full join Employee e on e.team = t "
						+ "where t.id is null or e.id is null order by t.name nulls first"))
			.containsExactly("[null, Free]", "[empty, null]");
	}

	@Test
	void subqueries(TestDatabase database) {
		assertThat(rows(database,
				"select e.firstName from Employee e where e.salary > "
						+ "(select avg(x.salary) from Employee x where x.team = e.team) order by e.id"))
			.containsExactly("Cy", "Eve");
		assertThat(rows(database, "select t.name from Team t where exists (select 1 from Employee e where e.team = t "
				+ "and e.salary > 400)"))
			.containsExactly("red");
		assertThat(rows(database,
				"select e.firstName from Employee e where e.salary >= all (select salary from Employee)"))
			.containsExactly("Cy");
		assertThat(rows(database, "select e.firstName from Employee e where e.salary > any "
				+ "(select salary from Employee where salary > 350) order by 1"))
			.containsExactly("Cy");
		assertThat(rows(database,
				"select e.firstName from Employee e where (e.firstName, e.salary) in "
						+ "(select x.firstName, max(x.salary) from Employee x group by x.firstName) order by 1"))
			.hasSize(6);
		assertThat(rows(database,
				"select s.n, s.c from (select t.name as n, (select count(*) from Employee e where e.team = t) as c "
						+ "from Team t) s where s.c > 2"))
			.containsExactly("[red, 3]");
	}

	@Test
	void tuples(TestDatabase database) {
		assertThat(rows(database, "select e.id from Employee e where (e.firstName, e.lastName) in "
				+ "(('Ann', 'A'), ('Bob', 'X'), ('Cy', 'C')) order by e.id"))
			.containsExactly("1", "3");
		assertThat(rows(database, "select e.id from Employee e where (e.salary, e.id) > (300, 2) order by e.id"))
			.containsExactly("2", "3");
		assertThat(rows(database, "select e.id from Employee e where (e.firstName, e.salary) = ('Ann', 300)"))
			.containsExactly("1");
		assertThat(rows(database, "select count(distinct e.team.id) from Employee e")).containsExactly("2");
	}

	@Test
	void commonTableExpressions(TestDatabase database) {
		assertThat(rows(database,
				"with rich as (select e.firstName as n, e.salary as s from Employee e where e.salary > 200), "
						+ "top as materialized (select r.n as n from rich r where r.s > 350) select n from top order by n"))
			.containsExactly("Bob", "Cy");
		assertThat(rows(database, "with n as (select 1 as i union all select x.i + 1 as i from n x where x.i < 5) "
				+ "select sum(i) from n"))
			.containsExactly("15");
	}

	@Test
	void windowFunctions(TestDatabase database) {
		assertThat(rows(database, "select e.firstName, rank() over (partition by e.team.id order by e.salary desc), "
				+ "sum(e.salary) over (order by e.id rows between 1 preceding and current row), "
				+ "lag(e.firstName) over (order by e.id) from Employee e where e.team is not null order by e.id"))
			.containsExactly("[Ann, 3, 300, null]", "[Bob, 2, 700, Ann]", "[Cy, 1, 900, Bob]", "[Dan, 2, 600, Cy]",
					"[Eve, 1, 300, Dan]");
		assertThat(rows(database, "select count(*) filter (where e.salary > 250) from Employee e"))
			.containsExactly("3");
	}

	@Test
	void setOperations(TestDatabase database) {
		assertThat(
				rows(database,
						"select e.firstName from Employee e where e.salary > 400 union "
								+ "select t.name from Team t order by 1"))
			.containsExactly("Cy", "blue", "empty", "red");
		assertThat(rows(database,
				"select e.salary from Employee e except select e.salary from Employee e where e.salary < 400 order by 1"))
			.containsExactly("400", "500");
		assertThat(rows(database,
				"select e.id from Employee e where e.id < 4 intersect select e.id from Employee e where e.id > 2"))
			.containsExactly("3");
		assertThat(rows(database,
				"(select e.firstName as n from Employee e order by e.salary desc limit 1) union all "
						+ "(select t.name as n from Team t order by t.name limit 1)"))
			.containsExactlyInAnyOrder("Cy", "blue");
	}

	@Test
	void pages(TestDatabase database) {
		SessionFactory factory = staff(database);
		factory.inSession((session) -> {
			assertThat(session.createSelectionQuery("select id from Employee order by id", Long.class)
				.setFirstResult(2)
				.setMaxResults(2)
				.list()).containsExactly(3L, 4L);
			assertThat(session.createSelectionQuery("select id from Employee order by id", Long.class)
				.setFirstResult(4)
				.list()).containsExactly(5L, 6L);
			assertThat(session.createSelectionQuery("select id from Employee order by id", Long.class)
				.setPage(Page.page(2, 1))
				.list()).containsExactly(3L, 4L);
			KeyedPage<Employee> first = Page.first(4)
				.keyedBy(List.of(Order.desc(Employee.class, "salary"), Order.asc(Employee.class, "id")));
			var result = session.createSelectionQuery("from Employee", Employee.class).getKeyedResultList(first);
			assertThat(result.getResultList()).extracting((e) -> e.firstName)
				.containsExactly("Cy", "Bob", "Ann", "Eve");
			assertThat(session.createSelectionQuery("from Employee", Employee.class)
				.getKeyedResultList(result.getNextPage())
				.getResultList()).extracting((e) -> e.firstName).containsExactly("Dan", "Free");
		});
		assertThat(rows(database, "select e.id from Employee e order by e.id limit 2 offset 1")).containsExactly("2",
				"3");
		assertThat(rows(database,
				"select e.firstName from Employee e where e.team.id > 0 order by e.team.id fetch first 1 rows with ties"))
			.hasSize(3);
		assertThat(rows(database, "select e.id from Employee e order by e.id fetch first 50 percent rows only"))
			.containsExactly("1", "2", "3");
	}

	@Test
	void ordersNulls(TestDatabase database) {
		assertThat(
				rows(database, "select e.id from Employee e left join e.team t order by t.name nulls last, e.id desc"))
			.containsExactly("5", "4", "3", "2", "1", "6");
		assertThat(
				rows(database, "select e.id from Employee e left join e.team t order by t.name desc nulls first, e.id"))
			.containsExactly("6", "1", "2", "3", "4", "5");
	}

	@Test
	void predicatesAreValues(TestDatabase database) {
		assertThat(rows(database,
				"select e.firstName, e.salary > 300, e.team is null, case when e.salary > 300 then 'r' else 'p' end "
						+ "from Employee e where e.id in (3, 6) order by e.id"))
			.containsExactly("[Cy, true, false, r]", "[Free, false, true, p]");
		assertThat(rows(database,
				"select e.id from Employee e where not (e.salary <= 300 or e.team is null) order by e.id"))
			.containsExactly("2", "3");
		assertThat(rows(database, "select e.id from Employee e where e.team.id is distinct from 1 order by e.id"))
			.containsExactly("4", "5", "6");
		assertThat(rows(database, "select every(e.salary > 50), any(e.salary > 400) from Employee e"))
			.containsExactly("[true, true]");
	}

	@Test
	void aggregates(TestDatabase database) {
		assertThat(rows(database,
				"select var_pop(e.salary), var_samp(e.salary), stddev_pop(e.salary), "
						+ "round(stddev_samp(e.salary), 6), avg(e.salary) from Employee e where e.team.id = 1"))
			.containsExactly("[6666.666666666667, 10000.0, 81.64965809277261, 100.0, 400.0]");
		assertThat(rows(database, "select listagg(e.firstName, '-'), listagg(distinct e.lastName, ',') from Employee e "
				+ "where e.id <= 2"))
			.containsExactly("[Ann-Bob, A,B]");
		assertThat(rows(database, "select listagg(e.firstName, ',') filter (where e.salary > 450) from Employee e"))
			.containsExactly("Cy");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> rows(database,
					"select listagg(e.firstName, ',') within group (order by e.id desc) from Employee e"))
			.withMessageContaining("3.44");
	}

	private static SessionFactory staff(TestDatabase database) {
		SessionFactory factory = database.create(Team.class, Employee.class);
		factory.inTransaction(QueryTests::fill);
		return factory;
	}

	private static void fill(Session session) {
		Team red = new Team("red");
		Team blue = new Team("blue");
		session.persist(red);
		session.persist(blue);
		session.persist(new Team("empty"));
		session.persist(new Employee("Ann", "A", 300, red));
		session.persist(new Employee("Bob", "B", 400, red));
		session.persist(new Employee("Cy", "C", 500, red));
		session.persist(new Employee("Dan", "D", 100, blue));
		session.persist(new Employee("Eve", "E", 200, blue));
		session.persist(new Employee("Free", "F", 100, null));
	}

	private static List<String> rows(TestDatabase database, String hql) {
		SessionFactory factory = staff(database);
		return factory.fromSession((session) -> session.createSelectionQuery(hql, Object.class)
			.list()
			.stream()
			.map((row) -> (row instanceof Object[] columns) ? java.util.Arrays.toString(columns) : String.valueOf(row))
			.toList());
	}

}
