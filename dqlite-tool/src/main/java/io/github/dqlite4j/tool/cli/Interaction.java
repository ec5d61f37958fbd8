package io.github.dqlite4j.tool.cli;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/**
 * Whether there is a person at the other end.
 */
public final class Interaction {

	private Interaction() {
	}

	/**
	 * Tell whether input and output are a terminal. From Java 22 on there is a console
	 * where there is no terminal, and it has a method that says so.
	 * @return whether they are
	 */
	public static boolean isTerminal() {
		Console console = System.console();
		if (console == null) {
			return false;
		}
		try {
			return (boolean) Console.class.getMethod("isTerminal").invoke(console);
		}
		catch (NoSuchMethodException ex) {
			// before Java 22 a console is a terminal
			return true;
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException("The console does not say what it is", ex);
		}
	}

}
