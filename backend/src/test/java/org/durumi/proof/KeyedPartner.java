package org.durumi.proof;

import java.sql.SQLException;
import java.util.UUID;

import org.durumi.reference.Ids;
import org.durumi.support.DemoAccount;

/** A partner to whom something can be handed over: enabled, and with a key. */
record KeyedPartner(UUID id, UUID key) {

	static KeyedPartner add() throws SQLException {
		KeyedPartner added = new KeyedPartner(Ids.next(), Ids.next());
		try (Login superuser = Login.as("postgres")) {
			superuser.acting(DemoAccount.ADMIN.subject(), 2);
			superuser.run("insert into access.organisation (id, name, kind) values (?, ?, 'PARTNER')", added.id,
					"Lantern " + added.id);
			superuser.run(
					"insert into partners.partner (id, functions, regions, enabled) values (?, '{MEDICAL,PASSAGE}', '{TH}', true)",
					added.id);
			superuser.run("""
					insert into partners.partner_key
						(id, partner_id, fingerprint, algorithm, expires_at, certificate, uploaded_by)
					values (?, ?, repeat('A', 40), 'Curve25519', now() + interval '1 day', '\\x01', ?)""", added.key,
					added.id, DemoAccount.ADMIN.subject());
			superuser.event(DemoAccount.ADMIN, added.id);
			superuser.event(DemoAccount.ADMIN, added.key);
			superuser.commit();
		}
		return added;
	}

}
