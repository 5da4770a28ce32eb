package org.durumi.ui.review;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.durumi.care.ImmediateNeeds;
import org.durumi.care.RiskAssessment;
import org.durumi.care.SafetyPlan;
import org.durumi.cases.Intake;
import org.durumi.cases.RiskLevel;
import org.durumi.consent.Consent;
import org.durumi.consent.ConsentState;
import org.durumi.followup.ClosureChecklist;
import org.durumi.followup.Contact;
import org.durumi.followup.PlanTask;
import org.durumi.harm.Cycle;
import org.durumi.harm.Detention;
import org.durumi.inbound.ReceivedRecord;
import org.durumi.journey.Discharge;
import org.durumi.journey.ExitClearance;
import org.durumi.journey.Leg;
import org.durumi.journey.PassagePlan;
import org.durumi.journey.ProtectionDecision;
import org.durumi.journey.ShelterPlace;
import org.durumi.people.Birth;
import org.durumi.people.Channel;
import org.durumi.people.IdentityField;
import org.durumi.people.PersonField;
import org.durumi.people.SafeContactField;
import org.durumi.reference.Language;
import org.durumi.reference.Province;
import org.durumi.reference.Sex;
import org.durumi.ui.consent.WithheldText;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.RecordView;
import org.durumi.ui.people.PersonText;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts into words which fields an entry of the log tells of, and what stood in them: the
 * parts of records, the fields of a person, the facts of the case file.
 */
final class FieldText {

	/**
	 * Where a field's name stands, and what its values are.
	 *
	 * @param type of a value, or of each of several
	 */
	private record Field(String label, Class<?> type) {
	}

	/** The parts of each kind of record, by the name that the log has for it. */
	private static final Map<String, Map<String, Field>> RECORDS = Map.ofEntries(
			Map.entry("note", Map.of("text", new Field("cases.timeline.note", String.class))),
			record("intake", Intake.class, "register.identified", "register.source", "register.sourceNote",
					"register.status"),
			record("risk_assessment", RiskAssessment.class, "care.assessed", "care.risk.level", "care.risk.factors",
					"care.note"),
			record("immediate_needs", ImmediateNeeds.class, "care.assessed", "care.needs.needs", "care.needs.urgent",
					"care.note"),
			record("safety_plan", SafetyPlan.class, "care.plan.agreed", "care.plan.signs", "care.plan.refuge",
					"care.plan.steps", "care.plan.codeWord"),
			consent("consent"), consent("legitimate_basis"),
			record("contact", Contact.class, "followup.contact.on", "followup.contact.mode", "followup.contact.reached",
					"followup.contact.hardship", "followup.contact.summary"),
			record("closure_checklist", ClosureChecklist.class, "followup.closure.reason", "followup.closure.on",
					"followup.closure.safety", "followup.closure.referrals", "followup.closure.wayBack",
					"followup.closure.remarks"),
			task(),
			record("cycle", Cycle.class, "harm.cycle.number", "harm.cycle.crossed", "harm.cycle.ending",
					"harm.cycle.ended", "harm.cycle.beforeUs"),
			record("detention", Detention.class, "harm.detention.authority", "harm.detention.place",
					"harm.detention.since", "harm.detention.charge", "harm.detention.released"),
			record("discharge", Discharge.class, "journey.discharge.on", "journey.discharge.weeks",
					"journey.discharge.address", "journey.discharge.from"),
			record("exit_clearance", ExitClearance.class, "journey.exit.country", "journey.authority",
					"journey.exit.granted", "journey.reference"),
			record("leg", Leg.class, "review.field.cycle", "journey.leg.number", "journey.leg.from", "journey.leg.to",
					"journey.leg.mode", "journey.leg.handOver", "journey.leg.planned", "journey.leg.departed",
					"journey.leg.lastHeard", "journey.leg.ended", "journey.leg.outcome"),
			record("passage_plan", PassagePlan.class, "journey.plan.destination", "journey.plan.start",
					"journey.plan.people", "journey.plan.ages", "journey.plan.medical", "journey.plan.sign",
					"journey.plan.codeWord"),
			record("protection_decision", ProtectionDecision.class, "journey.decision.state",
					"journey.decision.outcome", "journey.authority", "journey.decision.decided", "journey.reference"),
			record("received", ReceivedRecord.class, "inbound.number", "inbound.partner", "inbound.receivedAt",
					"people.identity", "people.safeContact", "inbound.whereabouts", "inbound.urgency", "inbound.help",
					"inbound.agreedBy", "inbound.agreedOn", "inbound.agreedTo", "inbound.reference.theirs"),
			record("shelter_place", ShelterPlace.class, "journey.shelter.kind", "journey.shelter.region",
					"journey.shelter.place", "journey.from", "journey.until"));

	/** What stands on a person or on the case file. */
	private static final Map<String, Field> OTHERS = others();

	private FieldText() {
	}

	/** The labels in the order of the record's parts. */
	private static Map.Entry<String, Map<String, Field>> record(String name, Class<? extends Record> type,
			String... labels) {
		RecordComponent[] parts = type.getRecordComponents();
		if (parts.length != labels.length) {
			throw new IllegalStateException(name + " has other parts");
		}
		Map<String, Field> fields = new LinkedHashMap<>();
		for (int part = 0; part < parts.length; part++) {
			fields.put(parts[part].getName(), new Field(labels[part], valueOf(parts[part].getGenericType())));
		}
		return Map.entry(name, fields);
	}

	/** A legitimate basis has the parts of the consent in whose place it stands. */
	private static Map.Entry<String, Map<String, Field>> consent(String name) {
		return record(name, Consent.class, "consent.purpose", "consent.form", "consent.language", "consent.version",
				"consent.given", "consent.note", "consent.withdrawn", "consent.withdrawal", "consent.recipient",
				"consent.expires", "consent.withheld");
	}

	/** The days of a task stand beside what it says. */
	private static Map.Entry<String, Map<String, Field>> task() {
		Map<String, Field> fields = record("plan_task", PlanTask.class, "review.detail.kind", "followup.task.title",
				"review.field.month", "followup.task.outcome")
			.getValue();
		fields.put("dueOn", new Field("followup.task.due", LocalDate.class));
		fields.put("doneOn", new Field("followup.task.doneOn", LocalDate.class));
		return Map.entry("plan_task", fields);
	}

	private static Map<String, Field> others() {
		Map<String, Field> fields = new LinkedHashMap<>();
		for (IdentityField field : IdentityField.values()) {
			fields.put(field.column(), new Field(Texts.key(field), switch (field) {
				case BIRTH -> Birth.class;
				case SEX -> Sex.class;
				case PROVINCE_OF_ORIGIN -> Province.class;
				case LANGUAGES -> Language.class;
				case HANGUL, DPRK_ROMANISED, REVISED_ROMANISED, CHINESE_NAME, PINYIN, ALIASES -> String.class;
			}));
		}
		for (SafeContactField field : SafeContactField.values()) {
			fields.put(field.column(),
					new Field(Texts.key(field), (field == SafeContactField.CHANNEL) ? Channel.class : String.class));
		}
		fields.put("risk_level", new Field("review.field.risk", RiskLevel.class));
		fields.put("consent_state", new Field("review.field.consent", ConsentState.class));
		fields.put("consent_until", new Field("review.field.consentUntil", LocalDate.class));
		fields.put("last_contact", new Field("review.field.lastContact", LocalDate.class));
		fields.put("next_due", new Field("review.field.nextDue", LocalDate.class));
		fields.put("owner", new Field("review.field.owner", UUID.class));
		fields.put("team", new Field("review.field.team", UUID.class));
		return fields;
	}

	private static Class<?> valueOf(Type type) {
		return switch (type) {
			case ParameterizedType several -> valueOf(several.getActualTypeArguments()[0]);
			case Class<?> one -> one;
			default -> String.class;
		};
	}

	/**
	 * What a field is called.
	 * @param record the kind of record it is a part of, absent for a person's or a case
	 * file's
	 */
	static String label(@Nullable String record, String name) {
		Field field = field(record, name);
		return (field != null) ? Texts.text(field.label()) : name;
	}

	/**
	 * A value as people read it.
	 * @param names of people and teams, by their ids
	 */
	static String value(@Nullable String record, String name, String value, Map<UUID, String> names) {
		if (value.isEmpty()) {
			return Texts.text("review.values.nothing");
		}
		Field field = field(record, name);
		Class<?> type = (field != null) ? field.type() : String.class;
		if (type == Consent.Withheld.class) {
			return WithheldText.of(JsonMapper.shared().readerForListOf(Consent.Withheld.class).readValue(value), names);
		}
		if (PersonField.class.isAssignableFrom(type)) {
			return person(type == IdentityField.class, value);
		}
		return (type == String.class) ? value
				: words(value).map((word) -> word(type, word, names)).collect(Collectors.joining(", "));
	}

	/** Several fields of a person, one a line. */
	private static String person(boolean identity, String json) {
		Map<String, String> values = new TreeMap<>(
				JsonMapper.shared().readerForMapOf(String.class).<Map<String, String>>readValue(json));
		return values.entrySet().stream().filter((entry) -> !entry.getValue().isEmpty()).map((entry) -> {
			PersonField field = identity ? IdentityField.valueOf(entry.getKey())
					: SafeContactField.valueOf(entry.getKey());
			return label(null, field.column()) + ": " + PersonText.of(field, entry.getValue());
		}).collect(Collectors.joining("\n"));
	}

	private static @Nullable Field field(@Nullable String record, String name) {
		return ((record != null) ? RECORDS.getOrDefault(record, Map.of()) : OTHERS).get(name);
	}

	/** Several stand as JSON has them, or between commas. */
	private static Stream<String> words(String value) {
		return Arrays.stream(value.replaceAll("[\\[\\]\"]", "").split(",")).map(String::strip);
	}

	private static String word(Class<?> type, String word, Map<UUID, String> names) {
		if (type == LocalDate.class) {
			return Dates.day(LocalDate.parse(word));
		}
		if (type == Instant.class) {
			return Dates.moment(Instant.parse(word));
		}
		if (type == boolean.class) {
			return RecordView.text(Boolean.valueOf(word));
		}
		if (type == UUID.class) {
			return names.getOrDefault(UUID.fromString(word), Texts.text("review.unknownPerson"));
		}
		if (type == Birth.class) {
			return birth(Birth.parse(word));
		}
		if (type.isPrimitive()) {
			return word;
		}
		String prefix = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
		return Texts.find(prefix + "." + word).orElse(word.toLowerCase(Locale.ROOT));
	}

	private static String birth(Birth birth) {
		return switch (birth) {
			case Birth.OnDate date -> date.encode();
			case Birth.Estimated estimated ->
				Texts.text("people.estimated", estimated.age(), Dates.day(estimated.on()));
		};
	}

	/** The names of the records that it has words for. */
	static Set<String> records() {
		return RECORDS.keySet();
	}

	/** The parts of such a record. */
	static Set<String> parts(String record) {
		return RECORDS.getOrDefault(record, Map.of()).keySet();
	}

}
