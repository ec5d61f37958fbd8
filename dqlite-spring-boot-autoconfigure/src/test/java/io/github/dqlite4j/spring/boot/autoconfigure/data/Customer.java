package io.github.dqlite4j.spring.boot.autoconfigure.data;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Embedded.OnEmpty;
import org.springframework.data.relational.core.mapping.Table;

/**
 * An aggregate whose id the engine makes, with a version.
 */
@Table
record Customer(@Id @Nullable Long id, @Version @Nullable Integer version, @Nullable String name, @Nullable Integer age,
		@Embedded(onEmpty = OnEmpty.USE_NULL, prefix = "home_") @Nullable Address home) {

	static Customer of(String name, @Nullable Integer age) {
		return new Customer(null, null, name, age, null);
	}

	Customer renamed(String newName) {
		return new Customer(this.id, this.version, newName, this.age, this.home);
	}

	Customer movedTo(Address address) {
		return new Customer(this.id, this.version, this.name, this.age, address);
	}

	long requiredId() {
		if (this.id == null) {
			throw new IllegalStateException("not saved");
		}
		return this.id;
	}

	/**
	 * Where somebody lives.
	 */
	record Address(String street, String town) {

	}

}
