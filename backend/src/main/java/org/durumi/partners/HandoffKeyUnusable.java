package org.durumi.partners;

import java.nio.file.Path;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The key that packages are signed with was configured and cannot be opened. */
final class HandoffKeyUnusable extends RuntimeException {

	private static final long serialVersionUID = 1L;

	HandoffKeyUnusable(Path file, String why, Throwable cause) {
		super("Durumi does not start with a handoff key that it cannot open: " + file + " " + why + ".", cause);
	}

	/** Says so in a sentence, instead of a stack trace. */
	static final class Analyzer extends AbstractFailureAnalyzer<HandoffKeyUnusable> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, HandoffKeyUnusable cause) {
			return new FailureAnalysis(cause.getMessage(),
					"Name in durumi.handoff.key-file the server’s part of the key, as handoff-key made it with the boot"
							+ " secret as its --server-secret; or leave the setting out, and nothing is handed over.",
					cause);
		}

	}

}
