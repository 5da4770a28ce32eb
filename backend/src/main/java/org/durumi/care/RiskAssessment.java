package org.durumi.care;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.durumi.cases.CaseRecord;
import org.durumi.cases.RiskLevel;
import org.durumi.keys.RecordKind;
import org.durumi.reference.Compartment;
import org.durumi.reference.Text;

/**
 * How much danger she is in, and why; sealed in HARM. The level alone stands in clear on
 * the case file.
 *
 * @param note may be empty
 */
public record RiskAssessment(LocalDate assessedOn, RiskLevel level, Set<Factor> factors,
		String note) implements CaseRecord {

	static final RecordKind<RiskAssessment> KIND = RecordKind.of("risk_assessment", Compartment.HARM,
			RiskAssessment.class);

	/** The longest note, in characters. */
	public static final int MAX_NOTE = 4000;

	public RiskAssessment {
		Objects.requireNonNull(assessedOn);
		Objects.requireNonNull(level);
		factors = Set.copyOf(factors);
		note = Text.optionalLines(note, MAX_NOTE);
	}

	/**
	 * The lowest level that these factors allow: who may be returned is never at low
	 * risk.
	 */
	public static RiskLevel leastFor(Set<Factor> factors) {
		long ofReturn = factors.stream().filter(Factor::isOfReturn).count();
		if (ofReturn >= 2) {
			return RiskLevel.EXTREME;
		}
		if (ofReturn == 1 || factors.contains(Factor.SELF_HARM)) {
			return RiskLevel.HIGH;
		}
		return factors.isEmpty() ? RiskLevel.LOW : RiskLevel.MEDIUM;
	}

	@Override
	public Optional<LocalDate> day() {
		return Optional.of(this.assessedOn);
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

	/** What raises her risk. */
	public enum Factor {

		/** Crossed and returned before. */
		CYCLES_TWO_OR_MORE(true),
		/** Pregnant. */
		PREGNANT(true),
		/** Married to a Chinese man. */
		MARRIED_TO_CHINESE_MAN(true),
		/** Under eighteen. */
		MINOR(true),
		/** Traffickers look for her. */
		TRAFFICKER_PURSUIT(false),
		/** May harm herself. */
		SELF_HARM(false),
		/** Lives with violence. */
		VIOLENCE(false),
		/** Ill or injured. */
		MEDICAL(false);

		private final boolean ofReturn;

		Factor(boolean ofReturn) {
			this.ofReturn = ofReturn;
		}

		/** Whether it raises what awaits her if she is returned to the DPRK. */
		public boolean isOfReturn() {
			return this.ofReturn;
		}

	}

}
