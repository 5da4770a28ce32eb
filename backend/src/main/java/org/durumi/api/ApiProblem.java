package org.durumi.api;

import java.util.Locale;

import org.springframework.http.HttpStatus;

/**
 * Every way in which a request is refused, as RFC 9457 wants it told. The type never
 * changes its meaning; the sentences are the same for every request, so that none tells
 * of what is behind it.
 */
enum ApiProblem {

	/**
	 * The token is missing, broken, expired, of another issuer or for another audience.
	 */
	UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A valid access token is needed."),
	/** The token is Keycloak's, and of no machine that is let in here. */
	NOT_REGISTERED(HttpStatus.FORBIDDEN, "This client is not registered here."),
	/** There is none, or it is not for the asker to know. */
	NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing of yours at this address."),
	/** The body or a parameter says nothing that is understood. */
	MALFORMED(HttpStatus.BAD_REQUEST, "The request is not as the description has it."),
	TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request is too large."),
	UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body is to be application/json, not encoded."),
	/** HEAD, which would be done as a GET is and tell nothing. */
	METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This is not asked for by that method."),
	NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The answer is of another type than was asked for."),
	/** The package has to be fetched before it is answered. */
	NOT_COLLECTED(HttpStatus.CONFLICT, "The package has not been fetched yet."),
	/** It stands elsewhere, by another's act or by time. */
	TOO_LATE(HttpStatus.CONFLICT, "The handoff has moved on, and this does not follow from where it is."),
	/** We stopped it; whether it goes on is said by us. */
	SUSPENDED(HttpStatus.CONFLICT, "The handoff is suspended; the sender says whether it goes on."),
	/** Its side has written as many as there may be. */
	TOO_MANY_MESSAGES(HttpStatus.CONFLICT, "Your organisation has written as much about the handoff as it may."),
	/** The same request came already and is not done yet. */
	REQUEST_UNDER_WAY(HttpStatus.CONFLICT, "The same request is under way; come again later."),
	/** One key is for one request. */
	KEY_USED_OTHERWISE(HttpStatus.UNPROCESSABLE_CONTENT, "The idempotency key was used for another request."),
	/** The partner is closed: nothing goes to it or comes from it. */
	CLOSED(HttpStatus.FORBIDDEN, "Nothing is taken from your organisation at present."),
	/** Whom a partner handed in is taken, or is not, and that stands. */
	REFERRAL_DECIDED(HttpStatus.CONFLICT, "It was decided meanwhile, or its time is over."),
	/** Of a partner so many wait at once. */
	TOO_MANY_WAITING(HttpStatus.CONFLICT, "As many of yours as may wait undecided already do."),
	NOBODY_NAMED(HttpStatus.UNPROCESSABLE_CONTENT, "Neither a name nor a number by which she could be known again."),
	BIRTH_IMPOSSIBLE(HttpStatus.UNPROCESSABLE_CONTENT, "Such a birth or age is not possible."),
	AGREED_DAY_MISSING(HttpStatus.UNPROCESSABLE_CONTENT, "She agreed, and it is not said on which day."),
	AGREED_IN_FUTURE(HttpStatus.UNPROCESSABLE_CONTENT, "The day on which she agreed lies ahead."),
	AGREED_BEFORE_BIRTH(HttpStatus.UNPROCESSABLE_CONTENT, "The day on which she agreed lies before her birth."),
	/** Its time is over, or it was taken back. */
	PACKAGE_GONE(HttpStatus.GONE, "The package is not kept any more."),
	TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests; come again later."),
	UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Not available at present; come again later."),
	/** A fault of ours. */
	FAILED(HttpStatus.INTERNAL_SERVER_ERROR, "Something failed that nobody expected; nothing was changed.");

	private static final String PREFIX = "urn:durumi:problem:";

	private final HttpStatus status;

	private final String title;

	ApiProblem(HttpStatus status, String title) {
		this.status = status;
		this.title = title;
	}

	HttpStatus status() {
		return this.status;
	}

	/** What is sent; {@code about:blank} it never is. */
	Body body() {
		return new Body(PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-'), this.title, this.status.value());
	}

	/** The members of a problem that are sent; no detail and no instance. */
	record Body(String type, String title, int status) {
	}

}
