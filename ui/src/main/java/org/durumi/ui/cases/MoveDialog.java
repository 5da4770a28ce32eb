package org.durumi.ui.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;

import com.vaadin.flow.component.html.Paragraph;
import org.durumi.cases.CaseListRow;
import org.durumi.cases.Move;
import org.durumi.cases.MoveOutcome;
import org.durumi.cases.Refusal;
import org.durumi.cases.Stage;
import org.durumi.drafts.DraftKey;
import org.durumi.reference.Compartment;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.FormDialog;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Values;

/**
 * Asks when a move happened and why. What only the form can mend is said in the form;
 * missing conditions are said on the page, where they are fixed. When somebody else was
 * first, the page behind is renewed and what was written stays.
 */
final class MoveDialog extends FormDialog {

	private static final Field<LocalDate> ON = Field.day("cases.move.on").required().notInFuture();

	private static final Field<String> REASON = Field.longText("cases.move.reason", Move.MAX_REASON);

	private static final Field<String> NEEDED = REASON.required();

	MoveDialog(CaseListRow facts, Stage to, IntSupplier version, Function<Move, MoveOutcome> act,
			Consumer<MoveOutcome> finish, Runnable stale) {
		super(Texts.text("cases.move.title", facts.codeName(), Texts.text(to)), "34rem");
		setHeaderTitle(Texts.text("cases.move.title", facts.codeName(), Texts.text(to)));
		boolean needed = to.isSetback() || to == Stage.CLOSED || facts.stage() == Stage.CLOSED;
		Field<String> reason = needed ? NEEDED : REASON;
		RecordForm<Values> form = new RecordForm<>("cases.move.when", (values) -> values, ON, reason);
		form.fill(new Values().with(ON, Dates.today()));
		form.keepDrafts(DraftKey.of(Texts.key(to), facts.id(), Compartment.CORE));
		form.onSubmit("cases.move", (values) -> {
			MoveOutcome outcome = act
				.apply(new Move(facts.id(), to, values.get(ON), values.find(reason).orElse(""), version.getAsInt()));
			if (outcome instanceof MoveOutcome.Refused refused && refused.missing().isEmpty()) {
				form.refuse(refused.refusals().stream().sorted().map(Texts::text).toList());
				if (refused.refusals().contains(Refusal.STALE)) {
					stale.run();
				}
				return;
			}
			form.saved(Instant.now());
			close();
			finish.accept(outcome);
		});
		Texts.find("cases.move.what." + to.name()).ifPresent((sentence) -> add(new Paragraph(sentence)));
		hold(form);
	}

}
