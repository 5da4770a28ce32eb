package org.durumi.ui.partners;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Code;
import org.durumi.partners.KeyEntry;
import org.durumi.partners.KeyState;
import org.durumi.partners.KeyUpload;
import org.durumi.partners.KeyWarnings.Urgency;
import org.durumi.partners.Partner;
import org.durumi.security.handoff.Fingerprint;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;

/** Says of partners and keys what they are. */
public final class PartnerText {

	private PartnerText() {
	}

	/** A country in the reader's language. */
	static String region(String code) {
		return Locale.of("", code).getDisplayCountry(Texts.locale());
	}

	/** What it helps with. */
	public static String functions(Partner partner) {
		return partner.functions().isEmpty() ? Texts.text("partners.notSaid")
				: partner.functions().stream().sorted().map(Texts::text).collect(Collectors.joining(", "));
	}

	/** Where it helps. */
	public static String regions(Partner partner) {
		return partner.regions().isEmpty() ? Texts.text("partners.notSaid")
				: partner.regions()
					.stream()
					.map(PartnerText::region)
					.sorted(Comparator.naturalOrder())
					.collect(Collectors.joining(", "));
	}

	/** What a key is good for; of one that counts, that it runs out. */
	static Tag state(KeyState state, Urgency urgency) {
		boolean soon = state == KeyState.USABLE && urgency != Urgency.NONE;
		Tone tone = switch (state) {
			case USABLE -> switch (urgency) {
				case NONE -> Tone.GOOD;
				case EARLY -> Tone.ATTENTION;
				case LATE -> Tone.DANGER;
			};
			case PENDING -> Tone.ATTENTION;
			case REPLACED -> Tone.NEUTRAL;
			case EXPIRED, REVOKED -> Tone.DANGER;
		};
		return new Tag(tone, soon ? Texts.text(urgency) : Texts.text(state));
	}

	static String expires(Instant expires) {
		return Texts.text("partners.key.expires", Dates.day(Dates.dayOf(expires)));
	}

	static String made(KeyEntry key, String by) {
		return Texts.text("partners.key.made", key.algorithm(), by, Dates.moment(key.uploadedAt()));
	}

	/** Ten groups of four, as it is read aloud. */
	static Component fingerprint(Fingerprint fingerprint) {
		Code code = new Code(fingerprint.grouped());
		code.addClassName("fingerprint");
		return code;
	}

	/** What came of bringing in a file, in a sentence. */
	static String of(KeyUpload upload) {
		return switch (upload) {
			case KeyUpload.Taken taken ->
				Texts.text(taken.vouched() ? "partners.upload.prolonged" : "partners.upload.taken");
			case KeyUpload.Revoked revoked -> Texts.text("partners.upload.revoked");
			case KeyUpload.Unfit unfit -> Texts.text(unfit.refused().reason());
			case KeyUpload.Refused refused -> Texts.text(refused.reason());
			case KeyUpload.NeedsFreshFactor stale -> Texts.text("partners.upload.stepUp");
			case KeyUpload.UnknownPartner unknown -> Texts.text("partners.upload.unknown");
		};
	}

}
