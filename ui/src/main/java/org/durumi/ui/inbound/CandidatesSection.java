package org.durumi.ui.inbound;

import java.util.List;
import java.util.function.Consumer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import org.durumi.people.DuplicateMatch;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.people.MatchList;

/** Cases of the reader's that may be hers, each of which can take her in. */
final class CandidatesSection extends Section {

	CandidatesSection(List<DuplicateMatch> matches, Consumer<DuplicateMatch> accept) {
		addClassNames("card", "found");
		if (matches.isEmpty()) {
			add(new H2(Texts.text("register.noMatch")), new Paragraph(Texts.text("register.noMatch.what")));
			return;
		}
		add(new H2(Texts.text("register.matches", matches.size())), new Paragraph(Texts.text("inbound.matches.what")),
				new MatchList(matches, (match) -> List.of(take(match, accept))));
	}

	private static Button take(DuplicateMatch match, Consumer<DuplicateMatch> accept) {
		Button take = new Button(Texts.text("inbound.accept.existing"), (click) -> accept.accept(match));
		take.addThemeVariants(ButtonVariant.SMALL);
		take.setAriaLabel(Texts.text("records.of", Texts.text("inbound.accept.existing"), match.codeName()));
		return take;
	}

}
