package io.github.dqlite4j.spring.boot.autoconfigure.guide;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The entity of the guide.
 */
@Entity
class Product {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@Version
	private int version;

	@Column(nullable = false, unique = true)
	private String name = "";

	private BigDecimal price = BigDecimal.ZERO;

	private Instant added = Instant.now();

	private boolean listed = true;

	@JdbcTypeCode(SqlTypes.JSON)
	private List<String> tags = new ArrayList<>();

	protected Product() {
	}

	Product(String name, BigDecimal price) {
		this.name = name;
		this.price = price;
	}

	String getName() {
		return this.name;
	}

	BigDecimal getPrice() {
		return this.price;
	}

	void setPrice(BigDecimal price) {
		this.price = price;
	}

	List<String> getTags() {
		return this.tags;
	}

	boolean isListed() {
		return this.listed;
	}

	Instant getAdded() {
		return this.added;
	}

	@Nullable Long getId() {
		return this.id;
	}

	int getVersion() {
		return this.version;
	}

}
