package org.durumi.ui.kit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveObserver;
import org.durumi.drafts.DraftKey;
import org.durumi.reference.TextRefused;
import org.durumi.ui.i18n.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A form of one topic, made from declared fields: labels, hints, rules, a summary of what
 * is wrong, the state of saving, and one question before unsaved work is left.
 * <p>
 * What is typed lives on the server as long as the page does, or as a draft where
 * {@link #keepDrafts} says so; nothing is kept in the browser.
 *
 * @param <T> the record it makes
 */
public final class RecordForm<T> extends Section implements BeforeLeaveObserver, Drafted {

	private final transient Map<Field<?>, Editor<?>> editors = new LinkedHashMap<>();

	private final transient Map<Field<?>, Function<Values, Optional<String>>> rules = new LinkedHashMap<>();

	private final transient Function<Values, T> toRecord;

	private final ErrorSummary errors = new ErrorSummary();

	private final SaveState state = new SaveState();

	private final Div actions = new Div();

	private final transient List<Runnable> typed = new ArrayList<>();

	private @Nullable DraftKeeper keeper;

	private transient BooleanSupplier wanted = () -> true;

	private boolean changed;

	public RecordForm(String titleKey, Function<Values, T> toRecord, Field<?>... fields) {
		this(titleKey, toRecord, List.of(fields));
	}

	/**
	 * Creates an empty form.
	 * @param toRecord makes the record from values that passed all rules
	 */
	public RecordForm(String titleKey, Function<Values, T> toRecord, List<Field<?>> fields) {
		this.toRecord = toRecord;
		addClassName("record-form");
		H2 title = new H2(Texts.text(titleKey));
		Div body = new Div();
		body.addClassName("form-fields");
		fields.forEach((field) -> body.add(place(field)));
		this.actions.addClassName("form-actions");
		this.actions.add(this.state);
		add(title, this.errors, body, this.actions);
	}

	/**
	 * Adds a button that calls back with the record when everything holds.
	 * @param actKey the act as a verb
	 */
	public RecordForm<T> onSubmit(String actKey, Consumer<T> act) {
		Button submit = new ActButton(Texts.text(actKey), () -> {
			if (this.wanted.getAsBoolean()) {
				read().ifPresent(act);
			}
		});
		submit.addThemeVariants(ButtonVariant.PRIMARY);
		this.actions.addComponentAsFirst(submit);
		return this;
	}

	/** Fills the fields; what has no value is emptied. Filled is not changed. */
	public void fill(Values values) {
		this.editors.forEach((field, editor) -> fill(field, values));
		this.changed = false;
	}

	/** The record, if everything holds; else the person is shown what does not. */
	public Optional<T> read() {
		Map<Component, String> problems = new LinkedHashMap<>();
		Values values = new Values();
		this.editors.keySet().forEach((field) -> check(field, values, problems));
		if (problems.isEmpty()) {
			this.rules.forEach((field, rule) -> rule.apply(values).ifPresent((sentence) -> {
				editor(field).refuse(sentence);
				problems.put(editor(field).component(), sentence);
			}));
		}
		this.errors.show(problems);
		if (!problems.isEmpty()) {
			return Optional.empty();
		}
		try {
			return Optional.of(this.toRecord.apply(values));
		}
		catch (TextRefused refused) {
			// what a field cannot judge by itself, such as a length in characters of two
			// units
			refuse(List.of(Texts.text(Texts.key(refused.reason()), refused.max())));
			return Optional.empty();
		}
	}

	/** Shows a refusal that only the server could find, at its field. */
	public void refuse(Field<?> field, String sentence) {
		Editor<?> editor = editor(field);
		editor.refuse(sentence);
		this.errors.show(Map.of(editor.component(), sentence));
		this.state.failed();
	}

	/** Shows refusals that belong to no one field. */
	public void refuse(Collection<String> sentences) {
		Map<Component, String> problems = new LinkedHashMap<>();
		sentences.forEach((sentence) -> problems.put(new Span(sentence), sentence));
		this.errors.show(problems);
		this.state.failed();
	}

	/**
	 * Adds a rule that looks at several fields.
	 * @param field where it is said
	 * @param rule the sentence if it does not hold
	 */
	public RecordForm<T> rule(Field<?> field, Function<Values, Optional<String>> rule) {
		this.rules.put(field, rule);
		return this;
	}

	/** Adds a button beside the others, such as one that leaves the form. */
	public RecordForm<T> beside(Component action) {
		this.actions.add(action);
		return this;
	}

	/** Says that what is in the form is kept. */
	public void saved(Instant at) {
		this.changed = false;
		this.state.saved(at);
		if (this.keeper != null) {
			this.keeper.done();
		}
	}

	/** Keeps what is typed here as a draft, and offers what was kept. */
	public RecordForm<T> keepDrafts(DraftKey key) {
		DraftKeeper own = new DraftKeeper(key).keep("form", this);
		addComponentAtIndex(1, own);
		return keptBy(own);
	}

	/** Tells somebody else's keeper when this form is saved or left. */
	public RecordForm<T> keptBy(DraftKeeper keeper) {
		this.keeper = keeper;
		return this;
	}

	/** Takes nothing any more once this says so. */
	void takeWhile(BooleanSupplier wanted) {
		this.wanted = wanted;
	}

	/** Nothing that was typed here is wanted any more. */
	void discard() {
		this.changed = false;
		if (this.keeper != null) {
			this.keeper.done();
		}
	}

	@Override
	public Map<String, String> typed() {
		Map<String, String> typed = new LinkedHashMap<>();
		this.editors.forEach((field, editor) -> editor.typed().ifPresent((text) -> typed.put(field.toString(), text)));
		return typed;
	}

	@Override
	public void restore(Map<String, String> typed) {
		this.editors.forEach((field, editor) -> editor.restore(Optional.ofNullable(typed.get(field.toString()))));
		this.changed = true;
		this.state.unsaved();
	}

	@Override
	public void onTyped(Runnable typed) {
		this.typed.add(typed);
	}

	/** Says that it is not kept; it stays in the form. */
	public void notSaved() {
		this.state.failed();
	}

	@Override
	public boolean isChanged() {
		return this.changed;
	}

	@Override
	public void beforeLeave(BeforeLeaveEvent event) {
		if (!this.changed) {
			return;
		}
		BeforeLeaveEvent.ContinueNavigationAction leave = event.postpone();
		askToLeave(leave::proceed, leave::cancel);
	}

	/** Asks whether what was typed may be lost. */
	void askToLeave(Runnable leave, Runnable stay) {
		ConfirmDialog question = new ConfirmDialog(Texts.text("kit.leave"), Texts.text("kit.leave.what"),
				Texts.text("kit.leave.yes"), (confirm) -> {
					discard();
					leave.run();
				});
		question.setCancelable(true);
		question.setCancelText(Texts.text("kit.leave.no"));
		question.addCancelListener((cancel) -> stay.run());
		question.open();
	}

	private <V> Component place(Field<V> field) {
		Editor<V> editor = field.newEditor();
		editor.onChange(() -> {
			this.changed = true;
			this.state.unsaved();
			editor.accept();
			this.typed.forEach(Runnable::run);
		});
		this.editors.put(field, editor);
		Component component = editor.component();
		if (component instanceof HasValue<?, ?> input) {
			input.setRequiredIndicatorVisible(field.isRequired());
		}
		if (field.isWide()) {
			component.getElement().getClassList().add("wide");
		}
		return component;
	}

	private <V> void fill(Field<V> field, Values values) {
		editor(field).write(values.find(field));
	}

	private <V> void check(Field<V> field, Values values, Map<Component, String> problems) {
		Editor<V> editor = editor(field);
		Optional<String> problem = field.problem(editor);
		problem.ifPresentOrElse((sentence) -> {
			editor.refuse(sentence);
			problems.put(editor.component(), sentence);
		}, () -> {
			editor.accept();
			values.with(field, editor.read());
		});
	}

	// a field's editor is put by place(), under the field that made it
	@SuppressWarnings("unchecked")
	private <V> Editor<V> editor(Field<V> field) {
		return (Editor<V>) Objects.requireNonNull(this.editors.get(field), "the form has no such field");
	}

}
