package io.github.dqlite4j.hibernate;

import java.io.IOException;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.util.Random;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(DqliteExtension.class)
class LargeObjectTests {

	@Test
	void storesBytesAndText(TestDatabase database) throws SQLException, IOException {
		SessionFactory factory = database.create(Document.class);
		byte[] bytes = new byte[1_000_000];
		new Random(1).nextBytes(bytes);
		String text = "straße\n".repeat(100_000);
		factory.inTransaction((session) -> {
			Document document = new Document();
			document.id = 1;
			document.bytes = bytes;
			document.text = text;
			document.blob = Hibernate.getLobHelper().createBlob(bytes);
			document.clob = Hibernate.getLobHelper().createClob(text);
			session.persist(document);
		});
		assertThat(database
			.query("select typeof(bytes) || ' ' || typeof(text) || ' ' || typeof(blob) || ' ' || typeof(clob) "
					+ "|| ' ' || length(blob) from Document"))
			.containsExactly("blob text blob text 1000000");
		Document read = factory.fromSession((session) -> session.find(Document.class, 1L));
		assertThat(read.bytes).isEqualTo(bytes);
		assertThat(read.text).isEqualTo(text);
		assertThat(read.blob).isNotNull();
		assertThat(read.blob.getBinaryStream().readAllBytes()).isEqualTo(bytes);
		assertThat(read.clob).isNotNull();
		assertThat(read.clob.getSubString(1, 6)).isEqualTo("straße");
		assertThat(read.clob.length()).isEqualTo(text.length());
	}

	@Test
	void keepsEmptyApartFromNull(TestDatabase database) {
		SessionFactory factory = database.create(Document.class);
		Document written = new Document();
		written.id = 1;
		written.bytes = new byte[0];
		written.text = "";
		factory.inTransaction((session) -> session.persist(written));
		Document read = factory.fromSession((session) -> session.find(Document.class, 1L));
		assertThat(read.bytes).isEmpty();
		assertThat(read.text).isEmpty();
		assertThat(read.blob).isNull();
		assertThat(read.clob).isNull();
	}

	@Entity(name = "Document")
	static class Document {

		@Id
		long id;

		@Lob
		byte @Nullable [] bytes;

		@Lob
		@Nullable String text;

		@Nullable Blob blob;

		@Nullable Clob clob;

	}

}
