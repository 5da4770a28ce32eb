package org.durumi.ui.kit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.jspecify.annotations.Nullable;

/**
 * One stream of what happened, newest first, a page at a time: older entries are fetched
 * when asked for.
 */
public final class Timeline extends Div {

	/** Fetches entries, newest first. */
	@FunctionalInterface
	public interface Source {

		/** At most {@code limit} entries after the first {@code offset}. */
		List<Entry> fetch(int offset, int limit);

	}

	/**
	 * One thing that happened.
	 *
	 * @param kind the word for this kind of entry, such as "Contact"
	 * @param title what happened, in one line
	 * @param who by whom; absent for the system
	 * @param detail more about it, such as a {@link SealedText}
	 */
	public record Entry(Instant at, Tone tone, String kind, String title, @Nullable String who,
			@Nullable Component detail) {

		public Entry(Instant at, Tone tone, String kind, String title, @Nullable String who) {
			this(at, tone, kind, title, who, null);
		}

	}

	private static final int PAGE = 20;

	private final transient Source source;

	private final OrderedList list = new OrderedList();

	private final Button older = new Button(Texts.text("kit.timeline.older"), (click) -> fetchMore());

	private final Paragraph nothing = new Paragraph(Texts.text("kit.timeline.nothing"));

	private @Nullable LocalDate lastDay;

	private int shown;

	public Timeline(Source source) {
		this.source = source;
		addClassName("timeline");
		this.older.addThemeVariants(ButtonVariant.TERTIARY);
		add(this.list, this.nothing, this.older);
		refresh();
	}

	/** Begins again with the newest entries. */
	public void refresh() {
		this.list.removeAll();
		this.shown = 0;
		this.lastDay = null;
		fetchMore();
	}

	private void fetchMore() {
		// one more than is shown tells whether there are older ones
		List<Entry> entries = this.source.fetch(this.shown, PAGE + 1);
		entries.stream().limit(PAGE).forEach(this::append);
		this.shown += Math.min(entries.size(), PAGE);
		this.older.setVisible(entries.size() > PAGE);
		this.nothing.setVisible(this.shown == 0);
	}

	private void append(Entry entry) {
		LocalDate day = Dates.dayOf(entry.at());
		if (!day.equals(this.lastDay)) {
			this.lastDay = day;
			ListItem heading = new ListItem(Dates.day(day));
			heading.addClassName("timeline-day");
			this.list.add(heading);
		}
		this.list.add(item(entry));
	}

	private static ListItem item(Entry entry) {
		Span kind = new Span(entry.kind());
		kind.addClassName("timeline-kind");
		Span time = new Span(Dates.time(entry.at()));
		time.addClassName("timeline-time");
		Div head = new Div(kind, time);
		head.addClassName("timeline-head");
		if (entry.who() != null) {
			Span who = new Span(entry.who());
			who.addClassName("timeline-who");
			head.add(who);
		}
		Span title = new Span(entry.title());
		title.addClassName("timeline-title");
		ListItem item = new ListItem(head, title);
		item.addClassNames("timeline-entry", entry.tone().className());
		if (entry.detail() != null) {
			item.add(entry.detail());
		}
		return item;
	}

}
