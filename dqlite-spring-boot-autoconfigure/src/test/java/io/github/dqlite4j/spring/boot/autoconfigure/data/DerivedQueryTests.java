package io.github.dqlite4j.spring.boot.autoconfigure.data;

import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.ExampleMatcher;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Order;
import org.springframework.data.domain.Window;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for derived and declared queries of Spring Data JDBC.
 */
@DataJdbcSlice
class DerivedQueryTests {

	@Autowired
	CustomerRepository customers;

	@Autowired
	JdbcAggregateTemplate template;

	@BeforeEach
	void save() {
		this.customers.saveAll(List.of(Customer.of("Ada", 36), Customer.of("Bob", 17),
				Customer.of("Carol", 61).movedTo(new Customer.Address("Mill Lane", "Ely")), Customer.of("adam", null)));
	}

	@Test
	void comparisons() {
		assertThat(this.customers.findByName("Bob")).map(Customer::age).contains(17);
		assertThat(names(this.customers.findByAgeBetweenOrderByAgeDescName(17, 61))).containsExactly("Carol", "Ada",
				"Bob");
		assertThat(names(this.customers.findByAgeIsNull())).containsExactly("adam");
		assertThat(names(this.customers.findByNameInAndAgeGreaterThan(List.of("Ada", "Bob"), 20)))
			.containsExactly("Ada");
		assertThat(names(this.customers.findByHomeTown("Ely"))).containsExactly("Carol");
		assertThat(this.customers.findByAge(61)).extracting(CustomerRepository.NameOnly::getName)
			.containsExactly("Carol");
	}

	@Test
	void patternsDistinguishCaseUnlessToldOtherwise() {
		assertThat(names(this.customers.findByNameStartingWith("Ad"))).containsExactly("Ada");
		assertThat(names(this.customers.findByNameEndingWith("B"))).isEmpty();
		assertThat(names(this.customers.findByNameLike("%d_"))).containsExactly("Ada");
		assertThat(names(this.customers.findByNameNotContaining("a"))).containsExactly("Bob");
		assertThat(names(this.customers.findByNameContainingIgnoreCase("AD"))).containsExactly("Ada", "adam");
	}

	@ParameterizedTest
	@ValueSource(strings = { "50%", "snake_case", "back\\slash", "a*b", "really?", "[x]", "]", "\\", "'" })
	void everyCharacterIsFoundAsItself(String part) {
		this.customers.saveAll(List.of(Customer.of("x" + part + "y", 1), Customer.of("50 snakeXcase aXb reallyX x", 2),
				Customer.of("backslash", 3)));
		assertThat(names(this.customers.findByNameContaining(part, Sort.unsorted()))).containsExactly("x" + part + "y");
		assertThat(names(this.customers.findByNameStartingWith("x" + part))).containsExactly("x" + part + "y");
		assertThat(names(this.customers.findByNameContainingIgnoreCase(part))).containsExactly("x" + part + "y");
	}

	@Test
	void countsExistenceAndDeletion() {
		assertThat(this.customers.existsByName("Ada")).isTrue();
		assertThat(this.customers.existsByName("Zoe")).isFalse();
		assertThat(this.customers.countByAgeGreaterThan(30)).isEqualTo(2);
		assertThat(this.customers.deleteByAgeLessThan(40)).isEqualTo(2);
		assertThat(this.customers.count()).isEqualTo(2);
	}

	@Test
	void declaredQueries() {
		assertThat(names(this.customers.adults(18))).containsExactly("Ada", "Carol");
		assertThat(this.customers.nameAndAge("Ada")).isEqualTo(new CustomerRepository.NameAndAge("Ada", 36));
		assertThat(this.customers.growOlder(40)).isEqualTo(2);
		assertThat(this.customers.findByName("Bob")).map(Customer::age).contains(18);
	}

	@Test
	void sortsWithNullsWhereTheyAreWanted() {
		assertThat(names(this.customers.findAll(Sort.by(Order.asc("age").nullsLast())))).containsExactly("Bob", "Ada",
				"Carol", "adam");
		assertThat(names(this.customers.findAll(Sort.by(Order.desc("age").nullsFirst())))).containsExactly("adam",
				"Carol", "Ada", "Bob");
		assertThat(names(this.customers.findByNameContaining("d", Sort.by("name").descending())))
			.containsExactly("adam", "Ada");
	}

	@Test
	void pagesSlicesAndLimits() {
		Page<Customer> page = this.customers.findAll(PageRequest.of(1, 3, Sort.by("name")));
		assertThat(page.getTotalElements()).isEqualTo(4);
		assertThat(names(page.getContent())).containsExactly("adam");
		assertThat(this.customers.findByNameStartingWith("A", PageRequest.of(0, 1)).getTotalElements()).isOne();
		Slice<Customer> slice = this.customers.findByAgeLessThan(100, PageRequest.of(0, 2));
		assertThat(slice.hasNext()).isTrue();
		assertThat(this.customers.findByAgeLessThan(100, slice.nextPageable()).hasNext()).isFalse();
		assertThat(this.customers.findByAgeGreaterThan(1, Limit.of(2))).hasSize(2);
		assertThat(this.customers.findFirstByOrderByAgeDesc()).map(Customer::name).contains("Carol");
	}

	@Test
	void offsetWithoutLimit() {
		Query query = Query.empty().sort(Sort.by("name")).offset(3);
		assertThat(names(this.template.findAll(query, Customer.class))).containsExactly("adam");
	}

	@Test
	void scrollsByOffset() {
		Example<Customer> all = Example.of(new Customer(null, null, null, null, null));
		Window<Customer> first = this.customers.findBy(all,
				(query) -> query.limit(3).sortBy(Sort.by("name")).scroll(ScrollPosition.offset()));
		assertThat(names(first)).containsExactly("Ada", "Bob", "Carol");
		Window<Customer> second = this.customers.findBy(all,
				(query) -> query.limit(3).sortBy(Sort.by("name")).scroll(first.positionAt(2)));
		assertThat(names(second)).containsExactly("adam");
		assertThat(second.hasNext()).isFalse();
	}

	@Test
	void examplesAndCriteria() {
		Example<Customer> example = Example.of(Customer.of("ADA", 36), ExampleMatcher.matchingAll().withIgnoreCase());
		assertThat(names(this.customers.findAll(example))).containsExactly("Ada");
		Criteria criteria = Criteria.where("age").greaterThan(30).and(Criteria.where("name").notLike("C%"));
		assertThat(names(this.template.findAll(Query.query(criteria), Customer.class))).containsExactly("Ada");
	}

	@Test
	void lockModesAreAccepted() {
		assertThat(this.customers.getByName("Ada")).isPresent();
	}

	@Test
	void streams() {
		try (Stream<Customer> stream = this.customers.readByAgeGreaterThan(20)) {
			assertThat(stream.map(Customer::name)).containsExactlyInAnyOrder("Ada", "Carol");
		}
	}

	private static List<String> names(Iterable<Customer> found) {
		return StreamSupport.stream(found.spliterator(), false).map(Customer::name).toList();
	}

}
