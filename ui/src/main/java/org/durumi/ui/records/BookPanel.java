package org.durumi.ui.records;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.durumi.cases.BookEntry;
import org.durumi.cases.BookOutcome;
import org.durumi.cases.CaseRecord;
import org.durumi.cases.RecordBook;
import org.durumi.drafts.DraftKey;
import org.durumi.reference.CaseId;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.FormDialog;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.RecordView;
import org.durumi.ui.kit.Values;

/**
 * The panel of one kind of record: how many there are, opened when asked, added and
 * changed in a form.
 *
 * @param <T> the record
 */
public final class BookPanel<T extends CaseRecord> implements CasePanel {

	/** Keeps a new record. */
	@FunctionalInterface
	public interface Adder<T> {

		/** Keeps it, or says why not. */
		BookOutcome<T> add(CaseId caseId, Values values, T content);

	}

	/**
	 * Something that is done with a record at one tap.
	 *
	 * @param labelKey the act as a verb
	 * @param isOpen whether it comes next
	 */
	public record Step<T>(String labelKey, Predicate<T> isOpen, BiFunction<CaseId, BookEntry<T>, BookOutcome<T>> act) {
	}

	private final String anchor;

	private final int order;

	private final RecordBook<T> book;

	private final BookForm<T> form;

	private final Adder<T> adder;

	private final List<Step<T>> steps;

	/** A panel whose records are added as they are. */
	public BookPanel(String anchor, int order, RecordBook<T> book, BookForm<T> form) {
		this(anchor, order, book, form, (caseId, values, content) -> book.add(caseId, content), List.of());
	}

	public BookPanel(String anchor, int order, RecordBook<T> book, BookForm<T> form, Adder<T> adder,
			List<Step<T>> steps) {
		this.anchor = anchor;
		this.order = order;
		this.book = book;
		this.form = form;
		this.adder = adder;
		this.steps = List.copyOf(steps);
	}

	@Override
	public String anchor() {
		return this.anchor;
	}

	@Override
	public int order() {
		return this.order;
	}

	@Override
	public boolean isFor(CaseId caseId) {
		return this.book.mayRead(caseId);
	}

	@Override
	public Component create(CaseId caseId, Runnable changed) {
		return new Shown(caseId, changed).frame;
	}

	/** The panel on one page. */
	private final class Shown {

		private final PanelFrame frame = new PanelFrame(BookPanel.this.anchor, BookPanel.this.form.titleKey());

		private final CaseId caseId;

		private final Runnable changed;

		private final boolean writable;

		private final Button toggle;

		private boolean open;

		private Shown(CaseId caseId, Runnable changed) {
			this.caseId = caseId;
			this.changed = changed;
			this.writable = BookPanel.this.book.mayWrite(caseId);
			this.toggle = this.frame.act("records.show", this::toggle);
			this.toggle.addThemeVariants(ButtonVariant.TERTIARY);
			if (this.writable) {
				this.frame.act("records.add", () -> edit(Optional.empty()));
			}
			count();
		}

		private void count() {
			int count = BookPanel.this.book.count(this.caseId);
			this.toggle.setVisible(count > 0);
			if (count == 0) {
				this.frame.say(Texts.text(this.writable ? "records.none.add" : "records.none"));
			}
			else {
				this.frame.say(Texts.text("records.count", count));
			}
		}

		private void toggle() {
			this.open = !this.open;
			this.toggle.setText(Texts.text(this.open ? "records.hide" : "records.show"));
			if (this.open) {
				read();
			}
			else {
				this.frame.empty();
			}
		}

		private void read() {
			List<BookEntry<T>> entries = BookPanel.this.book.open(this.caseId);
			this.frame.show(entries.stream().map(this::entry).toArray(Component[]::new));
		}

		private Component entry(BookEntry<T> entry) {
			Article article = new Article();
			article.addClassName("record");
			article
				.add(new RecordView(BookPanel.this.form.shown(), BookPanel.this.form.write().apply(entry.content())));
			Div foot = new Div(new Span(Texts.text("records.kept", Dates.moment(entry.recordedAt()))));
			foot.addClassName("record-foot");
			if (this.writable) {
				BookPanel.this.steps.stream()
					.filter((step) -> step.isOpen().test(entry.content()))
					.forEach((step) -> foot.add(stepButton(step, entry)));
				Button change = new Button(Texts.text("records.change"), (click) -> edit(Optional.of(entry)));
				change.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
				foot.add(change);
			}
			article.add(foot);
			return article;
		}

		private Button stepButton(Step<T> step, BookEntry<T> entry) {
			Button button = new Button(Texts.text(step.labelKey()), (click) -> {
				switch (step.act().apply(this.caseId, entry)) {
					case BookOutcome.Kept<T> kept -> afterKeeping();
					case BookOutcome.Refused<T> refused -> Notices.refused(sentences(refused));
				}
			});
			button.addThemeVariants(ButtonVariant.SMALL);
			return button;
		}

		private void edit(Optional<BookEntry<T>> seen) {
			BookForm<T> how = BookPanel.this.form;
			FormDialog dialog = new FormDialog(Texts.text(how.titleKey()), "44rem");
			List<Values> filled = new ArrayList<>();
			RecordForm<T> form = new RecordForm<>(how.titleKey(), (values) -> {
				filled.clear();
				filled.add(values);
				return how.read().read(values, seen.map(BookEntry::content));
			}, seen.isPresent() ? how.changeable() : how.fields());
			form.fill(seen.map((entry) -> how.write().apply(entry.content())).orElseGet(how.blank()));
			DraftKey draft = DraftKey.of(how.titleKey(), this.caseId, BookPanel.this.book.compartment());
			form.keepDrafts(seen.map((entry) -> draft.changing(entry.id())).orElse(draft));
			form.onSubmit("kit.save", (content) -> {
				BookOutcome<T> outcome = seen.map((entry) -> BookPanel.this.book.change(this.caseId, entry, content))
					.orElseGet(() -> BookPanel.this.adder.add(this.caseId, filled.getFirst(), content));
				switch (outcome) {
					case BookOutcome.Kept<T> kept -> {
						form.saved(Instant.now());
						dialog.close();
						afterKeeping();
					}
					case BookOutcome.Refused<T> refused -> form.refuse(sentences(refused));
				}
			});
			dialog.hold(form);
			dialog.open();
		}

		private void afterKeeping() {
			Notices.kept();
			count();
			if (this.open) {
				read();
			}
			this.changed.run();
		}

	}

	private static Collection<String> sentences(BookOutcome.Refused<?> refused) {
		return refused.reasons().stream().sorted().map(Texts::text).collect(Collectors.toList());
	}

}
