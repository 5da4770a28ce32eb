package org.durumi.ui.handoffs;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.i18n.I18NProvider;
import org.durumi.access.CaseAct;
import org.durumi.access.StaffDirectory;
import org.durumi.handoffs.HandoffNotice;
import org.durumi.handoffs.HandoffNotice.Standing;
import org.durumi.handoffs.HandoffNotices;
import org.durumi.handoffs.HandoffOutbox;
import org.durumi.reference.Language;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.records.Notices;

/**
 * What the partner was told about a handoff; and where no mail tells her, a sentence to
 * read out in her language and the reader's, which names nobody and nothing.
 */
final class NoticesSection extends Section {

	private final transient HandoffNotices notices;

	private final transient StaffDirectory staff;

	private final transient Runnable changed;

	/** Empty where there is nothing to tell, or the reader has no part in it. */
	NoticesSection(HandoffServices services, StaffDirectory staff, HandoffOutbox.Entry entry, Runnable changed) {
		this.notices = services.notices();
		this.staff = staff;
		this.changed = changed;
		if (!services.permissions().may(entry.caseId(), CaseAct.HAND_OFF)
				&& !services.permissions().may(entry.caseId(), CaseAct.DECIDE)) {
			return;
		}
		List<HandoffNotice> all = this.notices.of(entry.handoff().id())
			.stream()
			.filter((notice) -> notice.standing() != Standing.OVER)
			.toList();
		if (all.isEmpty()) {
			return;
		}
		addClassNames("card", "handoff-notices");
		add(new H2(Texts.text("handoffs.notices")));
		all.forEach((notice) -> {
			add(new H3(Texts.text(notice.what())), new Paragraph(standing(notice)));
			if (notice.standing().asks()) {
				askFor(notice);
			}
		});
	}

	private String standing(HandoffNotice notice) {
		Instant at = notice.at();
		String by = Optional.ofNullable(notice.by()).map((id) -> this.staff.names().getOrDefault(id, "–")).orElse("");
		return (at != null) ? Texts.text(Texts.key(notice.standing()), Dates.moment(at), by)
				: Texts.text(notice.standing());
	}

	private void askFor(HandoffNotice notice) {
		add(new Paragraph(Texts.text("handoffs.notices.telephone")));
		Locale hers = locale(notice);
		add(sentence(notice, hers));
		if (!hers.equals(Texts.locale())) {
			add(sentence(notice, Texts.locale()));
		}
		Button told = new Button(Texts.text("handoffs.notices.told"), (click) -> told(notice));
		told.addThemeVariants(ButtonVariant.SMALL);
		told.setAriaLabel(Texts.text("records.of", Texts.text("handoffs.notices.told"), Texts.text(notice.what())));
		add(new Div(told));
	}

	private static Component sentence(HandoffNotice notice, Locale locale) {
		Instant until = notice.until();
		Paragraph sentence = new Paragraph(I18NProvider.translate(locale,
				"handoffs.notices.say." + notice.what().words(), (until != null) ? Dates.moment(until) : ""));
		sentence.addClassName("approval-reason");
		sentence.getElement().setAttribute("lang", locale.toLanguageTag());
		return sentence;
	}

	/** As the partner is spoken to; English where that was not said or is not spoken. */
	private static Locale locale(HandoffNotice notice) {
		Language language = notice.language();
		return (language == null) ? Locale.ENGLISH : switch (language) {
			case KOREAN -> Locale.KOREAN;
			case MANDARIN -> Locale.SIMPLIFIED_CHINESE;
			case ENGLISH, RUSSIAN, JAPANESE, THAI, VIETNAMESE, LAO, MONGOLIAN, OTHER -> Locale.ENGLISH;
		};
	}

	private void told(HandoffNotice notice) {
		if (this.notices.told(notice.handoff(), notice.what())) {
			Notices.kept();
		}
		else {
			Notices.refused(List.of(Texts.text("handoffs.notices.toldBefore")));
		}
		this.changed.run();
	}

}
