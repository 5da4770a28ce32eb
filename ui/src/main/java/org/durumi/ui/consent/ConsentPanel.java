package org.durumi.ui.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import org.durumi.access.CaseAct;
import org.durumi.access.StaffDirectory;
import org.durumi.consent.Consent;
import org.durumi.consent.ConsentEntry;
import org.durumi.consent.ConsentOutcome;
import org.durumi.consent.Consents;
import org.durumi.consent.WithdrawalEffect;
import org.durumi.drafts.DraftKey;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.FormDialog;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.RecordView;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.CasePanel;
import org.durumi.ui.records.Notices;
import org.durumi.ui.records.PanelFrame;
import org.durumi.ui.records.Permissions;

/** The consent ledger: what was consented to, by which basis, and what was withdrawn. */
@org.springframework.stereotype.Component
final class ConsentPanel implements CasePanel {

	/** How long before its end a consent is said to end soon, in days. */
	private static final int SOON = 30;

	private final Consents consents;

	private final Permissions permissions;

	private final StaffDirectory staff;

	ConsentPanel(Consents consents, Permissions permissions, StaffDirectory staff) {
		this.consents = consents;
		this.permissions = permissions;
		this.staff = staff;
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

	/** How one stands today, as a word with a shape. */
	static Tag state(Consent consent, LocalDate today) {
		if (consent.wasWithdrawn()) {
			return new Tag(Tone.DANGER, Texts.text("consent.state.withdrawn"));
		}
		if (!consent.stands(today)) {
			return new Tag(Tone.DANGER, Texts.text("consent.state.expired"));
		}
		return consent.stands(today.plusDays(SOON)) ? new Tag(Tone.GOOD, Texts.text("consent.state.stands"))
				: new Tag(Tone.ATTENTION, Texts.text("consent.state.soon"));
	}

	/** The panel on one page. */
	private final class Shown {

		private final PanelFrame frame = new PanelFrame(anchor(), "consent.title");

		private final CaseId caseId;

		private final Runnable changed;

		private final boolean writable;

		private final Button toggle;

		private final Map<UUID, String> partners;

		private boolean open;

		private Shown(CaseId caseId, Runnable changed) {
			this.caseId = caseId;
			this.changed = changed;
			this.writable = ConsentPanel.this.permissions.may(caseId, CaseAct.WORK);
			this.partners = ConsentPanel.this.staff.partners();
			this.toggle = this.frame.act("records.show", this::toggle);
			this.toggle.addThemeVariants(ButtonVariant.TERTIARY);
			if (ConsentPanel.this.permissions.may(caseId, CaseAct.ACT_WITHOUT_CONSENT)) {
				this.frame.act("consent.basis.act", this::addBasis).addThemeVariants(ButtonVariant.TERTIARY);
			}
			if (this.writable) {
				this.frame.act("consent.ask", () -> UI.getCurrent().navigate(ConsentAskView.path(caseId)));
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
			List<ConsentEntry> ledger = ConsentPanel.this.consents.open(this.caseId);
			this.frame.show(ledger.stream().map((entry) -> entry(entry, ledger)).toArray(Component[]::new));
		}

		private Component entry(ConsentEntry entry, List<ConsentEntry> ledger) {
			Consent consent = entry.consent();
			Article article = new Article(state(consent, Dates.today()),
					new RecordView(ConsentFields.SHOWN, new ConsentFields(this.partners).values(consent)));
			article.addClassName("record");
			Div foot = new Div(new Span(Texts.text("records.kept", Dates.moment(entry.recordedAt()))));
			foot.addClassName("record-foot");
			if (this.writable && !consent.wasWithdrawn()) {
				Button withdraw = new Button(Texts.text("consent.withdraw"), (click) -> withdraw(entry, ledger));
				withdraw.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
				foot.add(withdraw);
			}
			article.add(foot);
			return article;
		}

		private void add() {
			record("consent.title", "consent.title", new ConsentFields(this.partners).consent(), "kit.save");
		}

		private void addBasis() {
			FormDialog dialog = record("consent.basis.title", "consent.basis.title",
					new ConsentFields(this.partners).basis(), "consent.basis.act");
			dialog.addComponentAsFirst(new Paragraph(Texts.text("consent.basis.what")));
		}

		private FormDialog record(String titleKey, String draft, RecordForm<Consent> form, String actKey) {
			FormDialog dialog = dialog(titleKey);
			form.keepDrafts(DraftKey.of(draft, this.caseId, Compartment.CORE));
			form.onSubmit(actKey,
					(consent) -> finish(form, dialog, ConsentPanel.this.consents.record(this.caseId, consent)));
			show(dialog, form);
			return dialog;
		}

		private void withdraw(ConsentEntry entry, List<ConsentEntry> ledger) {
			FormDialog dialog = dialog("consent.withdraw.title");
			RecordForm<Values> form = new RecordForm<>("consent.withdraw.title", (values) -> values,
					ConsentFields.WITHDRAWN, ConsentFields.WITHDRAWAL);
			form.fill(new Values().with(ConsentFields.WITHDRAWN, Dates.today()));
			form.keepDrafts(DraftKey.of("consent.withdraw", this.caseId, Compartment.CORE).changing(entry.id()));
			form.onSubmit("consent.withdraw",
					(values) -> finish(form, dialog, ConsentPanel.this.consents.withdraw(this.caseId, entry,
							values.get(ConsentFields.WITHDRAWN), values.find(ConsentFields.WITHDRAWAL).orElse(""))));
			dialog.add(effects(entry, ledger));
			show(dialog, form);
		}

		/** What stops with it, before it is confirmed. */
		private Component effects(ConsentEntry entry, List<ConsentEntry> ledger) {
			String recipient = this.partners
				.getOrDefault(Objects.requireNonNullElse(entry.consent().recipient(), entry.id()), "–");
			UnorderedList effects = new UnorderedList(WithdrawalEffect.of(ledger, entry, Dates.today())
				.stream()
				.map((effect) -> new ListItem(Texts.text(Texts.key(effect), recipient)))
				.toArray(ListItem[]::new));
			effects.addClassName("consent-effects");
			return effects;
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

}
