package org.durumi.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;

/**
 * Lets each asker ask so often and no more. Each node counts for itself.
 * <p>
 * Guaranteed: never more buckets than {@value #MOST}; whose was idle for longest loses it
 * first and begins with a full one again. Not guaranteed: that whoever asks under more
 * names than that is held back.
 *
 * @param <K> by what askers are told from each other
 */
final class Buckets<K> {

	static final int MOST = 10_000;

	private final int aMinute;

	private final Map<K, Bucket> buckets = new LinkedHashMap<>(16, 0.75F, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<K, Bucket> eldest) {
			return size() > MOST;
		}

	};

	Buckets(int aMinute) {
		this.aMinute = aMinute;
	}

	/** How long this one has to wait; empty if it need not. */
	Optional<Duration> ask(K asker) {
		ConsumptionProbe probe = of(asker).tryConsumeAndReturnRemaining(1);
		return probe.isConsumed() ? Optional.empty()
				: Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
	}

	private synchronized Bucket of(K asker) {
		return this.buckets.computeIfAbsent(asker, (key) -> full());
	}

	private Bucket full() {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(this.aMinute).refillGreedy(this.aMinute, Duration.ofMinutes(1)))
			.build();
	}

}
