package org.durumi.ui.inbound;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import org.durumi.cases.Stage;
import org.durumi.people.DuplicateMatch;
import org.durumi.reference.CaseId;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.people.MatchList;
import org.jspecify.annotations.Nullable;

/** Cases of the reader's that may be hers, each of which can take her in. */
final class CandidatesSection extends Section {

	/**
	 * Makes the section.
	 * @param stages where those cases are
	 */
	CandidatesSection(List<DuplicateMatch> matches, Map<CaseId, Stage> stages, Consumer<DuplicateMatch> accept) {
		addClassNames("card", "found");
		if (matches.isEmpty()) {
			add(new H2(Texts.text("register.noMatch")), new Paragraph(Texts.text("register.noMatch.what")));
			return;
		}
		add(new H2(Texts.text("register.matches", matches.size())), new Paragraph(Texts.text("inbound.matches.what")),
				new MatchList(matches, (match) -> acts(match, stages.get(match.caseId()), accept)));
	}

	/** A case that is closed takes nobody in before it is opened again. */
	private static List<Component> acts(DuplicateMatch match, @Nullable Stage stage, Consumer<DuplicateMatch> accept) {
		if (stage == null) {
			return List.of();
		}
		Tag where = new Tag(stage.isOpen() ? Tone.CURRENT : Tone.NEUTRAL, Texts.text(stage));
		return List.of(where, stage.isOpen() ? take(match, accept) : new Span(Texts.text("inbound.accept.notOpen")));
	}

	private static Button take(DuplicateMatch match, Consumer<DuplicateMatch> accept) {
		Button take = new Button(Texts.text("inbound.accept.existing"), (click) -> accept.accept(match));
		take.addThemeVariants(ButtonVariant.SMALL);
		take.setAriaLabel(Texts.text("records.of", Texts.text("inbound.accept.existing"), match.codeName()));
		return take;
	}

}
