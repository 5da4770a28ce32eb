package org.durumi.keys;

import org.durumi.security.boot.BootSecretMissing;
import org.durumi.security.boot.WrongBootSecret;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence what keeps Durumi from starting, instead of a stack trace. */
final class StartFailures {

	private StartFailures() {
	}

	/** No boot secret was given. */
	static final class Missing extends AbstractFailureAnalyzer<BootSecretMissing> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, BootSecretMissing cause) {
			return new FailureAnalysis(cause.getMessage(),
					"Name the file or descriptor with the secret in durumi.boot.secret-file.", cause);
		}

	}

	/** The boot secret is not the one the configuration was sealed with. */
	static final class Wrong extends AbstractFailureAnalyzer<WrongBootSecret> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, WrongBootSecret cause) {
			return new FailureAnalysis(cause.getMessage(),
					"Start Durumi with the secret that its configuration was sealed with.", cause);
		}

	}

}
