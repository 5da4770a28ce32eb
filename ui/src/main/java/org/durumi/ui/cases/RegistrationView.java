package org.durumi.ui.cases;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.inbound.ReferralDraft;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.records.Notices;
import org.durumi.ui.shell.AddressId;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;

/** Registers a survivor, who came by herself or whom a partner hands to us. */
@Route(value = Routes.CASES + "/new", layout = MainLayout.class)
@RouteAlias(value = Routes.REGISTER_REFERRED + "/:" + RegistrationView.REFERRAL, layout = MainLayout.class)
@RolesAllowed("CASEWORKER")
final class RegistrationView extends Div implements BeforeEnterObserver {

	static final String REFERRAL = "referral";

	private final transient RegistrationServices services;

	RegistrationView(RegistrationServices services) {
		this.services = services;
		addClassNames("page", "registration");
	}

	/** The forms anew, so that what is filled in for one is not registered as another. */
	@Override
	public void beforeEnter(BeforeEnterEvent event) {
		removeAll();
		boolean referred = event.getRouteParameters().get(REFERRAL).isPresent();
		add(new H1(Texts.text(referred ? "register.referred" : "register.title")),
				new Paragraph(Texts.text(referred ? "register.referred.what" : "register.what")));
		if (!referred) {
			add(new RegistrationForms(this.services));
			return;
		}
		UUID id = AddressId.in(event.getRouteParameters(), REFERRAL);
		Optional<ReferralDraft> told = this.services.holding().open(id);
		if (told.isEmpty()) {
			Notices.refused(List.of(Texts.text("inbound.tooLate")));
			event.forwardTo(Routes.REFERRALS);
			return;
		}
		add(new RegistrationForms(this.services, this.services.holding().find(id), told.get()));
	}

}
