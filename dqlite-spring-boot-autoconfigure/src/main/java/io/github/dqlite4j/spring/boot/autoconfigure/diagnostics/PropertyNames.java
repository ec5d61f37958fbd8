package io.github.dqlite4j.spring.boot.autoconfigure.diagnostics;

import java.beans.PropertyDescriptor;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/**
 * The names of all properties that can be bound to a class.
 *
 * @param all the names in canonical form
 */
record PropertyNames(SortedSet<String> all) {

	/**
	 * Find the names.
	 * @param prefix what they begin with
	 * @param type the class
	 * @return the names, those of nested classes included
	 */
	static PropertyNames of(String prefix, Class<?> type) {
		SortedSet<String> names = new TreeSet<>();
		collect(prefix, type, names);
		return new PropertyNames(names);
	}

	private static void collect(String prefix, Class<?> type, SortedSet<String> names) {
		for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(type)) {
			String name = prefix + "." + DataObjectPropertyName.toDashedForm(property.getName());
			if (property.getWriteMethod() != null) {
				names.add(name);
			}
			else if (!property.getName().equals("class")) {
				collect(name, property.getPropertyType(), names);
			}
		}
	}

	/**
	 * Find the name that is most like a misspelt one. A right name at a wrong level
	 * counts as one mistake.
	 * @param name a name
	 * @return the nearest name, unless all are quite different
	 */
	Optional<String> nearest(String name) {
		int tolerance = Math.max(2, lastElement(name).length() / 3);
		return this.all.stream()
			.min(Comparator.comparingInt((candidate) -> mistakes(name, candidate)))
			.filter((candidate) -> mistakes(name, candidate) <= tolerance);
	}

	private static int mistakes(String name, String candidate) {
		return Math.min(editDistance(name, candidate), 1 + editDistance(lastElement(name), lastElement(candidate)));
	}

	private static String lastElement(String name) {
		return name.substring(name.lastIndexOf('.') + 1);
	}

	/**
	 * The number of characters to insert, delete or replace (Levenshtein), by the rows of
	 * the usual matrix.
	 */
	private static int editDistance(String from, String to) {
		int[] row = new int[to.length() + 1];
		for (int j = 0; j < row.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= from.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j < row.length; j++) {
				int replaced = diagonal + ((from.charAt(i - 1) != to.charAt(j - 1)) ? 1 : 0);
				diagonal = row[j];
				row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[to.length()];
	}

}
