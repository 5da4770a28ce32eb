package org.durumi.audit;

import java.nio.file.Path;
import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the log's sequencer and verifier connect and what signs a checkpoint.
 *
 * @param node this process among several, part of every event
 * @param origin the log's name in its checkpoints (C2SP tlog-checkpoint)
 * @param signingKeyFile the encrypted Ed25519 key
 * @param signingSecretFile the key's own secret, not the boot secret
 * @param lastSignedFile where the last checkpoint is kept outside the database, so that
 * one that was restored from a backup is told apart; absent to remember it only while the
 * server runs
 * @param restoredBehind declares a restore: how many entries were signed before it, as
 * the refusal to go on has said; once it is done it means nothing more
 * @param witnessDirectory of a witness, made by {@code audit-witness}, which is given
 * checkpoints; absent for none
 * @param witnessEvery how often
 * @param datasource the sequencer's login
 * @param verifier the verifier's login, in the same database
 */
@Validated
@ConfigurationProperties("durumi.audit")
public record AuditSettings(@DefaultValue("1") short node, @NotBlank @DefaultValue("durumi") String origin,
		@NotNull Path signingKeyFile, @NotNull Path signingSecretFile, @Nullable Path lastSignedFile,
		@DefaultValue("0") long restoredBehind, @Nullable Path witnessDirectory,
		@NotNull @DefaultValue("10m") Duration witnessEvery, @Valid @NotNull Login datasource,
		@Valid @NotNull Login verifier) {

	/**
	 * A database login.
	 *
	 * @param url absent for the same database as the sequencer's
	 */
	public record Login(@DefaultValue("") String url, @NotBlank String username, @NotBlank String password) {

		@Override
		public String toString() {
			return this.username + "@" + this.url;
		}

	}

}
