package org.durumi.ui.glance;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.review.AccessComparison;
import org.durumi.review.AccessComparison.Reach;
import org.durumi.review.Accesses;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.EmptyState;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;

/**
 * Where a supervisor sees at a glance who looks into cases at unusual hours or far more
 * than the others. Each figure leads to that person's entries of these days.
 */
@Route(value = Routes.REVIEW_GLANCE, layout = MainLayout.class)
@Menu(title = "glance.title", order = 3.9, icon = "vaadin:grid-small")
@RolesAllowed("SUPERVISOR")
final class GlanceView extends Div {

	private final transient AccessComparison comparison;

	private final Div body = new Div();

	GlanceView(AccessComparison comparison) {
		this.comparison = comparison;
		addClassNames("page", "glance-page");
		Paragraph what = new Paragraph(Texts.text("glance.what"));
		what.addClassName("statistics-rule");
		RadioButtonGroup<Reach> reach = new RadioButtonGroup<>(Texts.text("glance.reach"));
		reach.setItems(Reach.values());
		reach.setItemLabelGenerator(Texts::text);
		reach.setValue(Reach.WEEK);
		reach.addValueChangeListener((change) -> show(change.getValue()));
		add(new H1(Texts.text("glance.title")), what, reach, this.body);
		show(Reach.WEEK);
	}

	private void show(Reach reach) {
		Accesses accesses = this.comparison.upToToday(reach);
		this.body.removeAll();
		if (accesses.people().isEmpty()) {
			this.body.add(new EmptyState("glance.none", "glance.none.what",
					new Anchor(Routes.AUDIT, Texts.text("review.title"))));
			return;
		}
		Paragraph days = new Paragraph(Texts.text("glance.days", Dates.day(accesses.from()), Dates.day(accesses.to()),
				accesses.zone().getId()));
		days.getElement().setAttribute("role", "status");
		this.body.add(days, new HeatMap(accesses, this.comparison.settings()), new PeopleCompared(accesses),
				new CasesCompared(accesses));
	}

}
