package org.durumi.sample;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that one thread can set back while it makes the past of invented cases; for
 * every other thread it is now. The audit log keeps the database's own time.
 */
final class PastClock extends Clock {

	private static final ScopedValue<Instant> MOMENT = ScopedValue.newInstance();

	private final Clock real = Clock.systemUTC();

	/** Does the work as if it were then. */
	static void at(Instant moment, Runnable work) {
		ScopedValue.where(MOMENT, moment).run(work);
	}

	@Override
	public Instant instant() {
		return MOMENT.isBound() ? MOMENT.get() : this.real.instant();
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException("Durumi's clock is in UTC");
	}

}
