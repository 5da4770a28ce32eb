package org.durumi.cases;

import java.time.Clock;

import org.durumi.access.CaseAccess;
import org.durumi.keys.Records;
import org.durumi.keys.Vault;
import org.durumi.people.People;
import org.springframework.stereotype.Component;

/** What every {@link RecordBook} works with. */
@Component
public record BookKeeping(Records records, Vault vault, CaseAccess access, People people, CaseList cases, Clock clock) {
}
