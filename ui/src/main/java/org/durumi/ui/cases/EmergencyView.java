package org.durumi.ui.cases;

import java.time.Instant;
import java.util.List;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.access.StaffDirectory;
import org.durumi.cases.EmergencyAccess;
import org.durumi.reference.CaseId;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Values;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;
import org.durumi.ui.shell.StepUp;
import org.durumi.ui.shell.StepUpCard;

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

	private final Button again = new Button(Texts.text("shell.stepUp"), (click) -> StepUp.begin(Routes.EMERGENCY));

	EmergencyView(EmergencyAccess emergency, StaffDirectory staff) {
		this.emergency = emergency;
		addClassNames("page", "emergency-page");
		Paragraph consequence = new Paragraph(Texts.text("cases.glass.consequence"));
		consequence.addClassName("emergency-consequence");
		add(new H1(Texts.text("cases.glass")), new Paragraph(Texts.text("cases.glass.what")), consequence);
		add(emergency.isFactorFresh() ? form()
				: new StepUpCard(Routes.EMERGENCY, Texts.text("cases.glass.stepUp"), staff));
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

}
