package org.durumi.api;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Tells a refusal, from a filter or from an endpoint, in the same words. */
final class ProblemWriter {

	/** When to come again while something that is needed is away. */
	private static final Duration OUTAGE = Duration.ofSeconds(30);

	private final JsonMapper json;

	ProblemWriter(JsonMapper json) {
		this.json = json;
	}

	void write(HttpServletResponse response, ApiProblem problem) throws IOException {
		write(response, problem, OUTAGE);
	}

	void write(HttpServletResponse response, ApiProblem problem, Duration wait) throws IOException {
		response.setStatus(problem.status().value());
		headers(problem, wait).forEach((name, values) -> response.setHeader(name, values.getFirst()));
		response.getOutputStream().write(this.json.writeValueAsBytes(problem.body()));
	}

	static ResponseEntity<ApiProblem.Body> entity(ApiProblem problem) {
		return ResponseEntity.status(problem.status()).headers(headers(problem, OUTAGE)).body(problem.body());
	}

	private static HttpHeaders headers(ApiProblem problem, Duration wait) {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		switch (problem) {
			case UNAUTHENTICATED -> headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
			case TOO_MANY_REQUESTS, UNAVAILABLE ->
				headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
			case METHOD_NOT_ALLOWED -> headers.set(HttpHeaders.ALLOW, "GET");
			default -> {
			}
		}
		return headers;
	}

}
