package io.github.dqlite4j.spring.boot.autoconfigure.jpa;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.assertj.core.data.Offset;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jpa.test.autoconfigure.TestEntityManager;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.AuditorAware;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.config.EnableJpaAuditing;
import org.springframework.test.context.transaction.TestTransaction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for repositories of Spring Data JPA.
 */
@JpaSlice
@Import(BookRepositoryTests.Auditing.class)
class BookRepositoryTests {

	@Autowired
	BookRepository books;

	@Autowired
	AuthorRepository authors;

	@Autowired
	TestEntityManager entities;

	@BeforeEach
	void save() {
		Author ada = this.authors.save(new Author("Ada"));
		Author bob = this.authors.save(new Author("Bob"));
		this.books.saveAll(List.of(new Book("Alpha", 100, ada), new Book("beta_1", 200, ada),
				new Book("Beta%", 300, bob), new Book("Gamma", 400, ada)));
		this.entities.flush();
		this.entities.clear();
	}

	@Test
	void derivedQueries() {
		assertThat(titles(this.books.findByTitleContaining("eta"))).containsExactlyInAnyOrder("beta_1", "Beta%");
		assertThat(titles(this.books.findByTitleContaining("Be"))).containsExactly("Beta%");
		assertThat(titles(this.books.findByTitleContaining("_"))).containsExactly("beta_1");
		assertThat(titles(this.books.findByTitleContaining("%"))).containsExactly("Beta%");
		assertThat(titles(this.books.findByTitleContainingIgnoreCase("BETA"))).hasSize(2);
		assertThat(titles(this.books.findByAuthorNameAndPagesGreaterThan("Ada", 150))).containsExactly("beta_1",
				"Gamma");
		assertThat(titles(this.books.findByPriceBetween(new BigDecimal("10.0"), new BigDecimal("30"),
				Sort.by("price").descending())))
			.containsExactly("Beta%", "beta_1", "Alpha");
		assertThat(titles(
				this.books.findTop2ByPublishedBeforeOrderByPublishedDesc(LocalDate.of(2000, 1, 1).plusDays(400))))
			.containsExactly("Beta%", "beta_1");
		assertThat(this.books.existsByTitle("Alpha")).isTrue();
		assertThat(this.books.deleteByPagesLessThan(250)).isEqualTo(2);
		assertThat(this.books.count()).isEqualTo(2);
	}

	@Test
	void entityGraphFetchesTheAuthor() {
		Book book = this.books.findWithAuthorByTitle("Alpha").orElseThrow();
		assertThat(Hibernate.isInitialized(book.getAuthor())).isTrue();
		assertThat(book.getPrice()).isEqualByComparingTo("10.0");
	}

	@Test
	void pagesAndSlices() {
		Page<Book> page = this.books.findByPagesGreaterThan(100, PageRequest.of(1, 2, Sort.by("pages")));
		assertThat(titles(page.getContent())).containsExactly("Gamma");
		assertThat(page.getTotalElements()).isEqualTo(3);
		assertThat(this.books.findByAuthorName("Ada", PageRequest.of(0, 2)).hasNext()).isTrue();
		assertThat(this.books.findByAuthorName("Ada", PageRequest.of(1, 2)).hasNext()).isFalse();
	}

	@Test
	void scrollsByKeyset() {
		Sort sort = Sort.by(Sort.Order.desc("published"), Sort.Order.asc("title"));
		Window<Book> first = this.books.findFirst3ByPagesGreaterThan(0, ScrollPosition.keyset(), sort);
		assertThat(titles(first.getContent())).containsExactly("Gamma", "Beta%", "beta_1");
		assertThat(first.hasNext()).isTrue();
		KeysetScrollPosition end = (KeysetScrollPosition) first.positionAt(2);
		Window<Book> second = this.books.findFirst3ByPagesGreaterThan(0, end, sort);
		assertThat(titles(second.getContent())).containsExactly("Alpha");
		assertThat(second.hasNext()).isFalse();
		assertThat(titles(this.books.findFirst3ByPagesGreaterThan(0, end.backward(), sort).getContent()))
			.containsExactly("Gamma", "Beta%");
	}

	@Test
	void projections() {
		BookRepository.TitleAndAuthor alpha = this.books.findByPages(100).get(0);
		assertThat(alpha.getTitle() + " by " + alpha.getAuthor().getName()).isEqualTo("Alpha by Ada");
		assertThat(this.books.findByAuthorNameOrderByTitle("Ada", BookRepository.TitleOnly.class)).containsExactly(
				new BookRepository.TitleOnly("Alpha"), new BookRepository.TitleOnly("Gamma"),
				new BookRepository.TitleOnly("beta_1"));
		assertThat(this.books.totals()).singleElement().satisfies((total) -> {
			assertThat(total.author()).isEqualTo("Ada");
			assertThat(total.pages()).isEqualTo(700);
			assertThat(total.price()).isCloseTo(23.33, Offset.offset(0.01));
		});
		assertThat(this.books.countNative("%\\_%")).isOne();
	}

	@Test
	void specifications() {
		Specification<Book> byAda = (book, query, criteria) -> criteria.equal(book.get("author").get("name"), "Ada");
		Specification<Book> cheap = (book, query, criteria) -> criteria.lessThan(book.<BigDecimal>get("price"),
				new BigDecimal("20.5"));
		assertThat(titles(this.books.findAll(byAda.and(cheap), Sort.by("title")))).containsExactly("Alpha", "beta_1");
		assertThat(this.books.count(Specification.not(byAda))).isOne();
		assertThat(this.books.exists(cheap)).isTrue();
	}

	@Test
	void modifyingQueries() {
		assertThat(this.books.lengthen(300)).isEqualTo(2);
		Book alpha = this.books.findByTitle("Alpha").orElseThrow();
		assertThat(alpha.getPages()).isEqualTo(101);
		assertThat(alpha.getPrice()).isEqualByComparingTo("20");
	}

	@Test
	void streamsEntityByEntity() {
		Author author = this.authors.findAll().get(0);
		this.books.saveAll(IntStream.range(1000, 4000).mapToObj((i) -> new Book("Volume " + i, i, author)).toList());
		this.entities.flush();
		this.entities.clear();
		try (Stream<Book> stream = this.books.streamAll()) {
			assertThat(stream.mapToInt(Book::getPages).sum()).isEqualTo(1000 + IntStream.range(1000, 4000).sum());
		}
		try (Stream<Book> stream = this.books.streamUntilOverflow(3999)) {
			assertThat(stream.limit(100)).as("rows before the one that fails").hasSize(100);
		}
	}

	@Test
	void auditing() {
		Book book = this.books.findByTitle("Alpha").orElseThrow();
		assertThat(book.getCreatedBy()).isEqualTo("somebody");
		assertThat(book.getCreated()).isEqualTo(book.getModified()).isBeforeOrEqualTo(Instant.now());
		Instant created = book.getCreated();
		book.setTitle("Omega");
		this.books.saveAndFlush(book);
		this.entities.clear();
		Book changed = this.books.findByTitle("Omega").orElseThrow();
		assertThat(changed.getCreated()).isEqualTo(created);
		assertThat(changed.getModified()).isAfter(created);
	}

	@Test
	void forcedIncrementChangesTheVersion() {
		Book book = this.books.getByTitle("Alpha").orElseThrow();
		int before = book.getVersion();
		this.entities.flush();
		TestTransaction.flagForCommit();
		TestTransaction.end();
		assertThat(this.books.findById(book.getId())).map(Book::getVersion).contains(before + 1);
		this.books.deleteAll();
		this.authors.deleteAll();
	}

	private static List<String> titles(List<Book> books) {
		return books.stream().map(Book::getTitle).toList();
	}

	@TestConfiguration(proxyBeanMethods = false)
	@EnableJpaAuditing
	static class Auditing {

		@Bean
		AuditorAware<String> auditor() {
			return () -> Optional.of("somebody");
		}

	}

}
