package org.durumi.consent;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.durumi.keys.RecordKind;
import org.durumi.reference.Compartment;
import org.durumi.reference.Language;
import org.durumi.reference.Text;
import org.jspecify.annotations.Nullable;

/**
 * One consent, or the legitimate basis that stands in its place, sealed in CORE: no names
 * here.
 * <p>
 * Sharing is consented to for one named organisation and never covers another. A record
 * of sharing from before recipients were kept names none, and so covers nobody: she is
 * asked again.
 *
 * @param language the language it was asked in; absent for a legitimate basis
 * @param textVersion which text was read to her; may be empty
 * @param givenOn the day it was given, or the day from which the basis is claimed
 * @param note may be empty; for a legitimate basis the reason
 * @param withdrawnOn absent while it stands
 * @param withdrawal why it was withdrawn, in her or our words; may be empty
 * @param recipient the organisation that it is about; absent unless it is about sharing
 * @param expiresOn the last day on which it stands; absent if it stands until withdrawn
 * @param withheld what she keeps back, and from whom
 */
public record Consent(Purpose purpose, Form form, @Nullable Language language, String textVersion, LocalDate givenOn,
		String note, @Nullable LocalDate withdrawnOn, String withdrawal, @Nullable UUID recipient,
		@Nullable LocalDate expiresOn, List<Withheld> withheld) {

	static final RecordKind<Consent> KIND = RecordKind.of("consent", Compartment.CORE, Consent.class);

	/** A table of its own: the database too knows who may claim one. */
	static final RecordKind<Consent> BASIS = RecordKind.of("legitimate_basis", Compartment.CORE, Consent.class);

	/** The longest name of a text version, in characters. */
	public static final int MAX_VERSION = 60;

	/** The longest note, in characters. */
	public static final int MAX_NOTE = 1000;

	/**
	 * Reads what was recorded, also by a version that knew no recipient, end and
	 * withholding.
	 * @throws org.durumi.reference.TextRefused if a text cannot be taken as it is
	 * @throws IllegalArgumentException if consent was given in no language, or names a
	 * recipient of what is not shared
	 */
	public Consent {
		Objects.requireNonNull(purpose);
		Objects.requireNonNull(form);
		Objects.requireNonNull(givenOn);
		if (!form.isBasis() && language == null) {
			throw new IllegalArgumentException("consent is asked in a language");
		}
		if (recipient != null && purpose != Purpose.INFORMATION_SHARING) {
			throw new IllegalArgumentException("only sharing has a recipient");
		}
		textVersion = Text.optionalLine(textVersion, MAX_VERSION);
		note = Text.optionalLines(note, MAX_NOTE);
		withdrawal = Text.optionalLines(withdrawal, MAX_NOTE);
		withheld = List.copyOf(Objects.requireNonNullElse(withheld, List.of()));
	}

	/** A consent that stands until it is withdrawn and keeps nothing back. */
	public Consent(Purpose purpose, Form form, @Nullable Language language, String textVersion, LocalDate givenOn,
			String note) {
		this(purpose, form, language, textVersion, givenOn, note, null, List.of());
	}

	/** A consent to anything but sharing. */
	public Consent(Purpose purpose, Form form, @Nullable Language language, String textVersion, LocalDate givenOn,
			String note, @Nullable LocalDate expiresOn, List<Withheld> withheld) {
		this(purpose, form, language, textVersion, givenOn, note, null, "", null, expiresOn, withheld);
	}

	/** The same for an organisation to share with. */
	public Consent to(UUID organisation) {
		return new Consent(this.purpose, this.form, this.language, this.textVersion, this.givenOn, this.note,
				this.withdrawnOn, this.withdrawal, organisation, this.expiresOn, this.withheld);
	}

	/** Whether it is neither withdrawn nor over on that day. */
	public boolean stands(LocalDate on) {
		return !wasWithdrawn() && !isOver(on);
	}

	public boolean wasWithdrawn() {
		return this.withdrawnOn != null;
	}

	/** Whether its last day has passed, withdrawn or not. */
	boolean isOver(LocalDate on) {
		return this.expiresOn != null && on.isAfter(this.expiresOn);
	}

	/** Whether the other is about the same thing, so that the newer of both counts. */
	boolean isAboutTheSame(Consent other) {
		return this.purpose == other.purpose && Objects.equals(this.recipient, other.recipient);
	}

	RecordKind<Consent> kind() {
		return this.form.isBasis() ? BASIS : KIND;
	}

	Consent withdrawn(LocalDate on, String why) {
		return new Consent(this.purpose, this.form, this.language, this.textVersion, this.givenOn, this.note, on, why,
				this.recipient, this.expiresOn, this.withheld);
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

	/**
	 * Something she keeps back.
	 *
	 * @param from the organisation she keeps it from; absent: from everybody outside
	 * @param why may be empty: nobody owes a reason
	 */
	public record Withheld(SharedItem item, @Nullable UUID from, String why) {

		/** The longest reason, in characters. */
		public static final int MAX_WHY = 300;

		public Withheld {
			Objects.requireNonNull(item);
			why = Text.optionalLine(why, MAX_WHY);
		}

		boolean isFrom(UUID organisation) {
			return this.from == null || this.from.equals(organisation);
		}

		@Override
		public String toString() {
			return "[sealed]";
		}

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

		/** She said it. */
		ORALLY,
		/** She signed. */
		IN_WRITING,
		/**
		 * She who does not write put her mark or her thumb to it, before a witness who
		 * reads (WHO Research Ethics Review Committee, templates for informed consent).
		 */
		BY_MARK_BEFORE_WITNESS,
		/**
		 * She said it to an interpreter (WHO ethical and safety recommendations for
		 * interviewing trafficked women, 2003).
		 */
		THROUGH_INTERPRETER,
		/** Somebody’s life is in danger. */
		VITAL_INTERESTS,
		/** It is best for a child. */
		BEST_INTERESTS_OF_CHILD,
		/** The law demands it. */
		LEGAL_OBLIGATION;

		/** Whether it is a legitimate basis and no consent of hers. */
		public boolean isBasis() {
			return compareTo(VITAL_INTERESTS) >= 0;
		}

	}

}
