package org.durumi.ui.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

import com.vaadin.flow.component.html.Paragraph;
import org.durumi.cases.CaseListRow;
import org.durumi.cases.Move;
import org.durumi.cases.MoveOutcome;
import org.durumi.cases.Refusal;
import org.durumi.drafts.DraftKey;
import org.durumi.harm.Detention;
import org.durumi.harm.Detentions;
import org.durumi.reference.Compartment;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.FormDialog;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Values;

/** Marks an arrest in one act: who holds her is recorded and the case moves. */
final class ArrestDialog extends FormDialog {

	private static final Field<Detention.Authority> AUTHORITY = Field
		.choice("harm.detention.authority", Detention.Authority.class)
		.required();

	private static final Field<String> PLACE = Field.text("harm.detention.place", Detention.MAX_PART);

	private static final Field<LocalDate> SINCE = Field.day("harm.detention.since").required().notInFuture();

	private static final Field<String> CHARGE = Field.text("harm.detention.charge", Detention.MAX_PART);

	private static final Field<String> REASON = Field.longText("cases.arrest.reason", Move.MAX_REASON).required();

	ArrestDialog(CaseListRow facts, IntSupplier version, Detentions detentions, Consumer<MoveOutcome> finish,
			Runnable stale) {
		super(Texts.text("cases.arrest.title", facts.codeName()), "44rem");
		setHeaderTitle(Texts.text("cases.arrest.title", facts.codeName()));
		RecordForm<Values> form = new RecordForm<>("harm.detention", (values) -> values, AUTHORITY, PLACE, SINCE,
				CHARGE, REASON);
		form.fill(new Values().with(SINCE, Dates.today()));
		form.keepDrafts(DraftKey.of("cases.arrest", facts.id(), Compartment.HARM));
		form.onSubmit("cases.arrest", (values) -> {
			Detention detention = new Detention(values.get(AUTHORITY), values.find(PLACE).orElse(""), values.get(SINCE),
					values.find(CHARGE).orElse(""), null);
			switch (detentions.arrest(facts.id(), detention, values.get(REASON), version.getAsInt())) {
				case Detentions.Arrest.Refused refused ->
					form.refuse(refused.reasons().stream().sorted().map(Texts::text).toList());
				case Detentions.Arrest.Moved(MoveOutcome.Refused refused) when refused.missing().isEmpty() -> {
					form.refuse(refused.refusals().stream().sorted().map(Texts::text).toList());
					if (refused.refusals().contains(Refusal.STALE)) {
						stale.run();
					}
				}
				case Detentions.Arrest.Moved moved -> {
					form.saved(Instant.now());
					close();
					finish.accept(moved.outcome());
				}
			}
		});
		add(new Paragraph(Texts.text("cases.arrest.what")));
		hold(form);
	}

}
