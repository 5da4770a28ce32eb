package org.durumi.proof;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.durumi.cases.CaseRegistration;
import org.durumi.cases.Intake;
import org.durumi.cases.Registration;
import org.durumi.cases.RegistrationOutcome;
import org.durumi.cases.Stage;
import org.durumi.people.DuplicateQuery;
import org.durumi.people.DuplicateSearch;
import org.durumi.people.IdentityDraft;
import org.durumi.people.SafeContactDraft;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.springframework.beans.factory.annotation.Autowired;

/** A test that needs a case as the application registers it. */
abstract class ProofTest extends DatabaseTest {

	@Autowired
	private DuplicateSearch duplicates;

	@Autowired
	private CaseRegistration registration;

	/** Registers a case; its id. */
	UUID register(DemoAccount owner) {
		return as(owner, () -> {
			UUID search = this.duplicates.search(new DuplicateQuery("nobody yet", "")).searchId();
			Intake intake = new Intake(LocalDate.of(2026, 1, 15), Intake.Source.HOTLINE, "",
					Intake.VictimStatus.NOT_YET_KNOWN);
			RegistrationOutcome outcome = this.registration.register(new Registration(search, IdentityDraft.EMPTY,
					SafeContactDraft.EMPTY, intake, Stage.IDENTIFIED, List.of()));
			if (outcome instanceof RegistrationOutcome.Registered registered) {
				return registered.caseId().value();
			}
			throw new AssertionError("not registered: " + outcome);
		});
	}

}
