package io.github.dqlite4j.chaos.check;

import java.util.List;

/**
 * What a transaction does to one of the lists.
 */
public sealed interface Access {

	/**
	 * Return which list it is.
	 */
	int list();

	/**
	 * An element is put at the end.
	 *
	 * @param list which list it is
	 * @param element the element, which is never appended to this list by anything else
	 */
	record Append(int list, long element) implements Access {

		@Override
		public String toString() {
			return "append(" + this.list + ", " + this.element + ")";
		}

	}

	/**
	 * The list is read.
	 *
	 * @param list which list it is
	 * @param elements what was seen, empty for a list that is not there
	 */
	record Read(int list, List<Long> elements) implements Access {

		@Override
		public String toString() {
			return "read(" + this.list + ") = " + this.elements;
		}

	}

}
