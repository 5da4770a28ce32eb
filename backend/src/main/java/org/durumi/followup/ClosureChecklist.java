package org.durumi.followup;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.durumi.cases.CaseRecord;
import org.durumi.cases.RecordRefusal;
import org.durumi.keys.RecordKind;
import org.durumi.reference.Compartment;
import org.durumi.reference.Text;

/**
 * What is settled before a case is closed; sealed in CORE, so no names stand in it.
 * Repatriation is not among the reasons.
 *
 * @param safetyReviewed her safety plan was gone through once more
 * @param referralsSettled what others owe her is done or handed on
 * @param wayBackTold she knows whom to call if she needs help again
 */
public record ClosureChecklist(Reason reason, LocalDate on, boolean safetyReviewed, boolean referralsSettled,
		boolean wayBackTold, String remarks) implements CaseRecord {

	static final RecordKind<ClosureChecklist> KIND = RecordKind.of("closure_checklist", Compartment.CORE,
			ClosureChecklist.class);

	/** The longest remarks, in characters. */
	public static final int MAX_REMARKS = 2000;

	public ClosureChecklist {
		Objects.requireNonNull(reason);
		Objects.requireNonNull(on);
		remarks = Text.optionalLines(remarks, MAX_REMARKS);
	}

	@Override
	public Optional<LocalDate> day() {
		return Optional.of(this.on);
	}

	@Override
	public Set<RecordRefusal> refusals(LocalDate latest) {
		if (!this.safetyReviewed || !this.referralsSettled || !this.wayBackTold) {
			return Set.of(RecordRefusal.INCOMPLETE);
		}
		return CaseRecord.super.refusals(latest);
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

	/** Why a case is closed. */
	public enum Reason {

		PLAN_COMPLETED, DECLINED, STAYS_BY_CHOICE, TRANSFERRED, MOVED

	}

}
