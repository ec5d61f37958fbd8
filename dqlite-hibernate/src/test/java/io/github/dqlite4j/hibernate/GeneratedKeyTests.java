package io.github.dqlite4j.hibernate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.generator.EventType;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(DqliteExtension.class)
class GeneratedKeyTests {

	private final List<String> statements = new ArrayList<>();

	@Test
	void takesTheKeyFromTheInsertItself(TestDatabase database) {
		SessionFactory factory = observed(database, Team.class, Employee.class);
		Team red = new Team("red");
		Team blue = new Team("blue");
		this.statements.clear();
		factory.inTransaction((session) -> {
			session.persist(red);
			session.persist(blue);
		});
		assertThat(red.id).isEqualTo(1L);
		assertThat(blue.id).isEqualTo(2L);
		assertThat(this.statements).containsOnly("insert into Team (name) values (?)").hasSize(2);
	}

	@Test
	void insertsRowsWithoutColumns(TestDatabase database) {
		SessionFactory factory = observed(database, Ticket.class);
		Ticket ticket = new Ticket();
		factory.inTransaction((session) -> session.persist(ticket));
		assertThat(ticket.id).isEqualTo(1);
		assertThat(this.statements).contains("insert into Ticket default values");
	}

	@Test
	void readsWhatTheDatabaseGenerates(TestDatabase database) {
		SessionFactory factory = observed(database, Invoice.class);
		Invoice invoice = new Invoice();
		invoice.net = 100;
		factory.inTransaction((session) -> session.persist(invoice));
		assertThat(invoice.state).isEqualTo("open");
		assertThat(invoice.gross).isEqualTo(119);
		factory.inTransaction((session) -> {
			Invoice read = session.find(Invoice.class, invoice.id);
			read.net = 200;
			session.flush();
			assertThat(read.gross).isEqualTo(238);
		});
	}

	@Test
	void generatesUuids(TestDatabase database) {
		SessionFactory factory = observed(database, Token.class);
		Token token = new Token();
		factory.inTransaction((session) -> session.persist(token));
		assertThat(database.query("select id from Token")).containsExactly(String.valueOf(token.id));
		factory.inSession((session) -> assertThat(session.find(Token.class, token.id)).isNotNull());
	}

	private SessionFactory observed(TestDatabase database, Class<?>... entities) {
		StatementInspector inspector = (sql) -> {
			this.statements.add(sql);
			return sql;
		};
		return database.build("create", Map.of("hibernate.session_factory.statement_inspector", inspector), entities);
	}

	@Entity(name = "Ticket")
	static class Ticket {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		int id;

	}

	@Entity(name = "Token")
	static class Token {

		@Id
		@GeneratedValue
		@Nullable UUID id;

	}

	@Entity(name = "Invoice")
	static class Invoice {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		long id;

		int net;

		@GeneratedColumn("net * 119 / 100")
		int gross;

		@Generated(event = EventType.INSERT)
		@ColumnDefault("'open'")
		@Nullable String state;

	}

}
