package org.durumi.api;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.durumi.consent.Consent;
import org.durumi.inbound.ReferralDraft;
import org.durumi.inbound.Urgency;
import org.durumi.people.Birth;
import org.durumi.people.Channel;
import org.durumi.people.IdentityDraft;
import org.durumi.people.SafeContactDraft;
import org.durumi.reference.Language;
import org.durumi.reference.Province;
import org.durumi.reference.Sex;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A survivor whom a machine hands in, read strictly: a field that the description does
 * not have, or of another type, refuses the whole, so that nothing is lost unsaid.
 */
final class ReferralBody {

	private static final Set<String> FIELDS = Set.of("hangul", "dprkRomanised", "revisedRomanised", "chineseName",
			"pinyin", "aliases", "birth", "age", "sex", "provinceOfOrigin", "languages", "phone", "channel",
			"safeTimes", "codeWord", "neverSay", "whereabouts", "urgency", "help", "agreedBy", "agreedOn", "agreedTo",
			"reference");

	private final JsonNode body;

	private ReferralBody(JsonNode body) {
		this.body = body;
	}

	/**
	 * Reads it.
	 * @param today the day on which an age is taken to be told
	 * @throws Refusal if it is not as described
	 */
	static ReferralDraft read(JsonNode body, LocalDate today) {
		if (!body.isObject() || !FIELDS.containsAll(body.propertyNames())) {
			throw new Refusal(ApiProblem.MALFORMED);
		}
		try {
			return new ReferralBody(body).draft(today);
		}
		catch (DateTimeException | IllegalArgumentException unreadable) {
			// texts too; what it says may be hers, and none of it goes on
			throw new Refusal(ApiProblem.MALFORMED);
		}
	}

	private ReferralDraft draft(LocalDate today) {
		IdentityDraft identity = new IdentityDraft(text("hangul"), text("dprkRomanised"), text("revisedRomanised"),
				text("chineseName"), text("pinyin"), text("aliases"), birth(today), word("sex", Sex.class),
				word("provinceOfOrigin", Province.class), languages());
		SafeContactDraft contact = new SafeContactDraft(text("phone"), word("channel", Channel.class),
				text("safeTimes"), text("codeWord"), text("neverSay"));
		LocalDate day = this.body.has("agreedOn") ? LocalDate.parse(text("agreedOn")) : null;
		return new ReferralDraft(identity, contact, text("whereabouts"), Words.choice(Urgency.class, text("urgency")),
				text("help"), Words.choice(Consent.Form.class, text("agreedBy")), day, text("agreedTo"),
				text("reference"));
	}

	/** What is absent is empty. */
	private String text(String field) {
		JsonNode value = this.body.get(field);
		if (value == null) {
			return "";
		}
		if (!value.isString()) {
			throw new Refusal(ApiProblem.MALFORMED);
		}
		return value.asString();
	}

	private <E extends Enum<E>> @Nullable E word(String field, Class<E> type) {
		return this.body.has(field) ? Words.choice(type, text(field)) : null;
	}

	private Set<Language> languages() {
		Set<Language> languages = EnumSet.noneOf(Language.class);
		JsonNode values = this.body.get("languages");
		if (values == null) {
			return languages;
		}
		if (!values.isArray()) {
			throw new Refusal(ApiProblem.MALFORMED);
		}
		for (JsonNode value : List.copyOf(values.values())) {
			languages.add(Words.choice(Language.class, value.isString() ? value.asString() : null));
		}
		return languages;
	}

	private @Nullable Birth birth(LocalDate today) {
		JsonNode age = this.body.get("age");
		boolean dated = this.body.has("birth");
		if (age == null) {
			return dated ? onDate(text("birth")) : null;
		}
		if (!age.isInt() || dated) {
			throw new Refusal(ApiProblem.MALFORMED);
		}
		return new Birth.Estimated(age.asInt(), today);
	}

	private static Birth onDate(String text) {
		if (Birth.parse(text) instanceof Birth.OnDate date) {
			return date;
		}
		throw new Refusal(ApiProblem.MALFORMED);
	}

}
