package org.durumi.ui.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Consumer;
import java.util.function.Function;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import org.durumi.cases.CaseListRow;
import org.durumi.cases.Move;
import org.durumi.cases.MoveOutcome;
import org.durumi.cases.Stage;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Values;

/**
 * Asks when a move happened and why. What only the form can mend is said in the form;
 * missing conditions are said on the page, where they are fixed.
 */
final class MoveDialog extends Dialog {

	private static final Field<LocalDate> ON = Field.day("cases.move.on").required().notInFuture();

	private static final Field<String> REASON = Field.longText("cases.move.reason", Move.MAX_REASON);

	private static final Field<String> NEEDED = REASON.required();

	MoveDialog(CaseListRow facts, Stage to, Function<Move, MoveOutcome> act, Consumer<MoveOutcome> finish) {
		setHeaderTitle(Texts.text("cases.move.title", facts.codeName(), Texts.text(to)));
		setWidth("34rem");
		setMaxWidth("100%");
		setCloseOnOutsideClick(false);
		boolean needed = to.isSetback() || to == Stage.CLOSED || facts.stage() == Stage.CLOSED;
		Field<String> reason = needed ? NEEDED : REASON;
		RecordForm<Values> form = new RecordForm<>("cases.move.when", (values) -> values, ON, reason);
		form.fill(new Values().with(ON, Dates.today()));
		form.onSubmit("cases.move", (values) -> {
			MoveOutcome outcome = act
				.apply(new Move(facts.id(), to, values.get(ON), values.find(reason).orElse(""), facts.version()));
			if (outcome instanceof MoveOutcome.Refused refused && refused.missing().isEmpty()) {
				form.refuse(refused.refusals().stream().sorted().map(Texts::text).toList());
				return;
			}
			form.saved(Instant.now());
			close();
			finish.accept(outcome);
		});
		form.beside(new Button(Texts.text("kit.cancel"), (click) -> close()));
		Texts.find("cases.move.what." + to.name()).ifPresent((sentence) -> add(new Paragraph(sentence)));
		add(form);
	}

}
