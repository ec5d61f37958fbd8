package io.github.dqlite4j.spring.boot.autoconfigure.data;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.data.repository.ListPagingAndSortingRepository;
import org.springframework.data.repository.query.QueryByExampleExecutor;

/**
 * Derived and declared queries.
 */
interface CustomerRepository extends ListCrudRepository<Customer, Long>, ListPagingAndSortingRepository<Customer, Long>,
		QueryByExampleExecutor<Customer> {

	Optional<Customer> findByName(String name);

	List<Customer> findByNameContaining(String part, Sort sort);

	List<Customer> findByNameNotContaining(String part);

	List<Customer> findByNameStartingWith(String start);

	List<Customer> findByNameEndingWith(String end);

	List<Customer> findByNameLike(String pattern);

	List<Customer> findByNameContainingIgnoreCase(String part);

	List<Customer> findByAgeBetweenOrderByAgeDescName(int from, int to);

	List<Customer> findByAgeIsNull();

	List<Customer> findByNameInAndAgeGreaterThan(Collection<String> names, int age);

	List<Customer> findByHomeTown(String town);

	Optional<Customer> findFirstByOrderByAgeDesc();

	List<Customer> findByAgeGreaterThan(int age, Limit limit);

	Page<Customer> findByNameStartingWith(String start, Pageable pageable);

	Slice<Customer> findByAgeLessThan(int age, Pageable pageable);

	Stream<Customer> readByAgeGreaterThan(int age);

	boolean existsByName(String name);

	int countByAgeGreaterThan(int age);

	int deleteByAgeLessThan(int age);

	@Lock(LockMode.PESSIMISTIC_WRITE)
	Optional<Customer> getByName(String name);

	@Query("SELECT * FROM customer WHERE age >= :age ORDER BY age")
	List<Customer> adults(int age);

	@Query("SELECT name, age FROM customer WHERE name = :name")
	NameAndAge nameAndAge(String name);

	@Modifying
	@Query("UPDATE customer SET age = age + 1 WHERE age < :age")
	int growOlder(int age);

	List<NameOnly> findByAge(int age);

	/**
	 * A projection of a declared query.
	 */
	record NameAndAge(String name, int age) {

	}

	/**
	 * A projection of a derived query.
	 */
	interface NameOnly {

		String getName();

	}

}
