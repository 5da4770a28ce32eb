package org.durumi.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Lets a test do something on another day, by the clock that the sample uses. */
public final class Clocks {

	private Clocks() {
	}

	/** Does the work as if that much time had gone by, or lay ahead. */
	public static <T> T after(Duration time, Supplier<T> work) {
		AtomicReference<T> result = new AtomicReference<>();
		PastClock.at(Instant.now().plus(time), () -> result.set(work.get()));
		return Objects.requireNonNull(result.get());
	}

}
