package org.durumi.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.durumi.actor.Role;
import org.durumi.audit.NotAudited;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The staff that the actor may know of: the people of her own organisation; for a
 * partner's member herself. Row security decides.
 */
@Service
public class StaffDirectory {

	private static final String SELECT = "select subject, org_id, team_id, display_name, roles, active from access.staff ";

	/** How long a second factor that was set up anew opens nothing. */
	private static final Duration FACTOR_RESTS = Duration.ofHours(24);

	private final JdbcClient jdbc;

	StaffDirectory(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Transactional(readOnly = true)
	@NotAudited("Names of colleagues and teams, which every page shows to whoever works with them.")
	public Optional<StaffMember> find(UUID subject) {
		return this.jdbc.sql(SELECT + "where subject = ?").param(subject).query(StaffDirectory::member).optional();
	}

	/** The active people of a role, by name. */
	@Transactional(readOnly = true)
	@NotAudited("Names of colleagues and teams, which every page shows to whoever works with them.")
	public List<StaffMember> withRole(Role role) {
		return this.jdbc.sql(SELECT + "where active and ? = any (roles) order by display_name")
			.param(role.name())
			.query(StaffDirectory::member)
			.list();
	}

	/**
	 * The members of the teams the actor supervises, also those who have left, by name.
	 */
	@Transactional(readOnly = true)
	@NotAudited("Names of colleagues and teams, which every page shows to whoever works with them.")
	public List<StaffMember> supervised() {
		return this.jdbc
			.sql(SELECT + "where team_id = any ((select access.supervised_teams())::uuid[]) order by display_name")
			.query(StaffDirectory::member)
			.list();
	}

	/** Who can stand in for her, by the actor's word, by name. */
	@Transactional(readOnly = true)
	@NotAudited("Tells who may be chosen; choosing is the event.")
	public List<StaffMember> possibleDeputies(UUID absent) {
		return this.jdbc.sql(SELECT + """
				where team_id = (select team_id from access.staff where subject = :absent)
				and access.may_arrange_deputy(:absent, subject) order by display_name""")
			.param("absent", absent)
			.query(StaffDirectory::member)
			.list();
	}

	/** Names by subject, for lists; whoever the actor may not know is absent. */
	@Transactional(readOnly = true)
	@NotAudited("Names of colleagues and teams, which every page shows to whoever works with them.")
	public Map<UUID, String> names() {
		return this.jdbc.sql(SELECT)
			.query(StaffDirectory::member)
			.list()
			.stream()
			.collect(Collectors.toMap(StaffMember::subject, StaffMember::name));
	}

	/** The teams of the actor's organisation, by id. */
	@Transactional(readOnly = true)
	@NotAudited("Names of colleagues and teams, which every page shows to whoever works with them.")
	public Map<UUID, String> teams() {
		return this.jdbc.sql("select id, name from access.team order by name")
			.query((row, number) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
	}

	/** Her own organisation and, for whoever works here, the partners, by id. */
	@Transactional(readOnly = true)
	@NotAudited("Names of colleagues and teams, which every page shows to whoever works with them.")
	public Map<UUID, String> organisations() {
		return this.jdbc.sql("select id, name from access.organisation")
			.query((row, number) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	/** The partner organisations, by name. */
	@Transactional(readOnly = true)
	@NotAudited("Names of colleagues and teams, which every page shows to whoever works with them.")
	public Map<UUID, String> partners() {
		return this.jdbc.sql("select id, name from access.organisation where kind = 'PARTNER' order by name")
			.query((row, number) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
	}

	/**
	 * Until when the actor's second factor opens no more than her password does, because
	 * it is another than before: whoever talked somebody into that is to wait until it
	 * was noticed. Empty if it opens what it should.
	 */
	@Transactional(readOnly = true)
	@NotAudited("The actor's own state, asked at her sign-in, which is the event.")
	public Optional<Instant> factorRestsUntil() {
		return this.jdbc.sql("""
				select factor_reset_at + (:rest * interval '1 hour') from access.staff
				where subject = access.actor() and factor_reset_at + (:rest * interval '1 hour') > now()""")
			.param("rest", FACTOR_RESTS.toHours())
			.query((row, number) -> Objects.requireNonNull(row.getObject(1, OffsetDateTime.class)).toInstant())
			.optional();
	}

	/**
	 * Whether the actor was given another password or factor after she had shown at
	 * Keycloak that it is her: Keycloak's session from before may still live, and whoever
	 * is in it is not to come in by it.
	 */
	@Transactional(readOnly = true)
	boolean wasResetSince(Instant authenticated) {
		// Keycloak tells its time in whole seconds
		return this.jdbc.sql("""
				select coalesce(date_trunc('second', greatest(password_reset_at, factor_reset_at)) > ?, false)
				from access.staff where subject = access.actor()""")
			.param(authenticated.atOffset(ZoneOffset.UTC))
			.query(Boolean.class)
			.single();
	}

	static StaffMember member(ResultSet row, int number) throws SQLException {
		return new StaffMember(row.getObject("subject", UUID.class), row.getObject("org_id", UUID.class),
				row.getObject("team_id", UUID.class), row.getString("display_name"), roles(row),
				row.getBoolean("active"));
	}

	static Set<Role> roles(ResultSet row) throws SQLException {
		return Arrays.stream((String[]) row.getArray("roles").getArray())
			.map(Role::valueOf)
			.collect(Collectors.toSet());
	}

}
