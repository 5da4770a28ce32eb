package org.durumi.ui.consent;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.durumi.consent.Consent;
import org.durumi.consent.Consent.Purpose;
import org.durumi.consent.Consent.Withheld;
import org.durumi.consent.SharedItem;
import org.durumi.reference.Language;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Values;

/** The fields of a consent, and of a basis in its place, over the partners there are. */
final class ConsentFields {

	private static final Field<Purpose> PURPOSE = Field.choice("consent.purpose", Purpose.class).required();

	private static final Field<Consent.Form> FORM = Field
		.option("consent.form", () -> forms(false), (Consent.Form form) -> Texts.text(form))
		.required();

	private static final Field<Consent.Form> BASIS = Field
		.option("consent.basis", () -> forms(true), (Consent.Form form) -> Texts.text(form))
		.required();

	private static final Field<Language> LANGUAGE = Field.choice("consent.language", Language.class).required();

	private static final Field<String> VERSION = Field.text("consent.version", Consent.MAX_VERSION);

	private static final Field<LocalDate> GIVEN = Field.day("consent.given").required().notInFuture();

	private static final Field<LocalDate> SINCE = Field.day("consent.since").required().notInFuture();

	private static final Field<LocalDate> EXPIRES = Field.day("consent.expires");

	private static final Field<Set<SharedItem>> WITHHELD = Field.choices("consent.withheld", SharedItem.class);

	private static final Field<Boolean> FROM_EVERYBODY = Field.tick("consent.withheld.all");

	private static final Field<String> WHY = Field.text("consent.withheld.reason", Withheld.MAX_WHY);

	private static final Field<String> NOTE = Field.longText("consent.note", Consent.MAX_NOTE);

	private static final Field<String> REASON = Field.longText("consent.reason", Consent.MAX_NOTE).required();

	private static final Field<String> RECIPIENT_NAME = Field.text("consent.recipient", Consent.MAX_NOTE);

	private static final Field<String> WITHHELD_TEXT = Field.longText("consent.withheld", Consent.MAX_NOTE);

	static final Field<LocalDate> WITHDRAWN = Field.day("consent.withdrawn").required().notInFuture();

	static final Field<String> WITHDRAWAL = Field.longText("consent.withdrawal", Consent.MAX_NOTE);

	/** What is shown of one, in this order. */
	static final List<Field<?>> SHOWN = List.of(PURPOSE, RECIPIENT_NAME, FORM, BASIS, LANGUAGE, VERSION, GIVEN, SINCE,
			EXPIRES, WITHHELD_TEXT, NOTE, REASON, WITHDRAWN, WITHDRAWAL);

	private final Map<UUID, String> partners;

	private final Field<UUID> recipient;

	ConsentFields(Map<UUID, String> partners) {
		this.partners = partners;
		this.recipient = Field.option("consent.recipient", () -> new ArrayList<>(partners.keySet()),
				(id) -> partners.getOrDefault(id, "–"));
	}

	/** A form that makes a consent of hers. */
	RecordForm<Consent> consent() {
		RecordForm<Consent> form = new RecordForm<>("consent.title",
				(values) -> new Consent(values.get(PURPOSE), values.get(FORM), values.get(LANGUAGE),
						values.find(VERSION).orElse(""), values.get(GIVEN), values.find(NOTE).orElse(""), null, "",
						values.find(this.recipient).orElse(null), values.find(EXPIRES).orElse(null), withheld(values)),
				List.of(PURPOSE, this.recipient, FORM, LANGUAGE, VERSION, GIVEN, EXPIRES, WITHHELD, FROM_EVERYBODY, WHY,
						NOTE));
		form.fill(new Values().with(GIVEN, Dates.today()).with(PURPOSE, Purpose.SERVICES));
		return form.rule(this.recipient, this::recipientFits);
	}

	/** A form that makes a basis on which we act without her. */
	RecordForm<Consent> basis() {
		RecordForm<Consent> form = new RecordForm<>("consent.basis.title",
				(values) -> new Consent(values.get(PURPOSE), values.get(BASIS), null, "", values.get(SINCE),
						values.get(REASON), null, "", values.find(this.recipient).orElse(null),
						values.find(EXPIRES).orElse(null), List.of()),
				List.of(PURPOSE, this.recipient, BASIS, SINCE, EXPIRES, REASON));
		form.fill(new Values().with(SINCE, Dates.today()).with(PURPOSE, Purpose.SERVICES));
		return form.rule(this.recipient, this::recipientFits);
	}

	/** The values of one that is read. */
	Values values(Consent consent) {
		boolean basis = consent.form().isBasis();
		return new Values().with(PURPOSE, consent.purpose())
			.with(RECIPIENT_NAME,
					Optional.ofNullable(consent.recipient()).map((id) -> this.partners.getOrDefault(id, "–")))
			.with(basis ? BASIS : FORM, consent.form())
			.with(LANGUAGE, Optional.ofNullable(consent.language()))
			.with(VERSION, consent.textVersion())
			.with(basis ? SINCE : GIVEN, consent.givenOn())
			.with(EXPIRES, Optional.ofNullable(consent.expiresOn()))
			.with(WITHHELD_TEXT, WithheldText.of(consent.withheld(), this.partners))
			.with(basis ? REASON : NOTE, consent.note())
			.with(WITHDRAWN, Optional.ofNullable(consent.withdrawnOn()))
			.with(WITHDRAWAL, consent.withdrawal());
	}

	private Optional<String> recipientFits(Values values) {
		boolean shared = values.get(PURPOSE) == Purpose.INFORMATION_SHARING;
		return (shared == values.find(this.recipient).isPresent()) ? Optional.empty()
				: Optional.of(Texts.text(shared ? "ConsentOutcome.Reason.RECIPIENT_NEEDED" : "consent.recipient.only"));
	}

	private List<Withheld> withheld(Values values) {
		UUID from = values.isTicked(FROM_EVERYBODY) ? null : values.find(this.recipient).orElse(null);
		return values.find(WITHHELD)
			.orElse(Set.of())
			.stream()
			.sorted()
			.map((item) -> new Withheld(item, from, values.find(WHY).orElse("")))
			.toList();
	}

	static List<Consent.Form> forms(boolean basis) {
		return Arrays.stream(Consent.Form.values()).filter((form) -> form.isBasis() == basis).toList();
	}

}
