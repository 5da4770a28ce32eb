package org.durumi.ui.review;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import org.durumi.audit.AuditEvent;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.review.AuditEntry;
import org.durumi.review.AuditReview;
import org.durumi.review.AuditRow;
import org.durumi.review.BeforeAndAfter;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.SealedText;
import org.durumi.ui.shell.ScreenTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

/**
 * What stood in a field before and after is on the page once somebody asks for it, and
 * for nobody else.
 */
class EntryValuesTests extends ScreenTest {

	private static final UUID ENTRY = new UUID(0, 1);

	private static final UUID ACTOR = new UUID(0, 2);

	private final ReviewActs acts = Reviewed.acts();

	private final AuditReview review = this.acts.review();

	@BeforeEach
	void inEnglish() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
		when(this.review.beforeAndAfter(ENTRY)).thenReturn(Optional.of(new BeforeAndAfter(Compartment.ROUTE,
				"shelter_place", List.of(new BeforeAndAfter.Field("place", "House three", "House four"),
						new BeforeAndAfter.Field("until", "", "2026-03-01")))));
	}

	@Test
	void whoeverMayOpensItWithAClickAndNotBefore() {
		EntryDialog dialog = open(BeforeAndAfter.Access.OPENS);
		SealedText values = find(SealedText.class, dialog).single();
		verify(this.review, never()).beforeAndAfter(ENTRY);
		assertThat(values.getElement().getTextRecursively()).doesNotContain("House");
		test(find(Button.class, values).single()).click();
		verify(this.review, times(1)).beforeAndAfter(ENTRY);
		assertThat(values.getElement().getTextRecursively())
			.contains("Which house, without names: House three → House four")
			.contains("Until: nothing → ");
		test(find(Button.class, values).single()).click();
		assertThat(values.getElement().getTextRecursively()).doesNotContain("House");
	}

	@Test
	void whoeverHoldsNoKeyIsToldSoAndReadsTheFieldsNames() {
		EntryDialog dialog = open(BeforeAndAfter.Access.NOT_HERS);
		assertThat(find(SealedText.class, dialog).all()).isEmpty();
		assertThat(dialog.getElement().getTextRecursively()).contains("Which house, without names, Until");
		assertThat(find(Paragraph.class, dialog).all()).extracting(Paragraph::getText)
			.contains(Texts.text("review.values.notHers"));
		verify(this.review, never()).beforeAndAfter(ENTRY);
	}

	@Test
	void anEntryAboutNoChangeOffersNothing() {
		EntryDialog dialog = open(BeforeAndAfter.Access.NONE);
		assertThat(find(SealedText.class, dialog).all()).isEmpty();
		assertThat(find(Paragraph.class, dialog).all()).extracting(Paragraph::getText)
			.doesNotContain(Texts.text("review.values.notHers"));
	}

	private EntryDialog open(BeforeAndAfter.Access values) {
		AuditRow row = new AuditRow(ENTRY, Instant.EPOCH, ACTOR, "문가람", "RECORD_CHANGED", AuditEvent.Outcome.DONE,
				"RECORD", new UUID(0, 3), null, new CaseId(new UUID(0, 4)), "a code name", "ROUTE", true, false);
		AuditEntry entry = new AuditEntry(row, Map.of("record", "shelter_place", "fields", "place,until"), true, values,
				null, List.of(), List.of());
		EntryDialog dialog = new EntryDialog(this.acts, entry, Map.of(), () -> {
		});
		dialog.open();
		return dialog;
	}

}
