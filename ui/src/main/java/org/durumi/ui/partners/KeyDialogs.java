package org.durumi.ui.partners;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.component.html.Paragraph;
import org.durumi.partners.KeyComparison;
import org.durumi.partners.KeyCustody;
import org.durumi.partners.RevocationReason;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.FormDialog;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.Notices;

/**
 * Compares and revokes keys. A fingerprint is compared by typing what is heard: nothing
 * on the screen can be copied or nodded through.
 */
final class KeyDialogs {

	/** Forty digits, and room for gaps. */
	private static final int LONGEST = 80;

	private static final Field<String> HEARD = Field.text("partners.heard", LONGEST).required();

	private static final Field<RevocationReason> WHY = Field
		.option("partners.why",
				() -> List.of(RevocationReason.EXPOSED, RevocationReason.REPLACED, RevocationReason.NOT_THEIRS),
				Texts::text)
		.required();

	private KeyDialogs() {
	}

	static void compare(KeyCustody custody, String partner, UUID key, Runnable changed) {
		FormDialog dialog = new FormDialog(Texts.text("partners.compare"), "40rem");
		RecordForm<Values> form = new RecordForm<>("partners.compare", (values) -> values, List.<Field<?>>of(HEARD));
		form.onSubmit("partners.compare.act", (values) -> {
			KeyComparison compared = custody.confirm(key, values.get(HEARD));
			switch (compared) {
				case FIRST, SECOND -> {
					form.saved(Instant.now());
					dialog.close();
					Notices.tell(Texts.text(compared));
					changed.run();
				}
				case UNREADABLE, DIFFERENT -> form.refuse(HEARD, Texts.text(compared));
				case NOT_YOURS, NOT_PENDING, NEEDS_FRESH_FACTOR -> form.refuse(Set.of(Texts.text(compared)));
			}
		});
		dialog.add(new Paragraph(Texts.text("partners.compare.what", partner)));
		dialog.hold(form);
		dialog.open();
	}

	static void revoke(KeyCustody custody, UUID key, Runnable changed) {
		FormDialog dialog = new FormDialog(Texts.text("partners.revoke"), "34rem");
		RecordForm<Values> form = new RecordForm<>("partners.revoke", (values) -> values, List.<Field<?>>of(WHY));
		form.onSubmit("partners.revoke", (values) -> {
			custody.revoke(key, values.get(WHY));
			form.saved(Instant.now());
			dialog.close();
			Notices.tell(Texts.text("partners.revoked"));
			changed.run();
		});
		dialog.add(new Paragraph(Texts.text("partners.revoke.what")));
		dialog.hold(form);
		dialog.open();
	}

}
