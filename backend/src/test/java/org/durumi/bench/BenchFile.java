package org.durumi.bench;

import java.time.LocalDate;
import java.util.UUID;

import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A case file as an object-relational mapper has it. Mapped by a file, so that no
 * application finds it.
 */
@Audited
class BenchFile {

	private @Nullable UUID id;

	private @Nullable String caseNumber;

	private @Nullable String codeName;

	private @Nullable UUID ownerId;

	private @Nullable UUID teamId;

	private @Nullable UUID orgId;

	private @Nullable String stage;

	private @Nullable String stageBefore;

	private int cycle;

	private @Nullable String riskLevel;

	private @Nullable String consentState;

	private @Nullable LocalDate lastContact;

	private @Nullable LocalDate nextDue;

	private int version;

	void isDueOn(LocalDate date) {
		this.nextDue = date;
	}

}
