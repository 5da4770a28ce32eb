package org.durumi.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * Says in the application's log that something which is needed is away.
 * <p>
 * Guaranteed: of each cause a line at once and then no more than one a minute, with how
 * many requests it has cost since the last, so that nobody who asks fills the log. Not
 * guaranteed: that those after the last line are ever told.
 */
@Component
class OutageLog {

	static final Duration WINDOW = Duration.ofMinutes(1);

	private static final Logger LOGGER = LoggerFactory.getLogger(OutageLog.class);

	private final Clock clock;

	/** By the cause's type, of which there are few. */
	private final Map<String, Window> windows = new ConcurrentHashMap<>();

	OutageLog(Clock clock) {
		this.clock = clock;
	}

	private record Window(Instant until, int untold) {
	}

	/** One more request could not be answered. */
	void tell(RuntimeException away) {
		Instant now = this.clock.instant();
		this.windows.compute(NestedExceptionUtils.getMostSpecificCause(away).getClass().getName(), (cause, window) -> {
			if (window != null && now.isBefore(window.until())) {
				return new Window(window.until(), window.untold() + 1);
			}
			LOGGER.warn("event=api_unavailable cause={} requests={}", cause,
					(window != null) ? window.untold() + 1 : 1);
			return new Window(now.plus(WINDOW), 0);
		});
	}

}
