package org.durumi.cases;

import java.time.LocalDate;

import org.durumi.reference.CaseId;
import org.durumi.reference.Text;
import org.durumi.reference.TextRefused;

/**
 * A stage move as somebody asks for it.
 *
 * @param on the day it happened
 * @param reason in her own words; needed where the move is a setback, a closure, a
 * reopening or an emergency, else may be empty
 * @param version the case's version that she saw
 */
public record Move(CaseId caseId, Stage to, LocalDate on, String reason, int version) {

	/** The longest reason, in characters. */
	public static final int MAX_REASON = 1000;

	boolean needsReason(Stage from) {
		return this.to.isSetback() || this.to == Stage.CLOSED || from == Stage.CLOSED;
	}

	boolean hasReason() {
		return !this.reason.isBlank();
	}

	boolean hasUsableReason() {
		return isUsable(this.reason);
	}

	/** Whether a text can be kept as a reason: not too long, no control characters. */
	static boolean isUsable(String reason) {
		try {
			Text.optionalLines(reason, MAX_REASON);
			return true;
		}
		catch (TextRefused ex) {
			return false;
		}
	}

	@Override
	public String toString() {
		return "%s to %s".formatted(this.caseId, this.to);
	}

}
