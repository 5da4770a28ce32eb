package org.durumi.ui.staff;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.access.Approval;
import org.durumi.access.Roster;
import org.durumi.access.StaffAdministration;
import org.durumi.access.StaffDirectory;
import org.durumi.access.StaffMember;
import org.durumi.staff.StaffChanges;
import org.durumi.staff.StaffRequest;
import org.durumi.staff.StaffRequests;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.ActButton;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.FormDialog;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.StaffRequestText;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;
import org.durumi.ui.shell.StepUpCard;
import org.springframework.dao.DuplicateKeyException;

/**
 * The people of the organisation and of its partners: who they are, whether they can sign
 * in, and where Durumi and Keycloak disagree.
 */
@Route(value = Routes.STAFF, layout = MainLayout.class)
@Menu(title = "staff.title", order = 5, icon = "vaadin:users")
@RolesAllowed("ADMIN")
final class StaffView extends Div {

	private static final Field<String> PARTNER = Field.text("staff.partner.name", StaffAdministration.MAX_ORGANISATION)
		.required();

	private final transient StaffAdministration administration;

	private final transient StaffRequests requests;

	private final transient StaffChanges changes;

	private final transient StaffDirectory staff;

	private final transient Map<UUID, String> teams;

	private final transient Clock clock;

	private final Div body = new Div();

	StaffView(StaffAdministration administration, StaffRequests requests, StaffChanges changes, StaffDirectory staff,
			Clock clock) {
		this.administration = administration;
		this.requests = requests;
		this.changes = changes;
		this.staff = staff;
		this.clock = clock;
		this.teams = staff.teams();
		addClassNames("page", "staff-page");
		Div head = new Div(new H1(Texts.text("staff.title")));
		head.addClassName("page-head");
		if (administration.isFactorFresh()) {
			Button partner = new Button(Texts.text("staff.partner"), (click) -> addPartner());
			Button invite = new Button(Texts.text("staff.invite"),
					(click) -> new InviteForm(administration, requests, this.teams, this::refresh).open());
			invite.addThemeVariants(ButtonVariant.PRIMARY);
			invite.getElement().setAttribute("data-shortcut", "new");
			Div acts = new Div(partner, invite);
			acts.addClassName("staff-acts");
			head.add(acts);
		}
		add(head);
		if (!administration.isFactorFresh()) {
			add(new StepUpCard(Routes.STAFF, Texts.text("staff.stepUp"), staff));
		}
		add(this.body);
		refresh();
	}

	private void refresh() {
		Roster roster = this.administration.roster();
		this.body.removeAll();
		if (!roster.complete()) {
			Paragraph away = new Paragraph(Texts.text("staff.incomplete"));
			away.addClassName("emergency-consequence");
			away.getElement().setAttribute("role", "status");
			this.body.add(away);
		}
		if (!roster.strangers().isEmpty()) {
			Paragraph strangers = new Paragraph(Texts.text("staff.strangers", String.join(", ", roster.strangers())));
			strangers.addClassName("emergency-consequence");
			strangers.getElement().setAttribute("role", "alert");
			this.body.add(strangers);
		}
		List<StaffRequest> underWay = this.requests.underWay();
		if (!underWay.isEmpty()) {
			this.body.add(underWay(underWay));
		}
		groups(roster).forEach((organisation, people) -> this.body.add(group(organisation, people)));
	}

	/**
	 * Her own organisation's people first; an organisation without people is one, too.
	 */
	private Map<String, List<Roster.Person>> groups(Roster roster) {
		Map<String, List<Roster.Person>> groups = new LinkedHashMap<>();
		this.administration.organisations()
			.forEach((organisation) -> groups.put(organisation.name(), new ArrayList<>()));
		roster.people()
			.forEach(
					(person) -> groups.computeIfAbsent(person.organisation(), (name) -> new ArrayList<>()).add(person));
		return groups;
	}

	/** What was asked and waits, for the second person's word or for hers. */
	private Section underWay(List<StaffRequest> requests) {
		StaffRequestText words = new StaffRequestText(this.staff);
		UnorderedList list = new UnorderedList();
		list.addClassName("plain-list");
		requests.forEach((request) -> list.add(new ListItem(underWay(request, words))));
		Section section = new Section(new H2(Texts.text("staff.underWay")), list);
		section.addClassNames("card", "staff-requests");
		return section;
	}

	private Div underWay(StaffRequest request, StaffRequestText words) {
		Approval approval = request.approval();
		Span what = new Span(words.of(request));
		what.addClassName("staff-name");
		Div line = new Div(what);
		line.addClassName("task-line");
		UUID agreedBy = approval.decidedBy();
		if (agreedBy == null || !approval.permitsAt(this.clock.instant())) {
			line.add(new Tag(Tone.ATTENTION, Texts.text("staff.waits")));
			return line;
		}
		line.add(new Tag(Tone.GOOD, Texts.text("staff.agreed", words.name(agreedBy))));
		if (this.administration.isFactorFresh()) {
			Button complete = new ActButton(Texts.text("staff.complete"), () -> {
				StaffOutcomes.tell(this.changes.complete(approval.id()));
				refresh();
			});
			complete.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.PRIMARY);
			complete.setAriaLabel(Texts.text("records.of", Texts.text("staff.complete"), words.of(request)));
			line.add(complete);
		}
		return line;
	}

	private Section group(String organisation, List<Roster.Person> people) {
		UnorderedList list = new UnorderedList();
		list.addClassName("plain-list");
		people.forEach((person) -> list.add(item(person)));
		Section section = new Section(new H2(organisation),
				people.isEmpty() ? new Paragraph(Texts.text("staff.noPeople")) : list);
		section.addClassNames("card", "staff-group");
		return section;
	}

	private ListItem item(Roster.Person person) {
		StaffMember member = person.member();
		Span name = new Span(member.name());
		name.addClassName("staff-name");
		Span username = new Span((person.account() != null) ? person.account().username() : "–");
		username.addClassName("staff-username");
		Div who = new Div(name, username);
		who.addClassName("staff-who");
		Div what = new Div(
				new Span(member.roles().stream().sorted().map(Texts::text).collect(Collectors.joining(", "))),
				new Span((person.team() != null) ? person.team() : ""));
		what.addClassName("staff-what");
		Instant last = person.lastSignIn();
		Span signIn = new Span(
				(last != null) ? Texts.text("staff.lastSignIn", Dates.moment(last)) : Texts.text("staff.never"));
		Button manage = new Button(Texts.text("staff.manage"),
				(click) -> new PersonDialog(this.administration, this.requests, person, this::refresh).open());
		manage.addThemeVariants(ButtonVariant.SMALL);
		manage.setAriaLabel(Texts.text("records.of", Texts.text("staff.manage"), member.name()));
		Div line = new Div(who, what, states(person), signIn, manage);
		line.addClassName("staff-line");
		return new ListItem(line);
	}

	private static Div states(Roster.Person person) {
		Div states = new Div();
		states.addClassName("staff-states");
		if (!person.member().active()) {
			states.add(new Tag(Tone.NEUTRAL, Texts.text("staff.shutOut")));
		}
		else if (person.account() != null && person.account().pending()) {
			states.add(new Tag(Tone.ATTENTION, Texts.text("staff.pending")));
		}
		person.disagreements().stream().sorted().forEach((one) -> states.add(new Tag(Tone.DANGER, Texts.text(one))));
		return states;
	}

	private void addPartner() {
		FormDialog dialog = new FormDialog(Texts.text("staff.partner"), "34rem");
		RecordForm<Values> form = new RecordForm<>("staff.partner", (values) -> values, List.<Field<?>>of(PARTNER));
		form.onSubmit("staff.partner.act", (values) -> {
			try {
				StaffOutcomes.refusal(this.administration.addPartner(values.get(PARTNER)))
					.ifPresentOrElse((sentence) -> form.refuse(Set.of(sentence)), () -> {
						form.saved(Instant.now());
						dialog.close();
						refresh();
					});
			}
			catch (DuplicateKeyException known) {
				form.refuse(PARTNER, Texts.text("staff.partner.known"));
			}
		});
		dialog.hold(form);
		dialog.open();
	}

}
