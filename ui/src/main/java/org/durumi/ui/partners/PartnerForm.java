package org.durumi.ui.partners;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.durumi.partners.NoticeAddress;
import org.durumi.partners.Partner;
import org.durumi.partners.PartnerChange;
import org.durumi.partners.PartnerFunction;
import org.durumi.partners.Partners;
import org.durumi.reference.Language;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.FormDialog;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.Notices;

/** Asks an administrator what a partner helps with. */
final class PartnerForm {

	private static final Field<Set<PartnerFunction>> FUNCTIONS = Field.choices("partners.functions",
			PartnerFunction.class);

	private static final Field<Set<String>> REGIONS = Field.options("partners.regions", () -> Partners.REGIONS,
			PartnerText::region);

	private static final Field<Language> LANGUAGE = Field.choice("partners.language", Language.class);

	private static final Field<String> NOTICES = Field.text("partners.notices", NoticeAddress.MAX)
		.check(NoticeAddress::isAddress, "partners.notices.bad");

	private static final Field<Boolean> ENABLED = Field.tick("partners.enabled");

	private final Partners partners;

	private final Partner partner;

	private final Runnable changed;

	PartnerForm(Partners partners, Partner partner, Runnable changed) {
		this.partners = partners;
		this.partner = partner;
		this.changed = changed;
	}

	void open() {
		FormDialog dialog = new FormDialog(Texts.text("partners.edit"), "44rem");
		RecordForm<Values> form = new RecordForm<>("partners.edit", (values) -> values,
				List.of(FUNCTIONS, REGIONS, LANGUAGE, NOTICES, ENABLED));
		Values known = new Values().with(FUNCTIONS, this.partner.functions())
			.with(REGIONS, this.partner.regions())
			.with(LANGUAGE, this.partners.contactLanguage(this.partner.id()))
			.with(NOTICES, this.partners.noticeAddress(this.partner.id()).map(NoticeAddress::value))
			.with(ENABLED, this.partner.enabled());
		form.fill(known);
		form.onSubmit("partners.save", (values) -> {
			PartnerChange change = new PartnerChange(values.find(FUNCTIONS).orElse(Set.of()),
					values.find(REGIONS).orElse(Set.of()), values.find(LANGUAGE).orElse(null), values.isTicked(ENABLED),
					values.find(NOTICES).map(NoticeAddress::new).orElse(null));
			switch (this.partners.change(this.partner.id(), change)) {
				case DONE -> {
					form.saved(Instant.now());
					dialog.close();
					Notices.kept();
					this.changed.run();
				}
				case NEEDS_FRESH_FACTOR -> form.refuse(Set.of(Texts.text("partners.edit.stepUp")));
				case UNKNOWN -> form.refuse(Set.of(Texts.text("partners.upload.unknown")));
			}
		});
		dialog.hold(form);
		dialog.open();
	}

}
