package io.github.dqlite4j.hibernate;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import org.hibernate.SessionFactory;
import org.hibernate.envers.Audited;
import org.hibernate.envers.AuditReader;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.DefaultRevisionEntity;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.query.AuditEntity;
import org.hibernate.envers.query.criteria.MatchMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The history that Hibernate Envers keeps.
 */
@ExtendWith(DqliteExtension.class)
class EnversTests {

	private static final Class<?>[] ENTITIES = { Contract.class, Party.class };

	@Test
	void readsEveryStateThereWas(TestDatabase database) {
		SessionFactory factory = database.create(ENTITIES);
		long id = changeTwiceAndRemove(factory);
		factory.inTransaction((session) -> {
			AuditReader history = AuditReaderFactory.get(session);
			assertThat(history.getRevisions(Contract.class, id)).containsExactly(1, 2, 3);
			Contract first = history.find(Contract.class, id, 1);
			assertThat(first.title).isEqualTo("Rent");
			assertThat(first.amount).isEqualByComparingTo("123456789012345678.25");
			assertThat(first.signed).isEqualTo(Instant.parse("2026-11-21T10:00:00.123456789Z"));
			assertThat(first.parties).extracting((party) -> party.name).containsExactlyInAnyOrder("Ann", "Bob");
			assertThat(first.tags).containsExactlyInAnyOrder("home", "long");
			Contract second = history.find(Contract.class, id, 2);
			assertThat(second.title).isEqualTo("Lease");
			assertThat(second.parties).extracting((party) -> party.name).containsExactly("Ann");
			assertThat(second.tags).containsExactly("home");
			assertThat(history.find(Contract.class, id, 3)).isNull();
		});
	}

	@Test
	void findsRevisions(TestDatabase database) {
		SessionFactory factory = database.create(ENTITIES);
		Instant before = Instant.now().minusSeconds(1);
		changeTwiceAndRemove(factory);
		factory.inTransaction((session) -> {
			AuditReader history = AuditReaderFactory.get(session);
			List<?> revisions = history.createQuery()
				.forRevisionsOfEntity(Contract.class, false, true)
				.add(AuditEntity.property("title").like("Le", MatchMode.START))
				.addOrder(AuditEntity.revisionNumber().desc())
				.getResultList();
			assertThat(revisions).singleElement()
				.satisfies((row) -> assertThat(((Object[]) row)[2]).isEqualTo(RevisionType.MOD));
			List<?> dear = history.createQuery()
				.forEntitiesAtRevision(Contract.class, 1)
				.add(AuditEntity.property("amount").gt(new BigDecimal("99")))
				.getResultList();
			assertThat(dear).hasSize(1);
			assertThat(history.findRevision(DefaultRevisionEntity.class, 2).getRevisionDate()).isAfter(before);
			assertThat(history.getRevisionNumberForDate(Date.from(Instant.now().plusSeconds(60)))).isEqualTo(3);
		});
	}

	@Test
	void forgetsWhatWasRolledBack(TestDatabase database) {
		SessionFactory factory = database.create(ENTITIES);
		long id = changeTwiceAndRemove(factory);
		factory.inSession((session) -> {
			session.beginTransaction();
			session.persist(new Contract("Never"));
			session.flush();
			session.getTransaction().rollback();
		});
		assertThat(database.query("select count(*) from Contract_AUD where id <> " + id)).containsExactly("0");
	}

	@Test
	void validatesTheTablesItCreated(TestDatabase database) {
		database.create(ENTITIES);
		database.build("validate", Map.of(), ENTITIES);
	}

	private static long changeTwiceAndRemove(SessionFactory factory) {
		Contract contract = new Contract("Rent");
		contract.add("Ann");
		contract.add("Bob");
		contract.tags.addAll(Set.of("home", "long"));
		factory.inTransaction((session) -> session.persist(contract));
		long id = contract.id;
		factory.inTransaction((session) -> {
			Contract read = session.find(Contract.class, id);
			read.title = "Lease";
			read.parties.removeIf((party) -> "Bob".equals(party.name));
			read.tags.remove("long");
		});
		factory.inTransaction((session) -> session.remove(session.find(Contract.class, id)));
		return id;
	}

	@Entity(name = "Contract")
	@Audited
	static class Contract {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		long id;

		@Nullable String title;

		BigDecimal amount = new BigDecimal("123456789012345678.25");

		Instant signed = Instant.parse("2026-11-21T10:00:00.123456789Z");

		@OneToMany(mappedBy = "contract", cascade = CascadeType.ALL, orphanRemoval = true)
		Set<Party> parties = new HashSet<>();

		@ElementCollection
		Set<String> tags = new HashSet<>();

		Contract() {
		}

		Contract(String title) {
			this.title = title;
		}

		void add(String party) {
			this.parties.add(new Party(this, party));
		}

	}

	@Entity(name = "Party")
	@Audited
	static class Party {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		long id;

		@ManyToOne
		@Nullable Contract contract;

		@Nullable String name;

		Party() {
		}

		Party(Contract contract, String name) {
			this.contract = contract;
			this.name = name;
		}

	}

}
