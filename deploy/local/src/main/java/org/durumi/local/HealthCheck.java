package org.durumi.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits until a child answers at an address, and only as long as that child lives. */
public final class HealthCheck {

	private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

	private HealthCheck() {
	}

	/**
	 * Waits.
	 * @param tick runs between two looks, for progress
	 * @throws LocalServerFailure if the child ends or the time is over
	 */
	public static void await(ChildProcess child, URI address, Duration limit, Runnable tick) {
		long end = System.nanoTime() + limit.toNanos();
		while (System.nanoTime() < end) {
			if (!child.isAlive()) {
				throw new LocalServerFailure(child.name() + " ended while it was starting.");
			}
			if (answers(address)) {
				return;
			}
			tick.run();
			LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
		}
		throw new LocalServerFailure(child.name() + " was not ready within " + limit.toSeconds() + " seconds.");
	}

	private static boolean answers(URI address) {
		try {
			HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
			return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			// not up yet
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
