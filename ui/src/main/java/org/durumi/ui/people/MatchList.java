package org.durumi.ui.people;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import org.durumi.people.DuplicateMatch;
import org.durumi.people.IdentityField;
import org.durumi.people.PersonField;
import org.durumi.people.SafeContactField;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.shell.Routes;

/**
 * Cases of the reader's that may be the same person's: by code name, with the fields that
 * speak for it and nothing that stands in them.
 */
public final class MatchList extends UnorderedList {

	/**
	 * Makes the list.
	 * @param acts what can be done with each, beside it
	 */
	public MatchList(List<DuplicateMatch> matches, Function<DuplicateMatch, List<Component>> acts) {
		addClassName("plain-list");
		matches.forEach((match) -> add(item(match, acts.apply(match))));
	}

	private static ListItem item(DuplicateMatch match, List<Component> acts) {
		Tone tone = switch (match.strength()) {
			case SAME -> Tone.DANGER;
			case CLOSE -> Tone.ATTENTION;
			case PARTIAL -> Tone.NEUTRAL;
		};
		String fields = match.fields().stream().map(MatchList::label).sorted().collect(Collectors.joining(", "));
		Div line = new Div(new Anchor(Routes.CASES + "/" + match.caseId(), match.codeName()),
				new Tag(tone, Texts.text(match.strength())), new Span(Texts.text("register.match.by", fields)));
		line.add(acts);
		line.addClassName("task-line");
		return new ListItem(line);
	}

	private static String label(PersonField field) {
		return switch (field) {
			case IdentityField identity -> Texts.text(identity);
			case SafeContactField contact -> Texts.text(contact);
		};
	}

}
