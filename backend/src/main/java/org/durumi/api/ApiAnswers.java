package org.durumi.api;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * Tells whatever went otherwise than asked as a problem.
 * <p>
 * Guaranteed: an id of another organisation's, one that does not exist and one that is no
 * id are answered alike, byte for byte; nothing that an exception says is sent or logged.
 */
@RestControllerAdvice(basePackageClasses = ApiAnswers.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiAnswers {

	private static final Logger LOGGER = LoggerFactory.getLogger(ApiAnswers.class);

	private final OutageLog outages;

	ApiAnswers(OutageLog outages) {
		this.outages = outages;
	}

	@ExceptionHandler
	ResponseEntity<ApiProblem.Body> on(Refusal refusal) {
		return ProblemWriter.entity(refusal.problem());
	}

	/** The denial was written by whoever refused. */
	@ExceptionHandler
	ResponseEntity<ApiProblem.Body> on(AccessDeniedException denied) {
		return ProblemWriter.entity(ApiProblem.NOT_FOUND);
	}

	@ExceptionHandler
	ResponseEntity<ApiProblem.Body> on(MethodArgumentTypeMismatchException mismatch) {
		return ProblemWriter.entity(mismatch.getName().equals("id") ? ApiProblem.NOT_FOUND : ApiProblem.MALFORMED);
	}

	@ExceptionHandler
	ResponseEntity<ApiProblem.Body> on(HttpMessageNotReadableException unreadable) {
		for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
			if (cause instanceof ApiDoor.TooLarge) {
				return ProblemWriter.entity(ApiProblem.TOO_LARGE);
			}
		}
		return ProblemWriter.entity(ApiProblem.MALFORMED);
	}

	@ExceptionHandler
	ResponseEntity<ApiProblem.Body> on(ServletRequestBindingException incomplete) {
		return ProblemWriter.entity(ApiProblem.MALFORMED);
	}

	@ExceptionHandler
	ResponseEntity<ApiProblem.Body> on(HttpMediaTypeNotSupportedException unsupported) {
		return ProblemWriter.entity(ApiProblem.UNSUPPORTED_MEDIA_TYPE);
	}

	@ExceptionHandler
	ResponseEntity<ApiProblem.Body> on(HttpMediaTypeNotAcceptableException unacceptable) {
		return ProblemWriter.entity(ApiProblem.NOT_ACCEPTABLE);
	}

	@ExceptionHandler({ DataAccessException.class, TransactionException.class })
	ResponseEntity<ApiProblem.Body> onOutage(RuntimeException away) {
		this.outages.tell(away);
		return ProblemWriter.entity(ApiProblem.UNAVAILABLE);
	}

	/** A fault of ours: it ends the request, and the log tells types and places. */
	@ExceptionHandler
	ResponseEntity<ApiProblem.Body> on(RuntimeException failure) {
		LOGGER.error("event=api_failed", failure);
		return ProblemWriter.entity(ApiProblem.FAILED);
	}

	/** What no endpoint takes is not left to the screens. */
	@RestController
	static class Elsewhere {

		@RequestMapping({ ApiSecurity.PATH, ApiSecurity.PATH + "/**" })
		ResponseEntity<ApiProblem.Body> nothing() {
			return ProblemWriter.entity(ApiProblem.NOT_FOUND);
		}

	}

}
