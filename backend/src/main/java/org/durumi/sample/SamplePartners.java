package org.durumi.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

import org.durumi.partners.KeyCustody;
import org.durumi.partners.KeyEntry;
import org.durumi.partners.KeyState;
import org.durumi.partners.PartnerKeys;
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

	private final PartnerKeys keys;

	private final KeyCustody custody;

	private final SampleStaff staff;

	private final SampleSettings settings;

	private final Clock clock;

	SamplePartners(PartnerKeys keys, KeyCustody custody, SampleStaff staff, SampleSettings settings, Clock clock) {
		this.keys = keys;
		this.custody = custody;
		this.staff = staff;
		this.settings = settings;
		this.clock = clock;
	}

	/** Makes sure that the key counts, if there is one; once more changes nothing. */
	void confirmKey() {
		Path file = this.settings.partnerKeyFile();
		if (file == null) {
			return;
		}
		byte[] text = read(file);
		if (!(PartnerKey.read(text, this.clock.instant()) instanceof PartnerKey key)) {
			throw new IllegalStateException("the demo’s partner key is none that is taken: " + file);
		}
		this.staff.asFresh(Person.ADMIN, () -> {
			if (isInUse(key)) {
				return;
			}
			this.custody.upload(CLINIC, text);
			for (Person person : List.of(Person.SUPERVISOR_YANJI, Person.SUPERVISOR_SEOUL)) {
				this.staff.asFresh(person, () -> compare(key));
			}
			if (!isInUse(key)) {
				throw new IllegalStateException("the demo’s partner key was not taken: " + file);
			}
		});
	}

	private boolean isInUse(PartnerKey key) {
		return this.keys.of(CLINIC)
			.stream()
			.anyMatch((entry) -> entry.state() == KeyState.USABLE && key.fingerprint().equals(entry.fingerprint()));
	}

	/** Whichever key waits for her: of another she types another fingerprint. */
	private void compare(PartnerKey key) {
		this.keys.of(CLINIC)
			.stream()
			.filter(KeyEntry::mayConfirm)
			.forEach((entry) -> this.custody.confirm(entry.id(), key.fingerprint().hex()));
	}

	private static byte[] read(Path file) {
		try {
			return Files.readAllBytes(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the demo’s partner has no key in " + file, ex);
		}
	}

}
