package org.durumi.api;

/**
 * Ends a request with a problem. It crosses no service: an endpoint throws it, once the
 * services have given their answers, and the next in line tells it.
 */
final class Refusal extends RuntimeException {

	private final ApiProblem problem;

	Refusal(ApiProblem problem) {
		super(problem.name(), null, false, false);
		this.problem = problem;
	}

	ApiProblem problem() {
		return this.problem;
	}

}
