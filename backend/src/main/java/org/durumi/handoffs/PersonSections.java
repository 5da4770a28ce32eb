package org.durumi.handoffs;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.durumi.cases.CaseList;
import org.durumi.consent.SharedItem;
import org.durumi.people.Birth;
import org.durumi.people.IdentityField;
import org.durumi.people.People;
import org.durumi.people.PersonField;
import org.durumi.people.SafeContactField;
import org.durumi.reference.Compartment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.durumi.handoffs.HandoffTemplate.CASE_TRANSFER;
import static org.durumi.handoffs.HandoffTemplate.LEGAL_REFERRAL;
import static org.durumi.handoffs.HandoffTemplate.MEDICAL_REFERRAL;
import static org.durumi.handoffs.HandoffTemplate.PASSAGE_TRANSFER;
import static org.durumi.handoffs.HandoffTemplate.RESETTLEMENT_REFERRAL;
import static org.durumi.handoffs.HandoffTemplate.SHELTER_REFERRAL;

/**
 * What can be handed over of modules that stand below this one: who she is, how she is
 * reached, and how the case is called between the two organisations.
 */
@Configuration(proxyBeanMethods = false)
class PersonSections {

	private static final Set<HandoffTemplate> ANY = EnumSet.allOf(HandoffTemplate.class);

	@Bean
	HandoffSection handedIdentity(People people) {
		return new RegisteredSection("identity", Compartment.IDENTITY, ANY,
				List.of(HandoffField.of("hangul", SharedItem.NAMES, MEDICAL_REFERRAL, LEGAL_REFERRAL,
						RESETTLEMENT_REFERRAL, CASE_TRANSFER), HandoffField.of("dprk_romanised", SharedItem.NAMES),
						HandoffField.of("revised_romanised", SharedItem.NAMES),
						HandoffField.of("chinese_name", SharedItem.NAMES), HandoffField.of("pinyin", SharedItem.NAMES),
						HandoffField.of("aliases", SharedItem.NAMES),
						HandoffField.of("birth", SharedItem.BIRTH, MEDICAL_REFERRAL, LEGAL_REFERRAL, CASE_TRANSFER),
						HandoffField.of("sex", SharedItem.BIRTH, MEDICAL_REFERRAL, SHELTER_REFERRAL, PASSAGE_TRANSFER,
								CASE_TRANSFER),
						HandoffField.of("province_of_origin", SharedItem.BIRTH),
						HandoffField.of("languages", SharedItem.BIRTH, HandoffTemplate.values())),
				(opening, chosen) -> {
					Map<String, List<String>> values = new LinkedHashMap<>();
					people.open(opening, among(IdentityField.class, chosen))
						.forEach((field, value) -> values.put(field.column(), switch (field) {
							case LANGUAGES -> split(value, ",");
							case BIRTH -> birth(value);
							case HANGUL, DPRK_ROMANISED, REVISED_ROMANISED, CHINESE_NAME, PINYIN, ALIASES, SEX,
									PROVINCE_OF_ORIGIN ->
								split(value, "\n");
						}));
					return values;
				});
	}

	@Bean
	HandoffSection handedContact(People people) {
		return new RegisteredSection("contact", Compartment.IDENTITY, ANY,
				List.of(HandoffField.of("phone", SharedItem.CONTACT, RESETTLEMENT_REFERRAL, CASE_TRANSFER),
						HandoffField.of("channel", SharedItem.CONTACT, RESETTLEMENT_REFERRAL, CASE_TRANSFER),
						HandoffField.of("safe_times", SharedItem.CONTACT, RESETTLEMENT_REFERRAL, CASE_TRANSFER),
						HandoffField.of("code_word", SharedItem.CONTACT, PASSAGE_TRANSFER, CASE_TRANSFER),
						// whoever may call her has to know it
						HandoffField.of("never_say", SharedItem.CONTACT, RESETTLEMENT_REFERRAL, CASE_TRANSFER)),
				(opening, chosen) -> {
					Map<String, List<String>> values = new LinkedHashMap<>();
					people.openContact(opening, among(SafeContactField.class, chosen))
						.forEach((field, value) -> values.put(field.column(), split(value, "\n")));
					return values;
				});
	}

	@Bean
	HandoffSection handedCase(CaseList cases) {
		return new RegisteredSection("case", Compartment.CORE, ANY, List.of(
				// what the two call her between them, which is nobody's name
				HandoffField.of("code_name", SharedItem.SERVICES, HandoffTemplate.values()),
				HandoffField.of("case_number", SharedItem.SERVICES),
				HandoffField.of("stage", SharedItem.SERVICES, CASE_TRANSFER, RESETTLEMENT_REFERRAL),
				HandoffField.of("risk_level", SharedItem.RISK, SHELTER_REFERRAL, PASSAGE_TRANSFER, CASE_TRANSFER)),
				(opening, chosen) -> {
					Map<String, List<String>> values = new LinkedHashMap<>();
					cases.find(opening.caseId()).ifPresent((row) -> {
						values.put("code_name", List.of(row.codeName()));
						values.put("case_number", List.of(row.caseNumber()));
						values.put("stage", List.of(row.stage().name()));
						values.put("risk_level", RegisteredSection.value(row.risk()));
					});
					return values;
				});
	}

	private static <F extends Enum<F> & PersonField> Set<F> among(Class<F> type, Set<String> chosen) {
		return EnumSet.allOf(type)
			.stream()
			.filter((field) -> chosen.contains(field.column()))
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(type)));
	}

	private static List<String> birth(String encoded) {
		if (encoded.isEmpty()) {
			return List.of();
		}
		return List.of(switch (Birth.parse(encoded)) {
			case Birth.OnDate date -> date.encode();
			case Birth.Estimated age -> "~%d (%s)".formatted(age.age(), age.on());
		});
	}

	private static List<String> split(String value, String at) {
		return Arrays.stream(value.split(at)).map(String::strip).filter((part) -> !part.isEmpty()).toList();
	}

}
