package org.durumi.ui.kit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.shared.Registration;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Has what is shown gone from a page a few seconds after it may no longer stand there.
 * While the database is away it stays.
 */
public final class WhileStanding {

	private static final Duration EVERY = Duration.ofSeconds(5);

	private WhileStanding() {
	}

	/**
	 * Watches from when it comes onto a page until it leaves it.
	 * @param shown holds what is shown; not on a page yet
	 * @param standing whether it may still stand there
	 * @param gone takes it off the page and says why
	 */
	public static void watch(Component shown, BooleanSupplier standing, Runnable gone) {
		shown.addAttachListener((attach) -> {
			AtomicBoolean told = new AtomicBoolean();
			Registration asking = Polling.every(attach.getUI(), EVERY, () -> {
				// what was shown may stay on the page, emptied: it is said once
				if (shown.isAttached() && !told.get() && !isStanding(standing)) {
					told.set(true);
					gone.run();
				}
			});
			shown.addDetachListener((detach) -> {
				detach.unregisterListener();
				asking.remove();
			});
		});
	}

	private static boolean isStanding(BooleanSupplier standing) {
		try {
			return standing.getAsBoolean();
		}
		catch (DataAccessException | TransactionException away) {
			return true;
		}
	}

}
