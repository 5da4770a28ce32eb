package org.durumi.ui.people;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import org.durumi.access.CaseAct;
import org.durumi.drafts.DraftKey;
import org.durumi.people.ChangeOutcome;
import org.durumi.people.PersonField;
import org.durumi.people.Snapshot;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.ConflictView;
import org.durumi.ui.kit.FormDialog;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.SealedText;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.CasePanel;
import org.durumi.ui.records.Notices;
import org.durumi.ui.records.PanelFrame;
import org.durumi.ui.records.Permissions;

/**
 * Fields that are revealed one by one and changed together. Who meets another's change of
 * the same fields chooses field by field.
 *
 * @param <F> the fields
 * @param <D> how they are written down
 */
final class PersonPanel<F extends Enum<F> & PersonField, D> implements CasePanel {

	/**
	 * What the panel does.
	 *
	 * @param reveal opens one field, an audited event
	 * @param open opens all to be edited, an audited event
	 * @param toForm what the form shows
	 * @param fromForm what the form says, given what was there before
	 * @param fromValues the sealed fields as written down
	 */
	record Acts<F extends Enum<F> & PersonField, D>(BiFunction<CaseId, F, String> reveal,
			Function<CaseId, Snapshot<F>> open, Change<F, D> change, Function<D, Values> toForm,
			BiFunction<D, Map<F, String>, D> fromForm, Function<Map<F, String>, D> fromValues,
			java.util.function.Supplier<RecordForm<D>> form) {
	}

	/** Keeps what was edited. */
	@FunctionalInterface
	interface Change<F extends Enum<F> & PersonField, D> {

		ChangeOutcome<F> change(CaseId caseId, Snapshot<F> seen, D edited);

	}

	private final String anchor;

	private final String titleKey;

	private final int order;

	private final Class<F> type;

	private final Acts<F, D> acts;

	private final Permissions permissions;

	PersonPanel(String anchor, String titleKey, int order, Class<F> type, Acts<F, D> acts, Permissions permissions) {
		this.anchor = anchor;
		this.titleKey = titleKey;
		this.order = order;
		this.type = type;
		this.acts = acts;
		this.permissions = permissions;
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
		return this.permissions.may(caseId, CaseAct.REVEAL_IDENTITY);
	}

	@Override
	public Component create(CaseId caseId, Runnable changed) {
		PanelFrame frame = new PanelFrame(this.anchor, this.titleKey);
		frame.say(Texts.text("people.masked"));
		Component[] fields = Arrays.stream(this.type.getEnumConstants())
			.map((field) -> new SealedText(Texts.key(field),
					() -> PersonText.of(field, this.acts.reveal().apply(caseId, field))))
			.toArray(Component[]::new);
		frame.show(fields);
		if (this.permissions.may(caseId, CaseAct.WORK)) {
			frame.act("records.change", () -> edit(caseId, fields, changed));
		}
		return frame;
	}

	private void edit(CaseId caseId, Component[] fields, Runnable changed) {
		Snapshot<F> seen = this.acts.open().apply(caseId);
		FormDialog dialog = new FormDialog(Texts.text(this.titleKey), "48rem");
		RecordForm<D> form = this.acts.form().get();
		form.fill(this.acts.toForm().apply(this.acts.fromValues().apply(seen.values())));
		form.keepDrafts(DraftKey.of(this.titleKey, caseId, Compartment.IDENTITY));
		form.onSubmit("kit.save",
				(edited) -> save(caseId, seen, this.acts.fromForm().apply(edited, seen.values()), form, dialog, () -> {
					Arrays.stream(fields).forEach((field) -> ((SealedText) field).mask());
					changed.run();
				}));
		dialog.hold(form);
		dialog.open();
	}

	private void save(CaseId caseId, Snapshot<F> seen, D edited, RecordForm<D> form, Dialog dialog, Runnable kept) {
		switch (this.acts.change().change(caseId, seen, edited)) {
			case ChangeOutcome.Changed<F> done -> {
				form.saved(Instant.now());
				dialog.close();
				Notices.kept();
				if (!done.byOthers().isEmpty()) {
					Notices.tell(Texts.text("people.byOthers", labels(done.byOthers())));
				}
				kept.run();
			}
			case ChangeOutcome.Refused<F> refused ->
				form.refuse(refused.reasons().stream().sorted().map(Texts::text).toList());
			case ChangeOutcome.Conflict<F> conflict -> {
				form.notSaved();
				choose(caseId, conflict, form, dialog, kept);
			}
		}
	}

	/** Shows both versions of each field that two people changed. */
	private void choose(CaseId caseId, ChangeOutcome.Conflict<F> conflict, RecordForm<D> form, Dialog dialog,
			Runnable kept) {
		Map<F, ChangeOutcome.Clash> clashes = new EnumMap<>(this.type);
		clashes.putAll(conflict.clashes());
		List<ConflictView.Difference<F>> differences = clashes.entrySet()
			.stream()
			.map((clash) -> new ConflictView.Difference<>(clash.getKey(), Texts.text(clash.getKey()),
					PersonText.of(clash.getKey(), clash.getValue().theirs()),
					PersonText.of(clash.getKey(), clash.getValue().mine())))
			.toList();
		ConflictView<F> view = new ConflictView<>(differences, (choices) -> {
			Set<F> theirs = choices.entrySet()
				.stream()
				.filter((choice) -> choice.getValue() == ConflictView.Side.THEIRS)
				.map(Map.Entry::getKey)
				.collect(Collectors.toSet());
			save(caseId, conflict.now(), this.acts.fromValues().apply(conflict.keepingTheirs(theirs)), form, dialog,
					kept);
		});
		dialog.removeAll();
		dialog.add(view, new Button(Texts.text("kit.cancel"), (click) -> dialog.close()));
	}

	private String labels(Set<F> fields) {
		return fields.stream().sorted().map(Texts::text).collect(Collectors.joining(", "));
	}

}
