package org.durumi.followup;

import java.util.Comparator;
import java.util.List;

import org.durumi.access.CaseAct;
import org.durumi.cases.BookEntry;
import org.durumi.cases.BookKeeping;
import org.durumi.cases.BookOutcome;
import org.durumi.cases.CaseFacts;
import org.durumi.cases.RecordBook;
import org.durumi.keys.Opening;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps contacts; one that reached her ends the silence. */
@Service
public class Contacts extends RecordBook<Contact> {

	private final CaseFacts facts;

	Contacts(BookKeeping keeping, CaseFacts facts) {
		super(Contact.KIND, CaseAct.WORK, keeping);
		this.facts = facts;
	}

	/** Opens those the actor holds the compartment of, newest first; an audited event. */
	@Override
	@Transactional
	public List<BookEntry<Contact>> open(CaseId caseId) {
		return openWhatIsHeld(caseId);
	}

	/** Adds a contact in a chosen compartment. */
	@Override
	@Transactional
	public BookOutcome<Contact> add(CaseId caseId, Compartment compartment, Contact content) {
		return super.add(caseId, compartment, content);
	}

	@Override
	protected void kept(Opening opening) {
		this.facts.lastContactOn(opening.caseId(),
				entries(opening).stream()
					.map(BookEntry::content)
					.filter(Contact::reached)
					.map(Contact::on)
					.max(Comparator.naturalOrder())
					.orElse(null));
	}

}
