package org.durumi.ui.followup;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.durumi.followup.ClosureChecklist;
import org.durumi.followup.ClosureChecklists;
import org.durumi.followup.Contact;
import org.durumi.followup.Contacts;
import org.durumi.reference.Compartment;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.BookForm;
import org.durumi.ui.records.BookPanel;
import org.durumi.ui.records.CasePanel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares how contacts and closure checklists are asked and shown. */
@Configuration(proxyBeanMethods = false)
class FollowUpPanels {

	private static final Field<LocalDate> ON = Field.day("followup.contact.on").required().notInFuture();

	private static final Field<Contact.Mode> MODE = Field.choice("followup.contact.mode", Contact.Mode.class)
		.required();

	private static final Field<Boolean> REACHED = Field.tick("followup.contact.reached");

	private static final Field<Set<Contact.Hardship>> HARDSHIP = Field.choices("followup.contact.hardship",
			Contact.Hardship.class);

	private static final Field<String> SUMMARY = Field.longText("followup.contact.summary", Contact.MAX_SUMMARY)
		.required();

	private static final Field<Compartment> COMPARTMENT = Field.option("followup.contact.compartment", () -> List
		.of(Compartment.HARM, Compartment.HEALTH, Compartment.IDENTITY, Compartment.CORE, Compartment.ROUTE),
			Texts::text);

	private static final Field<ClosureChecklist.Reason> REASON = Field
		.choice("followup.closure.reason", ClosureChecklist.Reason.class)
		.required();

	private static final Field<LocalDate> CLOSED_ON = Field.day("followup.closure.on").required().notInFuture();

	private static final Field<Boolean> SAFETY = Field.tick("followup.closure.safety");

	private static final Field<Boolean> REFERRALS = Field.tick("followup.closure.referrals");

	private static final Field<Boolean> WAY_BACK = Field.tick("followup.closure.wayBack");

	private static final Field<String> REMARKS = Field.longText("followup.closure.remarks",
			ClosureChecklist.MAX_REMARKS);

	@Bean
	CasePanel contactsPanel(Contacts contacts) {
		BookForm<Contact> form = new BookForm<>("followup.contact",
				List.of(ON, MODE, REACHED, HARDSHIP, SUMMARY, COMPARTMENT),
				() -> new Values().with(ON, Dates.today()).with(REACHED, true).with(COMPARTMENT, Compartment.HARM),
				(contact) -> new Values().with(ON, contact.on())
					.with(MODE, contact.mode())
					.with(REACHED, contact.reached())
					.with(HARDSHIP, contact.hardship())
					.with(SUMMARY, contact.summary()),
				(values, before) -> new Contact(values.get(ON), values.get(MODE), values.isTicked(REACHED),
						values.find(HARDSHIP).orElse(Set.of()), values.get(SUMMARY)));
		return new BookPanel<>("contacts", 20, contacts, form.changedBy(List.of(ON, MODE, REACHED, HARDSHIP, SUMMARY)),
				(caseId, values, contact) -> contacts.add(caseId, values.find(COMPARTMENT).orElse(Compartment.HARM),
						contact),
				List.of());
	}

	@Bean
	CasePanel closurePanel(ClosureChecklists book) {
		return new BookPanel<>("closure", 70, book,
				new BookForm<>("followup.closure", List.of(REASON, CLOSED_ON, SAFETY, REFERRALS, WAY_BACK, REMARKS),
						() -> new Values().with(CLOSED_ON, Dates.today()),
						(list) -> new Values().with(REASON, list.reason())
							.with(CLOSED_ON, list.on())
							.with(SAFETY, list.safetyReviewed())
							.with(REFERRALS, list.referralsSettled())
							.with(WAY_BACK, list.wayBackTold())
							.with(REMARKS, list.remarks()),
						(values, before) -> new ClosureChecklist(values.get(REASON), values.get(CLOSED_ON),
								values.isTicked(SAFETY), values.isTicked(REFERRALS), values.isTicked(WAY_BACK),
								values.find(REMARKS).orElse(""))));
	}

}
