package org.durumi.consent;

import java.time.LocalDate;
import java.util.Objects;

import org.durumi.keys.RecordKind;
import org.durumi.reference.Compartment;
import org.durumi.reference.Language;
import org.durumi.reference.Text;
import org.jspecify.annotations.Nullable;

/**
 * One consent, or the legitimate basis that stands in its place, sealed in CORE: no names
 * here.
 *
 * @param language the language it was asked in; absent for a legitimate basis
 * @param textVersion which text was read to her; may be empty
 * @param givenOn the day it was given, or the day from which the basis is claimed
 * @param note may be empty
 * @param withdrawnOn absent while it stands
 * @param withdrawal why it was withdrawn, in her or our words; may be empty
 */
public record Consent(Purpose purpose, Form form, @Nullable Language language, String textVersion, LocalDate givenOn,
		String note, @Nullable LocalDate withdrawnOn, String withdrawal) {

	static final RecordKind<Consent> KIND = RecordKind.of("consent", Compartment.CORE, Consent.class);

	/** The longest name of a text version, in characters. */
	public static final int MAX_VERSION = 60;

	/** The longest note, in characters. */
	public static final int MAX_NOTE = 1000;

	/**
	 * Reads what was recorded.
	 * @throws org.durumi.reference.TextRefused if a text cannot be taken as it is
	 * @throws IllegalArgumentException if consent was given in no language
	 */
	public Consent {
		Objects.requireNonNull(purpose);
		Objects.requireNonNull(form);
		Objects.requireNonNull(givenOn);
		if (!form.isBasis() && language == null) {
			throw new IllegalArgumentException("consent is asked in a language");
		}
		textVersion = Text.optionalLine(textVersion, MAX_VERSION);
		note = Text.optionalLines(note, MAX_NOTE);
		withdrawal = Text.optionalLines(withdrawal, MAX_NOTE);
	}

	/** A consent that stands. */
	public Consent(Purpose purpose, Form form, @Nullable Language language, String textVersion, LocalDate givenOn,
			String note) {
		this(purpose, form, language, textVersion, givenOn, note, null, "");
	}

	public boolean stands() {
		return this.withdrawnOn == null;
	}

	Consent withdrawn(LocalDate on, String why) {
		return new Consent(this.purpose, this.form, this.language, this.textVersion, this.givenOn, this.note, on, why);
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

	/** What it is for. */
	public enum Purpose {

		/** Being helped by us, and a file being kept. */
		SERVICES,
		/** Being brought out of China. */
		PASSAGE,
		/** What we know being handed to another organisation. */
		INFORMATION_SHARING

	}

	/** How it was given, or what stands in its place. */
	public enum Form {

		ORALLY, IN_WRITING, VITAL_INTERESTS, BEST_INTERESTS_OF_CHILD, LEGAL_OBLIGATION;

		/** Whether it is a legitimate basis and no consent of hers. */
		public boolean isBasis() {
			return compareTo(VITAL_INTERESTS) >= 0;
		}

	}

}
