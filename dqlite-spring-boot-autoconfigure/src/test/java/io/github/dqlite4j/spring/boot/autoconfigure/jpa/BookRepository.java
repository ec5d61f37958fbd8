package io.github.dqlite4j.spring.boot.autoconfigure.jpa;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.persistence.LockModeType;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;

/**
 * Derived and declared queries.
 */
interface BookRepository extends JpaRepository<Book, Long>, JpaSpecificationExecutor<Book> {

	List<Book> findByTitleContaining(String part);

	List<Book> findByTitleContainingIgnoreCase(String part);

	List<Book> findByAuthorNameAndPagesGreaterThan(String author, int pages);

	List<Book> findByPriceBetween(BigDecimal from, BigDecimal to, Sort sort);

	List<Book> findTop2ByPublishedBeforeOrderByPublishedDesc(LocalDate day);

	boolean existsByTitle(String title);

	long deleteByPagesLessThan(int pages);

	@EntityGraph(attributePaths = "author")
	Optional<Book> findWithAuthorByTitle(String title);

	Page<Book> findByPagesGreaterThan(int pages, Pageable pageable);

	Slice<Book> findByAuthorName(String author, Pageable pageable);

	Window<Book> findFirst3ByPagesGreaterThan(int pages, ScrollPosition position, Sort sort);

	List<TitleAndAuthor> findByPages(int pages);

	<T> List<T> findByAuthorNameOrderByTitle(String author, Class<T> type);

	@Query("select new io.github.dqlite4j.spring.boot.autoconfigure.jpa.BookRepository$Total(b.author.name, sum(b.pages), "
			+ "avg(b.price)) from Book b group by b.author.name having count(*) > 1 order by b.author.name")
	List<Total> totals();

	@NativeQuery("SELECT count(*) FROM book WHERE title LIKE :pattern ESCAPE '\\'")
	int countNative(String pattern);

	@Modifying(clearAutomatically = true)
	@Query("update Book b set b.pages = b.pages + 1, b.price = b.price * 2 where b.pages < :pages")
	int lengthen(int pages);

	@Query("select b from Book b order by b.pages")
	Stream<Book> streamAll();

	@NativeQuery("SELECT * FROM book WHERE CASE WHEN pages = :pages THEN abs(-9223372036854775807 - 1) ELSE 1 END")
	Stream<Book> streamUntilOverflow(int pages);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	Optional<Book> findByTitle(String title);

	@Lock(LockModeType.OPTIMISTIC_FORCE_INCREMENT)
	Optional<Book> getByTitle(String title);

	/**
	 * A projection of nested properties.
	 */
	interface TitleAndAuthor {

		String getTitle();

		AuthorName getAuthor();

		/**
		 * The nested one.
		 */
		interface AuthorName {

			String getName();

		}

	}

	/**
	 * A projection to a class.
	 */
	record TitleOnly(String title) {

	}

	/**
	 * A projection of aggregates.
	 */
	record Total(String author, Long pages, Double price) {

	}

}
