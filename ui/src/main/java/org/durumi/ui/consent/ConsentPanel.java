package org.durumi.ui.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.durumi.access.CaseAct;
import org.durumi.consent.Consent;
import org.durumi.consent.ConsentEntry;
import org.durumi.consent.ConsentOutcome;
import org.durumi.consent.Consents;
import org.durumi.drafts.DraftKey;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Language;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.FormDialog;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.RecordView;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.CasePanel;
import org.durumi.ui.records.Notices;
import org.durumi.ui.records.PanelFrame;
import org.durumi.ui.records.Permissions;

/** The consent ledger: what was consented to, by which basis, and what was withdrawn. */
@org.springframework.stereotype.Component
final class ConsentPanel implements CasePanel {

	private static final Field<Consent.Purpose> PURPOSE = Field.choice("consent.purpose", Consent.Purpose.class)
		.required();

	private static final Field<Consent.Form> FORM = Field.choice("consent.form", Consent.Form.class).required();

	private static final Field<Language> LANGUAGE = Field.choice("consent.language", Language.class);

	private static final Field<String> VERSION = Field.text("consent.version", Consent.MAX_VERSION);

	private static final Field<LocalDate> GIVEN = Field.day("consent.given").required().notInFuture();

	private static final Field<String> NOTE = Field.longText("consent.note", Consent.MAX_NOTE);

	private static final Field<LocalDate> WITHDRAWN = Field.day("consent.withdrawn").required().notInFuture();

	private static final Field<String> WITHDRAWAL = Field.longText("consent.withdrawal", Consent.MAX_NOTE);

	private static final List<Field<?>> ASKED = List.of(PURPOSE, FORM, LANGUAGE, VERSION, GIVEN, NOTE);

	private static final List<Field<?>> SHOWN = List.of(PURPOSE, FORM, LANGUAGE, VERSION, GIVEN, NOTE, WITHDRAWN,
			WITHDRAWAL);

	private final Consents consents;

	private final Permissions permissions;

	ConsentPanel(Consents consents, Permissions permissions) {
		this.consents = consents;
		this.permissions = permissions;
	}

	@Override
	public String anchor() {
		return "consent";
	}

	@Override
	public int order() {
		return 14;
	}

	/** It is sealed in CORE, which whoever sees the case page holds; others see none. */
	@Override
	public boolean isFor(CaseId caseId) {
		return this.permissions.may(caseId, CaseAct.WORK) || this.permissions.may(caseId, CaseAct.DECIDE);
	}

	@Override
	public Component create(CaseId caseId, Runnable changed) {
		return new Shown(caseId, changed).frame;
	}

	/** The panel on one page. */
	private final class Shown {

		private final PanelFrame frame = new PanelFrame(anchor(), "consent.title");

		private final CaseId caseId;

		private final Runnable changed;

		private final boolean writable;

		private final Button toggle;

		private boolean open;

		private Shown(CaseId caseId, Runnable changed) {
			this.caseId = caseId;
			this.changed = changed;
			this.writable = ConsentPanel.this.permissions.may(caseId, CaseAct.WORK);
			this.toggle = this.frame.act("records.show", this::toggle);
			this.toggle.addThemeVariants(ButtonVariant.TERTIARY);
			if (this.writable) {
				this.frame.act("records.add", this::add);
			}
			count();
		}

		private void count() {
			int count = ConsentPanel.this.consents.sealed(this.caseId).size();
			this.toggle.setVisible(count > 0);
			this.frame.say((count > 0) ? Texts.text("records.count", count)
					: Texts.text(this.writable ? "records.none.add" : "records.none"));
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
			this.frame
				.show(ConsentPanel.this.consents.open(this.caseId).stream().map(this::entry).toArray(Component[]::new));
		}

		private Component entry(ConsentEntry entry) {
			Article article = new Article(new RecordView(SHOWN, values(entry.consent())));
			article.addClassName("record");
			Div foot = new Div(new Span(Texts.text("records.kept", Dates.moment(entry.recordedAt()))));
			foot.addClassName("record-foot");
			if (this.writable && !entry.consent().wasWithdrawn()) {
				Button withdraw = new Button(Texts.text("consent.withdraw"), (click) -> withdraw(entry));
				withdraw.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
				foot.add(withdraw);
			}
			article.add(foot);
			return article;
		}

		private void add() {
			FormDialog dialog = dialog("consent.title");
			RecordForm<Values> form = new RecordForm<>("consent.title", (values) -> values, ASKED);
			form.fill(new Values().with(GIVEN, Dates.today()).with(PURPOSE, Consent.Purpose.SERVICES));
			form.keepDrafts(DraftKey.of("consent.title", this.caseId, Compartment.CORE));
			form.onSubmit("kit.save", (values) -> {
				Consent.Form given = values.get(FORM);
				if (!given.isBasis() && values.find(LANGUAGE).isEmpty()) {
					form.refuse(LANGUAGE, Texts.text("consent.language.needed"));
					return;
				}
				finish(form, dialog,
						ConsentPanel.this.consents.record(this.caseId,
								new Consent(values.get(PURPOSE), given, values.find(LANGUAGE).orElse(null),
										values.find(VERSION).orElse(""), values.get(GIVEN),
										values.find(NOTE).orElse(""))));
			});
			show(dialog, form);
		}

		private void withdraw(ConsentEntry entry) {
			FormDialog dialog = dialog("consent.withdraw.title");
			RecordForm<Values> form = new RecordForm<>("consent.withdraw.title", (values) -> values, WITHDRAWN,
					WITHDRAWAL);
			form.fill(new Values().with(WITHDRAWN, Dates.today()));
			form.keepDrafts(DraftKey.of("consent.withdraw", this.caseId, Compartment.CORE).changing(entry.id()));
			form.onSubmit("consent.withdraw", (values) -> finish(form, dialog, ConsentPanel.this.consents
				.withdraw(this.caseId, entry, values.get(WITHDRAWN), values.find(WITHDRAWAL).orElse(""))));
			show(dialog, form);
		}

		private void finish(RecordForm<?> form, FormDialog dialog, ConsentOutcome outcome) {
			switch (outcome) {
				case ConsentOutcome.Recorded recorded -> {
					form.saved(Instant.now());
					dialog.close();
					Notices.kept();
					count();
					if (this.open) {
						read();
					}
					this.changed.run();
				}
				case ConsentOutcome.Refused refused ->
					form.refuse(refused.reasons().stream().sorted().map(Texts::text).toList());
			}
		}

		private void show(FormDialog dialog, RecordForm<?> form) {
			dialog.hold(form);
			dialog.open();
		}

	}

	private static FormDialog dialog(String titleKey) {
		return new FormDialog(Texts.text(titleKey), "44rem");
	}

	private static Values values(Consent consent) {
		return new Values().with(PURPOSE, consent.purpose())
			.with(FORM, consent.form())
			.with(LANGUAGE, Optional.ofNullable(consent.language()))
			.with(VERSION, consent.textVersion())
			.with(GIVEN, consent.givenOn())
			.with(NOTE, consent.note())
			.with(WITHDRAWN, Optional.ofNullable(consent.withdrawnOn()))
			.with(WITHDRAWAL, consent.withdrawal());
	}

}
