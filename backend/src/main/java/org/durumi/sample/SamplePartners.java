package org.durumi.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

import org.durumi.partners.KeyComparison;
import org.durumi.partners.KeyCustody;
import org.durumi.partners.KeyUpload;
import org.durumi.sample.SampleStaff.Person;
import org.durumi.security.handoff.PartnerKey;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Has the demo's staff take the clinic's key, as people do: one brings it in, two compare
 * it. Nobody telephones: the key was made beside the demo.
 */
@Component
@Profile("demo")
class SamplePartners {

	/** The clinic, as {@code db/demo} makes it. */
	static final UUID CLINIC = UUID.fromString("0d000000-0000-4000-8000-000000000002");

	private final KeyCustody custody;

	private final SampleStaff staff;

	private final SampleSettings settings;

	private final Clock clock;

	SamplePartners(KeyCustody custody, SampleStaff staff, SampleSettings settings, Clock clock) {
		this.custody = custody;
		this.staff = staff;
		this.settings = settings;
		this.clock = clock;
	}

	/** Makes sure that the key counts, if there is one; once more changes nothing. */
	void confirmKey() {
		Path file = this.settings.partnerKeyFile();
		if (file != null) {
			try {
				byte[] key = Files.readAllBytes(file);
				this.staff.asFresh(Person.ADMIN, () -> take(key));
			}
			catch (IOException ex) {
				throw new UncheckedIOException("the demo’s partner has no key in " + file, ex);
			}
		}
	}

	private void take(byte[] file) {
		if (this.custody.upload(CLINIC, file) instanceof KeyUpload.Taken taken && !taken.vouched()
				&& PartnerKey.read(file, this.clock.instant()) instanceof PartnerKey key) {
			for (Person person : new Person[] { Person.SUPERVISOR_YANJI, Person.SUPERVISOR_SEOUL }) {
				this.staff.asFresh(person, () -> compare(taken.key(), key));
			}
		}
	}

	private void compare(UUID id, PartnerKey key) {
		KeyComparison compared = this.custody.confirm(id, key.fingerprint().hex());
		if (compared != KeyComparison.FIRST && compared != KeyComparison.SECOND) {
			throw new IllegalStateException("the demo’s partner key was not confirmed: " + compared);
		}
	}

}
