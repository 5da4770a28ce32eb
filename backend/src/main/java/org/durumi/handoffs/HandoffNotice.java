package org.durumi.handoffs;

import java.time.Instant;
import java.util.UUID;

import org.durumi.reference.Language;
import org.jspecify.annotations.Nullable;

/**
 * What a partner is told about a handoff of hers, or was told.
 *
 * @param since when it came up
 * @param until by when she can do something about it, or should have
 * @param at when she was told
 * @param by who told her by telephone; absent if it was a mail
 * @param language which she is spoken to in, if that was said
 */
public record HandoffNotice(UUID handoff, What what, Standing standing, Instant since, @Nullable Instant until,
		@Nullable Instant at, @Nullable UUID by, @Nullable Language language) {

	/** What she is told of; the mail itself does not say which. */
	public enum What {

		/** A package waits for her. */
		WAITS(Words.UNTIL),
		/** She owes whether she takes it. */
		ANSWER_OWED(Words.DUE),
		/** She owes how it ended. */
		OUTCOME_OWED(Words.DUE),
		/** It was stopped after she collected it. */
		STOPPED(Words.NOW),
		/** It is demanded back. */
		DEMANDED(Words.NOW),
		/** We wrote to her. */
		MESSAGE(Words.NOW),
		/** The case she had was taken back. */
		TAKEN_BACK(Words.NOW);

		private final Words words;

		What(Words words) {
			this.words = words;
		}

		/** In which words she is told. */
		public Words words() {
			return this.words;
		}

	}

	/** What is said: that something waits, and no more. */
	public enum Words {

		/** It can be opened until then. */
		UNTIL,
		/** It was due by then. */
		DUE,
		/** She should look now. */
		NOW

	}

	/** Whether she knows. */
	public enum Standing {

		TOLD_BY_MAIL, TOLD_BY_TELEPHONE,
		/** A mail goes out presently. */
		UNDER_WAY,
		/** No mail server is set up. */
		NO_SERVER,
		/** Nobody said where she is told. */
		NO_ADDRESS,
		/** The mail server has not taken it so far. */
		NOT_TAKEN,
		/** Nothing is told to a partner who is closed. */
		PARTNER_CLOSED,
		/** She was not told, and it no longer matters. */
		OVER;

		/** Whether somebody should telephone. */
		public boolean asks() {
			return this == NO_SERVER || this == NO_ADDRESS || this == NOT_TAKEN;
		}

	}

}
