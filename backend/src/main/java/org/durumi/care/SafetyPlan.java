package org.durumi.care;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

import org.durumi.cases.CaseRecord;
import org.durumi.keys.RecordKind;
import org.durumi.reference.Compartment;
import org.durumi.reference.Text;

/**
 * What she does when danger comes near, agreed with her; sealed in HARM.
 *
 * @param signs by what she knows danger
 * @param refuge whom or where she goes to
 * @param steps what she does
 * @param codeWord what she says when she cannot speak freely; may be empty
 */
public record SafetyPlan(LocalDate agreedOn, String signs, String refuge, String steps,
		String codeWord) implements CaseRecord {

	static final RecordKind<SafetyPlan> KIND = RecordKind.of("safety_plan", Compartment.HARM, SafetyPlan.class);

	/** The longest text of a part, in characters. */
	public static final int MAX_PART = 4000;

	/** The longest code word, in characters. */
	public static final int MAX_CODE_WORD = 120;

	public SafetyPlan {
		Objects.requireNonNull(agreedOn);
		signs = Text.lines(signs, MAX_PART);
		refuge = Text.lines(refuge, MAX_PART);
		steps = Text.lines(steps, MAX_PART);
		codeWord = Text.optionalLine(codeWord, MAX_CODE_WORD);
	}

	@Override
	public Optional<LocalDate> day() {
		return Optional.of(this.agreedOn);
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
