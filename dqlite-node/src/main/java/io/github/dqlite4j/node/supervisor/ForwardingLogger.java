package io.github.dqlite4j.node.supervisor;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * Passes what is logged in the process of a node to the application, whose logging
 * decides what becomes of it. Debugging stays behind.
 */
final class ForwardingLogger extends AbstractLogger {

	private static final long serialVersionUID = 1L;

	private final transient PrintStream out;

	ForwardingLogger(String name, PrintStream out) {
		this.name = name;
		this.out = out;
	}

	@Override
	protected void handleNormalizedLoggingCall(Level level, @Nullable Marker marker, String pattern,
			Object @Nullable [] arguments, @Nullable Throwable cause) {
		StringWriter text = new StringWriter();
		text.append(MessageFormatter.basicArrayFormat(pattern, arguments));
		if (cause != null) {
			text.append(System.lineSeparator());
			cause.printStackTrace(new PrintWriter(text));
		}
		this.out.println(Message.of(Message.Kind.LOG, level.name(), this.name, text.toString().stripTrailing()).line());
	}

	@Override
	protected @Nullable String getFullyQualifiedCallerName() {
		return null;
	}

	@Override
	public boolean isTraceEnabled() {
		return false;
	}

	@Override
	public boolean isTraceEnabled(Marker marker) {
		return false;
	}

	@Override
	public boolean isDebugEnabled() {
		return false;
	}

	@Override
	public boolean isDebugEnabled(Marker marker) {
		return false;
	}

	@Override
	public boolean isInfoEnabled() {
		return true;
	}

	@Override
	public boolean isInfoEnabled(Marker marker) {
		return true;
	}

	@Override
	public boolean isWarnEnabled() {
		return true;
	}

	@Override
	public boolean isWarnEnabled(Marker marker) {
		return true;
	}

	@Override
	public boolean isErrorEnabled() {
		return true;
	}

	@Override
	public boolean isErrorEnabled(Marker marker) {
		return true;
	}

}
