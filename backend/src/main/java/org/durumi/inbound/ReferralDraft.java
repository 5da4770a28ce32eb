package org.durumi.inbound;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import org.durumi.consent.Consent;
import org.durumi.people.IdentityDraft;
import org.durumi.people.SafeContactDraft;
import org.durumi.reference.Text;
import org.jspecify.annotations.Nullable;

/**
 * What a partner tells of a survivor whom she hands to us, in clear, while it is written
 * down or read. What she agreed to is the partner's word: it is no consent of our ledger.
 *
 * @param whereabouts where she is safe to be reached; may be empty
 * @param help what help is asked
 * @param agreedBy how she agreed to be handed to us, or what stands in its place
 * @param agreedOn the day she did; may be absent where something stands in its place
 * @param agreedTo what she agreed to, or why something stands in its place
 * @param reference what the partner calls her in its own files; may be empty
 */
public record ReferralDraft(IdentityDraft identity, SafeContactDraft safeContact, String whereabouts, Urgency urgency,
		String help, Consent.Form agreedBy, @Nullable LocalDate agreedOn, String agreedTo, String reference) {

	/** The longest description of a place, in characters. */
	public static final int MAX_WHEREABOUTS = 500;

	/** The longest text, in characters. */
	public static final int MAX_TEXT = 2000;

	/** The longest reference, in characters. */
	public static final int MAX_REFERENCE = 40;

	/**
	 * A file's number, as {@code LH-17} or {@code BJ-CL-2026/031}: a digit at least, and
	 * too few letters for most names, romanised.
	 */
	private static final Pattern REFERENCE = Pattern
		.compile("(?=.*[0-9])(?!.*[A-Za-z]{4})(?!(.*[A-Za-z]){5})[A-Za-z0-9][A-Za-z0-9._/-]*");

	/**
	 * Reads what was typed.
	 * @throws org.durumi.reference.TextRefused if a text cannot be taken as it is
	 */
	public ReferralDraft {
		Objects.requireNonNull(identity);
		Objects.requireNonNull(safeContact);
		Objects.requireNonNull(urgency);
		Objects.requireNonNull(agreedBy);
		whereabouts = Text.optionalLines(whereabouts, MAX_WHEREABOUTS);
		help = Text.optionalLines(help, MAX_TEXT);
		agreedTo = Text.optionalLines(agreedTo, MAX_TEXT);
		reference = Text.optionalLine(reference, MAX_REFERENCE);
	}

	/**
	 * What stands against handing her in; empty if nothing does.
	 * @param latest the latest day that has begun anywhere on earth
	 */
	public Set<ReferralFault> faults(LocalDate latest) {
		Set<ReferralFault> faults = EnumSet.noneOf(ReferralFault.class);
		if (this.identity.names().isEmpty() && this.safeContact.phone().isEmpty()) {
			faults.add(ReferralFault.NOBODY);
		}
		if (!this.identity.refusals(latest).isEmpty()) {
			faults.add(ReferralFault.BIRTH_IMPOSSIBLE);
		}
		if (this.help.isEmpty()) {
			faults.add(ReferralFault.HELP_MISSING);
		}
		if (!this.reference.isEmpty() && !isReference(this.reference)) {
			faults.add(ReferralFault.REFERENCE_UNUSABLE);
		}
		addFaultsOfAgreement(faults, latest);
		return faults;
	}

	/** Whether it can be a partner's own reference. */
	public static boolean isReference(String typed) {
		return REFERENCE.matcher(typed).matches();
	}

	private void addFaultsOfAgreement(Set<ReferralFault> faults, LocalDate latest) {
		LocalDate day = this.agreedOn;
		if (this.agreedTo.isEmpty()) {
			faults.add(ReferralFault.AGREEMENT_MISSING);
		}
		if (!this.agreedBy.isBasis() && day == null) {
			faults.add(ReferralFault.DAY_MISSING);
		}
		if (day == null) {
			return;
		}
		if (day.isAfter(latest)) {
			faults.add(ReferralFault.AGREED_IN_FUTURE);
		}
		if (this.identity.earliestPossibleDay().filter(day::isBefore).isPresent()) {
			faults.add(ReferralFault.AGREED_BEFORE_BIRTH);
		}
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
