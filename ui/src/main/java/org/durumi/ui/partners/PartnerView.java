package org.durumi.ui.partners;

import java.util.NoSuchElementException;
import java.util.UUID;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.access.StaffDirectory;
import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.partners.KeyCustody;
import org.durumi.partners.KeyWarnings;
import org.durumi.partners.NoticeAddress;
import org.durumi.partners.Partner;
import org.durumi.partners.PartnerKeys;
import org.durumi.partners.Partners;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.shell.AddressId;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;
import org.durumi.ui.shell.StepUpCard;

/** One partner: what it helps with, and its keys. */
@Route(value = Routes.PARTNERS, layout = MainLayout.class)
@RolesAllowed({ "CASEWORKER", "COORDINATOR", "SUPERVISOR", "ADMIN" })
final class PartnerView extends Div implements HasUrlParameter<String> {

	private final transient Partners partners;

	private final transient PartnerKeys keys;

	private final transient KeyCustody custody;

	private final transient KeyWarnings warnings;

	private final transient StaffDirectory staff;

	PartnerView(Partners partners, PartnerKeys keys, KeyCustody custody, KeyWarnings warnings, StaffDirectory staff) {
		this.partners = partners;
		this.keys = keys;
		this.custody = custody;
		this.warnings = warnings;
		this.staff = staff;
		addClassNames("page", "partner-page");
	}

	static String path(UUID partner) {
		return Routes.PARTNERS + "/" + partner;
	}

	@Override
	public void setParameter(BeforeEvent event, String parameter) {
		show(AddressId.of(parameter));
	}

	private void show(UUID id) {
		Partner partner = this.partners.find(id)
			.orElseThrow(() -> new NoSuchElementException("no partner has this id"));
		Actor actor = Actors.require();
		removeAll();
		Div head = new Div(new H1(partner.name()));
		head.addClassName("page-head");
		if (actor.is(Role.ADMIN)) {
			Button edit = new Button(Texts.text("partners.edit"),
					(click) -> new PartnerForm(this.partners, partner, () -> show(id)).open());
			head.add(edit);
		}
		add(new Anchor(Routes.PARTNERS, Texts.text("partners.title")), head, facts(partner));
		if (!actor.isFresh()) {
			add(new StepUpCard(path(id), Texts.text("partners.stepUp"), this.staff));
		}
		add(new KeySection(partner, this.keys.of(id), this.custody, this.warnings, this.staff.names(), () -> show(id)));
	}

	private Section facts(Partner partner) {
		DescriptionList facts = new DescriptionList();
		facts.addClassName("partner-facts");
		fact(facts, "partners.functions", PartnerText.functions(partner));
		fact(facts, "partners.regions", PartnerText.regions(partner));
		fact(facts, "partners.language",
				this.partners.contactLanguage(partner.id()).map(Texts::text).orElse(Texts.text("partners.notSaid")));
		fact(facts, "partners.notices",
				this.partners.noticeAddress(partner.id())
					.map(NoticeAddress::value)
					.orElse(Texts.text("partners.notSaid")));
		Section section = new Section(new Tag(partner.enabled() ? Tone.GOOD : Tone.NEUTRAL,
				Texts.text(partner.enabled() ? "partners.open" : "partners.closed")), facts);
		section.addClassName("card");
		return section;
	}

	private static void fact(DescriptionList facts, String key, String value) {
		facts.add(new DescriptionList.Term(Texts.text(key)), new DescriptionList.Description(value));
	}

}
