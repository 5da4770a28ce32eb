package org.durumi.ui.shell;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import org.durumi.access.StaffDirectory;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;

/**
 * Stands where something is that takes a second factor shown within minutes: leads there,
 * or says until when it leads nowhere.
 */
public final class StepUpCard extends Section {

	/**
	 * A card.
	 * @param route where she comes back to
	 * @param what what it is needed for, in a sentence
	 */
	public StepUpCard(String route, String what, StaffDirectory staff) {
		this(() -> route, what, staff);
	}

	/**
	 * A card beside what changes where she comes back to.
	 * @param route asked for when she goes
	 */
	public StepUpCard(Supplier<String> route, String what, StaffDirectory staff) {
		addClassNames("card", "step-up-card");
		add(new H2(Texts.text("shell.stepUp.title")), new Paragraph(what));
		Optional<Instant> rests = staff.factorRestsUntil();
		if (rests.isPresent()) {
			Paragraph wait = new Paragraph(Texts.text("shell.stepUp.rests", Dates.moment(rests.get())));
			wait.getElement().setAttribute("role", "status");
			add(wait);
			return;
		}
		Button confirm = new Button(Texts.text("shell.stepUp"), (click) -> StepUp.begin(route.get()));
		confirm.addThemeVariants(ButtonVariant.PRIMARY);
		add(new Paragraph(Texts.text("shell.stepUp.what")), confirm);
	}

}
