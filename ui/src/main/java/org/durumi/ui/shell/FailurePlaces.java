package org.durumi.ui.shell;

import java.util.Arrays;
import java.util.stream.Collectors;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;

/**
 * How the log tells of a failure: the types of the exception and its causes, and where
 * each came from.
 * <p>
 * Guaranteed: no exception's message reaches the log as part of a stack trace, since a
 * message may quote what somebody typed. Not guaranteed: that no code puts one into the
 * sentence that it logs.
 */
public final class FailurePlaces extends ThrowableHandlingConverter {

	private static final int CAUSES = 5;

	private static final int FRAMES = 12;

	@Override
	public String convert(ILoggingEvent event) {
		IThrowableProxy failure = event.getThrowableProxy();
		return (failure instanceof ThrowableProxy thrown) ? describe(thrown.getThrowable()) + System.lineSeparator()
				: "";
	}

	static String describe(Throwable failure) {
		StringBuilder description = new StringBuilder();
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < CAUSES; depth++) {
			description.append((depth > 0) ? " <- " : "").append(cause.getClass().getName()).append(" at ");
			description.append(Arrays.stream(cause.getStackTrace())
				.limit(FRAMES)
				.map((frame) -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
				.collect(Collectors.joining(", ")));
			cause = cause.getCause();
		}
		return description.toString();
	}

}
