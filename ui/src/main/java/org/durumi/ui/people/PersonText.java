package org.durumi.ui.people;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.durumi.people.Birth;
import org.durumi.people.Channel;
import org.durumi.people.IdentityField;
import org.durumi.people.PersonField;
import org.durumi.people.SafeContactField;
import org.durumi.reference.Language;
import org.durumi.reference.Province;
import org.durumi.reference.Sex;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;

/** The sealed form of a field as people read it. */
public final class PersonText {

	private PersonText() {
	}

	public static String of(PersonField field, String value) {
		if (value.isEmpty()) {
			return Texts.text("people.unknown");
		}
		return switch (field) {
			case IdentityField.BIRTH -> birth(Birth.parse(value));
			case IdentityField.SEX -> Texts.text(Sex.valueOf(value));
			case IdentityField.PROVINCE_OF_ORIGIN -> Texts.text(Province.valueOf(value));
			case IdentityField.LANGUAGES -> Arrays.stream(value.split(","))
				.map((name) -> Texts.text(Language.valueOf(name)))
				.collect(Collectors.joining(", "));
			case SafeContactField.CHANNEL -> Texts.text(Channel.valueOf(value));
			case IdentityField name -> value;
			case SafeContactField rule -> value;
		};
	}

	private static String birth(Birth birth) {
		return switch (birth) {
			case Birth.OnDate date -> date.encode();
			case Birth.Estimated estimated ->
				Texts.text("people.estimated", estimated.age(), Dates.day(estimated.on()));
		};
	}

}
