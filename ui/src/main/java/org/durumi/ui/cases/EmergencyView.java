package org.durumi.ui.cases;

import java.time.Instant;
import java.util.List;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.cases.EmergencyAccess;
import org.durumi.reference.CaseId;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Values;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;
import org.durumi.ui.shell.StepUp;

/**
 * Breaks the glass: first she shows that it is her, then she says which case and why, and
 * then its page is open for half an hour.
 */
@Route(value = Routes.EMERGENCY, layout = MainLayout.class)
@RolesAllowed({ "CASEWORKER", "COORDINATOR", "SUPERVISOR" })
final class EmergencyView extends Div {

	private static final Field<String> CASE = Field.text("cases.glass.case", EmergencyAccess.MAX_NAME).required();

	private static final Field<String> REASON = Field.longText("cases.glass.reason", EmergencyAccess.MAX_REASON)
		.required();

	private final transient EmergencyAccess emergency;

	private final Button again = stepUp();

	EmergencyView(EmergencyAccess emergency) {
		this.emergency = emergency;
		addClassNames("page", "emergency-page");
		Paragraph consequence = new Paragraph(Texts.text("cases.glass.consequence"));
		consequence.addClassName("emergency-consequence");
		add(new H1(Texts.text("cases.glass")), new Paragraph(Texts.text("cases.glass.what")), consequence);
		add(emergency.isFactorFresh() ? form() : confirmation());
	}

	private Section confirmation() {
		Button confirm = stepUp();
		confirm.addThemeVariants(ButtonVariant.PRIMARY);
		Section section = new Section(new H2(Texts.text("shell.stepUp.title")),
				new Paragraph(Texts.text("shell.stepUp.what")), confirm);
		section.addClassName("card");
		return section;
	}

	private RecordForm<Values> form() {
		RecordForm<Values> form = new RecordForm<>("cases.glass.form", (values) -> values, List.of(CASE, REASON));
		form.addClassName("card");
		form.onSubmit("cases.glass.act", (values) -> open(form, values));
		return form;
	}

	private void open(RecordForm<Values> form, Values values) {
		switch (this.emergency.open(values.get(CASE), values.get(REASON))) {
			case EmergencyAccess.Outcome.Opened opened -> leave(form, opened.caseId());
			case EmergencyAccess.Outcome.AlreadyOpen open -> leave(form, open.caseId());
			case EmergencyAccess.Outcome.NoSuchCase none -> form.refuse(CASE, Texts.text("cases.glass.none"));
			case EmergencyAccess.Outcome.NeedsFreshFactor stale -> {
				// what she typed stays until she goes
				form.refuse(List.of(Texts.text("cases.glass.stale")));
				form.beside(this.again);
			}
		}
	}

	private static void leave(RecordForm<Values> form, CaseId caseId) {
		form.saved(Instant.now());
		UI.getCurrent().navigate(CaseView.path(caseId));
	}

	private static Button stepUp() {
		return new Button(Texts.text("shell.stepUp"), (click) -> StepUp.begin(Routes.EMERGENCY));
	}

}
