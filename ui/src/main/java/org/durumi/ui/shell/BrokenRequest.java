package org.durumi.ui.shell;

import java.util.List;

import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.communication.ServerRpcHandler;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;

/**
 * A request to a page that no page of Durumi sends: Vaadin failed while reading what it
 * carries or whom it is for. It is refused, and nobody has to look for a fault.
 * <p>
 * Vaadin has no exception for it and throws what it happens to run into, so it is told by
 * where the failure came from.
 * <p>
 * Guaranteed: a failure out of code that is not Vaadin's, or that such code led Vaadin
 * into, is never taken for one; nor is a failure whose places are not known. Not
 * guaranteed: that a fault in Vaadin's own reading of a sound request is told from a
 * broken one; its places are in the log either way.
 */
final class BrokenRequest {

	private static final Logger LOGGER = LoggerFactory.getLogger(BrokenRequest.class);

	/** All that takes part while a request is only read. */
	private static final List<String> READERS = List.of("com.vaadin.", "tools.jackson.", "java.", "jdk.");

	private static final String LOGGED = BrokenRequest.class.getName();

	private BrokenRequest() {
	}

	/** Whether a failure, or what caused it, came of one. */
	static boolean isBehind(Throwable failure) {
		Throwable first = NestedExceptionUtils.getMostSpecificCause(failure);
		for (StackTraceElement place : first.getStackTrace()) {
			if (isReading(place)) {
				return true;
			}
			if (READERS.stream().noneMatch(place.getClassName()::startsWith)) {
				return false;
			}
		}
		return false;
	}

	/** Tells the log, once a request. */
	static void log(Throwable failure, @Nullable HttpServletRequest request) {
		if (request != null) {
			if (request.getAttribute(LOGGED) != null) {
				return;
			}
			request.setAttribute(LOGGED, true);
		}
		LOGGER.warn("event=broken_request cause={}", FailurePlaces.describe(failure));
	}

	private static boolean isReading(StackTraceElement place) {
		return place.getClassName().equals(ServerRpcHandler.class.getName())
				|| place.getClassName().equals(ServerRpcHandler.RpcRequest.class.getName())
				|| (place.getClassName().equals(VaadinService.class.getName())
						&& place.getMethodName().equals("findUI"));
	}

}
