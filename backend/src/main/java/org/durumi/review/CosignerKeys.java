package org.durumi.review;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.LogCosigning;
import org.durumi.audit.SubjectType;
import org.durumi.keys.RowKeys;
import org.durumi.keys.SealedJson;
import org.durumi.security.ledger.Cosigner;
import org.durumi.security.seal.Cell;
import org.durumi.security.seal.Sealed;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The key with which each supervisor cosigns the log, made at her first sign-off. It lies
 * in her own row, which nobody else sees, sealed under the root keyset.
 * <p>
 * Not guaranteed: that only she uses it. The server opens it when she signs off.
 */
@Component
class CosignerKeys {

	private static final SealedJson<String> TYPE = SealedJson.of(String.class);

	private final JdbcClient jdbc;

	private final RowKeys keys;

	private final AuditLog log;

	private final LogCosigning cosigning;

	CosignerKeys(JdbcClient jdbc, RowKeys keys, AuditLog log, LogCosigning cosigning) {
		this.jdbc = jdbc;
		this.keys = keys;
		this.log = log;
		this.cosigning = cosigning;
	}

	/**
	 * Cosigns the log's newest checkpoint with the actor's key, in the transaction under
	 * way.
	 * @return up to how many entries she has cosigned it now; absent if the key could not
	 * or would not
	 */
	@Nullable Long cosign() {
		return this.cosigning.cosign(own());
	}

	private Cosigner own() {
		return existing().orElseGet(() -> {
			Cosigner made = Cosigner.generate();
			RowKeys.Kept<String> kept = this.keys.seal(cell(made.id()), TYPE, made.secret());
			int added = this.jdbc
				.sql("insert into review.cosigner (id, reviewer, verifier, private_key, row_key, wrapping_key_id)"
						+ " values (?, ?, ?, ?, ?, ?) on conflict (reviewer) do nothing")
				.params(made.id(), Actors.require().id(), made.verifier(), kept.value().ciphertext(), kept.wrapped(),
						kept.wrappingKeyId())
				.update();
			if (added == 1) {
				this.log.append(AuditEvent.done(AuditAction.COSIGNER_MADE, SubjectType.COSIGNER, made.id()));
			}
			// another of her sign-offs may have been first: what is stored counts
			return existing().orElseThrow();
		});
	}

	private Optional<Cosigner> existing() {
		return this.jdbc.sql("select id, private_key, row_key from review.cosigner where reviewer = ?")
			.param(Actors.require().id())
			.query((row, number) -> {
				UUID id = Objects.requireNonNull(row.getObject("id", UUID.class));
				return Cosigner.of(this.keys.open(Objects.requireNonNull(row.getBytes("row_key")), cell(id),
						Sealed.of(Objects.requireNonNull(row.getBytes("private_key")), TYPE)));
			})
			.optional();
	}

	private static Cell cell(UUID id) {
		return new Cell("review.cosigner", "private_key", id, new UUID(0, 0));
	}

}
