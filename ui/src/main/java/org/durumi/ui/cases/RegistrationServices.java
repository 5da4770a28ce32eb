package org.durumi.ui.cases;

import org.durumi.access.StaffDirectory;
import org.durumi.cases.CaseRegistration;
import org.durumi.inbound.HoldingArea;
import org.durumi.people.DuplicateSearch;
import org.springframework.stereotype.Component;

/** The services behind registering a survivor. */
@Component
record RegistrationServices(DuplicateSearch duplicates, CaseRegistration registration, HoldingArea holding,
		StaffDirectory staff) {
}
