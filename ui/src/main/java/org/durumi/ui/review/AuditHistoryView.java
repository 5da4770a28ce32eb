package org.durumi.ui.review;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.audit.AuditEvent;
import org.durumi.reference.CaseId;
import org.durumi.review.AuditHistory;
import org.durumi.review.AuditHistory.Whose;
import org.durumi.review.AuditRow;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.EmptyState;
import org.durumi.ui.kit.Timeline;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;
import org.jspecify.annotations.Nullable;

/**
 * All that was done about one case, or by one person, day by day: what each entry says,
 * and what stood in fields before and after for whoever may open that.
 */
@Route(value = Routes.AUDIT_HISTORY, layout = MainLayout.class)
@RolesAllowed("SUPERVISOR")
final class AuditHistoryView extends Div implements BeforeEnterObserver {

	/** In the address: a case's id. */
	private static final String CASE = "case";

	/** In the address: a person's id. */
	private static final String PERSON = "person";

	private final transient ReviewActs acts;

	private final transient Map<UUID, String> names;

	/**
	 * Where the history began when it was opened: what comes meanwhile shifts nothing.
	 */
	private transient @Nullable UUID newest;

	private final H1 title = new H1(Texts.text("review.history"));

	private final Div body = new Div();

	AuditHistoryView(ReviewActs acts) {
		this.acts = acts;
		this.names = acts.staff().names();
		addClassNames("page", "audit-history");
		add(this.title, new Anchor(Routes.AUDIT, Texts.text("review.title")), this.body);
	}

	/** A link to what was done about a case. */
	static Anchor ofCase(CaseId id, String text) {
		return new Anchor(Routes.AUDIT_HISTORY + "?" + CASE + "=" + id.value(), text);
	}

	/** A link to what a person did. */
	static Anchor ofPerson(UUID id, String text) {
		return new Anchor(Routes.AUDIT_HISTORY + "?" + PERSON + "=" + id, text);
	}

	@Override
	public void beforeEnter(BeforeEnterEvent event) {
		QueryParameters asked = event.getLocation().getQueryParameters();
		this.body.removeAll();
		this.title.setText(Texts.text("review.history"));
		Optional<Whose> whose = id(asked, CASE).<Whose>map((id) -> new Whose.OfCase(new CaseId(id)))
			.or(() -> id(asked, PERSON).map(Whose.OfPerson::new));
		whose.ifPresentOrElse(this::show, () -> this.body.add(new EmptyState("review.history.none",
				"review.history.none.what", new Anchor(Routes.AUDIT, Texts.text("review.title")))));
	}

	/** An id in the address, if there is one of that name. */
	static Optional<UUID> id(QueryParameters asked, String name) {
		return asked.getSingleParameter(name).flatMap((text) -> {
			try {
				return Optional.of(UUID.fromString(text));
			}
			catch (IllegalArgumentException ex) {
				return Optional.empty();
			}
		});
	}

	private void show(Whose whose) {
		if (whose instanceof Whose.OfPerson one) {
			this.title.setText(Texts.text("review.history.person", this.names.getOrDefault(one.id(), "–")));
		}
		this.body.add(new Paragraph(Texts.text("review.history.what")), new Timeline((offset, limit) -> {
			List<AuditHistory.Act> stretch = this.acts.history()
				.read(whose, (offset > 0) ? this.newest : null, offset, limit);
			if (offset == 0) {
				this.newest = stretch.isEmpty() ? null : stretch.getFirst().row().id();
			}
			if (whose instanceof Whose.OfCase) {
				stretch.stream()
					.map((act) -> act.row().codeName())
					.filter((name) -> name != null)
					.findFirst()
					.ifPresent((name) -> this.title.setText(Texts.text("review.history.case", name)));
			}
			return stretch.stream().map((act) -> entry(whose, act)).toList();
		}));
	}

	private Timeline.Entry entry(Whose whose, AuditHistory.Act act) {
		AuditRow row = act.row();
		return new Timeline.Entry(row.at(), tone(row.outcome()), DetailText.title(row, act.detail()), words(whose, act),
				(whose instanceof Whose.OfCase) ? AuditView.who(row) : null, more(act));
	}

	private static Tone tone(AuditEvent.Outcome outcome) {
		return switch (outcome) {
			case DONE -> Tone.NEUTRAL;
			case DENIED -> Tone.DANGER;
			case FAILED -> Tone.ATTENTION;
		};
	}

	/** What the entry says, in one line. */
	private String words(Whose whose, AuditHistory.Act act) {
		AuditRow row = act.row();
		Stream<String> about = Stream.of((row.outcome() != AuditEvent.Outcome.DONE) ? Texts.text(row.outcome()) : "",
				(whose instanceof Whose.OfPerson && row.codeName() != null) ? row.codeName() : "",
				(row.subjectName() != null && !row.subject().equals(row.actor())) ? row.subjectName() : "",
				(row.compartment() != null) ? Texts.text("Compartment." + row.compartment()) : "");
		Stream<String> said = act.detail()
			.keySet()
			.stream()
			.flatMap((name) -> DetailText.of(name, act.detail(), this.names)
				.map((words) -> Texts.text("review.history.said", Texts.find("review.detail." + name).orElse(name),
						words))
				.stream());
		return Stream.concat(Stream.concat(about, said), Stream.of(act.legible() ? "" : Texts.text("review.illegible")))
			.filter((part) -> !part.isEmpty())
			.collect(Collectors.joining(" · "));
	}

	private Component more(AuditHistory.Act act) {
		Div more = new Div();
		more.addClassName("audit-history-more");
		switch (act.values()) {
			case OPENS -> more.add(ChangedText.of(this.acts, act.row(), this.names));
			case NOT_HERS -> more.add(new Paragraph(Texts.text("review.values.notHers")));
			case NONE -> {
				// nothing to open
			}
		}
		Button open = new Button(Texts.text("review.open"),
				(click) -> this.acts.review()
					.open(act.row().id())
					.ifPresent((entry) -> new EntryDialog(this.acts, entry, this.names, () -> {
					}).open()));
		open.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
		open.setAriaLabel(Texts.text("records.of", Texts.text("review.open"),
				AuditView.action(act.row().action()) + " " + Dates.moment(act.row().at())));
		more.add(open);
		return more;
	}

}
