package org.durumi.api;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets each machine ask so often and no more. Each node counts for itself, and there are
 * as many buckets as machines that were let in since it started.
 */
final class RequestLimits extends OncePerRequestFilter {

	private final Map<UUID, Bucket> buckets = new ConcurrentHashMap<>();

	private final int aMinute;

	private final ProblemWriter problems;

	RequestLimits(int aMinute, ProblemWriter problems) {
		this.aMinute = aMinute;
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		UUID machine = Actors.current().map(Actor::id).orElse(null);
		if (machine == null) {
			chain.doFilter(request, response);
			return;
		}
		ConsumptionProbe probe = this.buckets.computeIfAbsent(machine, (id) -> full()).tryConsumeAndReturnRemaining(1);
		if (probe.isConsumed()) {
			chain.doFilter(request, response);
			return;
		}
		this.problems.write(response, ApiProblem.TOO_MANY_REQUESTS,
				Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
	}

	private Bucket full() {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(this.aMinute).refillGreedy(this.aMinute, Duration.ofMinutes(1)))
			.build();
	}

}
