package org.durumi.actor;

import java.util.Optional;
import java.util.function.Supplier;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Answers who is acting on this thread: the actor bound by {@link #runAs}, else the
 * signed-in person, else nobody. What nobody does, row-level security answers with no
 * rows.
 */
public final class Actors {

	private static final ScopedValue<Actor> BOUND = ScopedValue.newInstance();

	private Actors() {
	}

	public static Optional<Actor> current() {
		if (BOUND.isBound()) {
			return Optional.of(BOUND.get());
		}
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication != null && authentication.isAuthenticated()
				&& authentication.getPrincipal() instanceof ActorPrincipal principal) {
			return Optional.of(principal.actor());
		}
		return Optional.empty();
	}

	/**
	 * The actor, where the code makes no sense without one.
	 * @throws IllegalStateException if nobody is acting
	 */
	public static Actor require() {
		return current().orElseThrow(() -> new IllegalStateException("nobody is acting"));
	}

	/**
	 * Runs the work as the given actor. A transaction already begun keeps the actor it
	 * began with, so the work begins its own.
	 */
	public static <T> T runAs(Actor actor, Supplier<T> work) {
		return ScopedValue.where(BOUND, actor).call(work::get);
	}

	/** As {@link #runAs(Actor, Supplier)}, for work without a result. */
	public static void runAs(Actor actor, Runnable work) {
		ScopedValue.where(BOUND, actor).run(work);
	}

}
