package io.github.dqlite4j.spring.boot.autoconfigure.guide;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;

import org.springframework.dao.TransientDataAccessException;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;
import org.springframework.data.support.WindowIterator;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The service of the guide.
 */
@Service
class Catalogue {

	private static final int CHUNK = 500;

	private final ProductRepository products;

	private final EntityManager entities;

	private final TransactionOperations transactions;

	Catalogue(ProductRepository products, EntityManager entities, TransactionOperations transactions) {
		this.products = products;
		this.entities = entities;
		this.transactions = transactions;
	}

	@Retryable(includes = TransientDataAccessException.class, maxRetries = 3, delay = 10)
	@Transactional
	public void raise(String name, BigDecimal amount) {
		Product product = this.products.findByName(name).orElseThrow();
		product.setPrice(product.getPrice().add(amount));
	}

	@Transactional(readOnly = true)
	public BigDecimal total() {
		try (Stream<Product> all = this.products.streamAllBy()) {
			return all.peek(this.entities::detach).map(Product::getPrice).reduce(BigDecimal.ZERO, BigDecimal::add);
		}
	}

	public void updatePrices(Supplier<Map<String, BigDecimal>> supplier) {
		Map<String, BigDecimal> prices = supplier.get(); // takes long
		this.transactions.executeWithoutResult((status) -> this.products.findByNameIn(prices.keySet())
			.forEach((product) -> product.setPrice(prices.get(product.getName()))));
	}

	public void addAll(List<Product> many) {
		for (int from = 0; from < many.size(); from += CHUNK) {
			List<Product> chunk = many.subList(from, Math.min(from + CHUNK, many.size()));
			this.transactions.executeWithoutResult((status) -> this.products.saveAll(chunk));
		}
	}

	public List<String> names() {
		List<String> names = new ArrayList<>();
		WindowIterator.of(this.products::findFirst2ByListedTrueOrderByNameAscIdAsc)
			.startingAt(ScrollPosition.keyset())
			.forEachRemaining((product) -> names.add(product.getName()));
		return names;
	}

	List<String> firstNames() {
		Window<Product> first = this.products.findFirst2ByListedTrueOrderByNameAscIdAsc(ScrollPosition.keyset());
		return first.map(Product::getName).getContent();
	}

}
