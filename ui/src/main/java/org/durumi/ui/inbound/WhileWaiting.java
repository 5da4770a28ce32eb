package org.durumi.ui.inbound;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.shared.Registration;
import org.durumi.ui.kit.Polling;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Has what was told of somebody gone from a page a few seconds after she does not wait
 * any more. While the database is away it stays.
 */
public final class WhileWaiting {

	private static final Duration EVERY = Duration.ofSeconds(5);

	private WhileWaiting() {
	}

	/**
	 * Watches from when it comes onto a page until it leaves it.
	 * @param shown holds what was told; not on a page yet
	 * @param waits whether she still waits
	 * @param gone takes it off the page and says why
	 */
	public static void watch(Component shown, BooleanSupplier waits, Runnable gone) {
		shown.addAttachListener((attach) -> {
			AtomicBoolean told = new AtomicBoolean();
			Registration asking = Polling.every(attach.getUI(), EVERY, () -> {
				// what was shown may stay on the page, emptied: it is said once
				if (shown.isAttached() && !told.get() && !isWaiting(waits)) {
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

	private static boolean isWaiting(BooleanSupplier waits) {
		try {
			return waits.getAsBoolean();
		}
		catch (DataAccessException | TransactionException away) {
			return true;
		}
	}

}
