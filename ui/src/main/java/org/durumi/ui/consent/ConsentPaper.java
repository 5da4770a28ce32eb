package org.durumi.ui.consent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.i18n.I18NProvider;
import org.durumi.consent.Consent.Withheld;
import org.durumi.consent.ConsentText;
import org.durumi.consent.SharedItem;
import org.durumi.reference.Language;
import org.jspecify.annotations.Nullable;

/**
 * What is read to her, large and in her language whatever the page's is, and what she
 * keeps back, ticked as she says it. Nothing on it tells who she is.
 */
final class ConsentPaper extends Section {

	private final @Nullable UUID recipient;

	private final CheckboxGroup<SharedItem> fromRecipient = new CheckboxGroup<>();

	private final CheckboxGroup<SharedItem> fromEverybody = new CheckboxGroup<>();

	/**
	 * Creates it with nothing kept back.
	 * @param recipient with whom it would be shared; absent if it is not about sharing
	 * @param recipientName what that organisation is called; may be empty
	 * @param until the last day, or empty if it stands until she takes it back
	 */
	ConsentPaper(ConsentText text, @Nullable UUID recipient, String recipientName, String until) {
		this.recipient = recipient;
		Locale locale = locale(text.language());
		addClassName("consent-paper");
		getElement().setAttribute("lang", locale.toLanguageTag());
		add(new H2(text.title()));
		text.read(recipientName, until.isEmpty() ? say(locale, "consent.ask.until.open") : until)
			.forEach((paragraph) -> add(new Paragraph(paragraph)));
		if (recipient != null) {
			add(group(this.fromRecipient, text, say(locale, "consent.ask.keep.from", recipientName)));
		}
		add(group(this.fromEverybody, text, say(locale, "consent.ask.keep.all")));
	}

	/**
	 * What she keeps back, and from whom.
	 * @param why as she says, if she does
	 */
	List<Withheld> withheld(String why) {
		List<Withheld> withheld = new ArrayList<>();
		Set<SharedItem> all = this.fromEverybody.getValue();
		all.stream().sorted().forEach((item) -> withheld.add(new Withheld(item, null, why)));
		this.fromRecipient.getValue()
			.stream()
			.filter((item) -> !all.contains(item))
			.sorted()
			.forEach((item) -> withheld.add(new Withheld(item, this.recipient, why)));
		return withheld;
	}

	/**
	 * What was ticked stays ticked when it is read in another language; what was said of
	 * one organisation is not said of another.
	 */
	void keep(ConsentPaper before) {
		this.fromEverybody.setValue(before.fromEverybody.getValue());
		if (Objects.equals(this.recipient, before.recipient)) {
			this.fromRecipient.setValue(before.fromRecipient.getValue());
		}
	}

	/** What a language is called in itself. */
	static String nameOf(Language language) {
		return locale(language).getDisplayLanguage(locale(language));
	}

	static Locale locale(Language language) {
		return switch (language) {
			case KOREAN -> Locale.KOREAN;
			case MANDARIN -> Locale.SIMPLIFIED_CHINESE;
			case ENGLISH -> Locale.ENGLISH;
			case RUSSIAN, JAPANESE, THAI, VIETNAMESE, LAO, MONGOLIAN, OTHER ->
				throw new IllegalArgumentException("no text is in " + language);
		};
	}

	private static CheckboxGroup<SharedItem> group(CheckboxGroup<SharedItem> group, ConsentText text, String label) {
		group.setLabel(label);
		group.setItems(Arrays.asList(SharedItem.values()));
		group.setItemLabelGenerator((item) -> text.items().getOrDefault(item, item.name()));
		return group;
	}

	private static String say(Locale locale, String key, Object... arguments) {
		return I18NProvider.translate(locale, key, arguments);
	}

}
