package org.durumi.partners;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.durumi.security.handoff.Fingerprint;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads partners' keys, in the transaction under way. */
@Component
class KeyRows {

	private static final String SELECT = """
			select k.id, k.partner_id, k.fingerprint, k.algorithm, k.expires_at, k.certificate, k.uploaded_by, k.uploaded_at,
				partners.vouched_since(k.partner_id, k.fingerprint) as vouched_since,
				partners.is_revoked(k.partner_id, k.fingerprint) as revoked,
				array(select distinct c.confirmed_by from partners.key_confirmation c
					join partners.partner_key s on s.id = c.id
					where s.partner_id = k.partner_id and s.fingerprint = k.fingerprint) as confirmed_by
			from partners.partner_key k""";

	private final JdbcClient jdbc;

	KeyRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** All of a partner, the newest first. */
	List<KeyRow> of(UUID partner) {
		return this.jdbc.sql(SELECT + " where k.partner_id = ? order by k.uploaded_at desc, k.id desc")
			.param(partner)
			.query(KeyRows::row)
			.list();
	}

	/** Those of all partners. */
	List<KeyRow> all() {
		return this.jdbc.sql(SELECT).query(KeyRows::row).list();
	}

	Optional<KeyRow> find(UUID key) {
		return this.jdbc.sql(SELECT + " where k.id = ?").param(key).query(KeyRows::row).optional();
	}

	/** Whether another partner has a key of this fingerprint that was not revoked. */
	boolean isOfAnother(UUID partner, Fingerprint fingerprint) {
		return this.jdbc
			.sql("select exists (select from partners.partner_key k where k.partner_id <> ? and k.fingerprint = ?"
					+ " and not partners.is_revoked(k.partner_id, k.fingerprint))")
			.params(partner, fingerprint.hex())
			.query(Boolean.class)
			.single();
	}

	/** Whoever does something to a partner's keys does it after the other. */
	void lock(UUID partner) {
		this.jdbc.sql("select pg_advisory_xact_lock(hashtextextended('partners.partner_key/' || ?, 0))")
			.param(partner.toString())
			.query((row) -> {
			});
	}

	private static KeyRow row(ResultSet row, int number) throws SQLException {
		Set<UUID> confirmedBy = Arrays.stream((UUID[]) Objects.requireNonNull(row.getArray("confirmed_by")).getArray())
			.collect(Collectors.toSet());
		return new KeyRow(id(row, "id"), id(row, "partner_id"),
				new Fingerprint(Objects.requireNonNull(row.getString("fingerprint"))),
				Objects.requireNonNull(row.getString("algorithm")), Objects.requireNonNull(moment(row, "expires_at")),
				Objects.requireNonNull(row.getBytes("certificate")), id(row, "uploaded_by"),
				Objects.requireNonNull(moment(row, "uploaded_at")), moment(row, "vouched_since"),
				row.getBoolean("revoked"), confirmedBy);
	}

	private static UUID id(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(row.getObject(column, UUID.class));
	}

	private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
		OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
		return (moment != null) ? moment.toInstant() : null;
	}

}
