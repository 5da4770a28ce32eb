package org.durumi.partners;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.durumi.reference.Language;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The partner organisations that the actor may know of: whoever works here knows all, a
 * partner's member her own. Row security decides. They are made, and their members let
 * in, by {@link org.durumi.access.StaffAdministration}.
 */
@Service
public class Partners {

	/**
	 * The countries that partners work in, along the ways out and after them, by ISO
	 * 3166-1 alpha-2.
	 */
	public static final List<String> REGIONS = List.of("KR", "CN", "MN", "RU", "VN", "LA", "KH", "MM", "TH", "MY", "PH",
			"JP", "KP", "US", "CA", "GB", "IE", "DE", "NL", "BE", "FR", "SE", "NO", "CH", "AU", "NZ");

	private static final String PUBLIC = "Which organisations help with what; nothing about a person.";

	private static final String SELECT = """
			select o.id, o.name, coalesce(p.functions, '{}') as functions, coalesce(p.regions, '{}') as regions,
				coalesce(p.enabled, false) as enabled
			from access.organisation o left join partners.partner p on p.id = o.id
			where o.kind = 'PARTNER'""";

	private final JdbcClient jdbc;

	private final SealedLog log;

	Partners(JdbcClient jdbc, SealedLog log) {
		this.jdbc = jdbc;
		this.log = log;
	}

	/** All of them, by name. */
	@Transactional(readOnly = true)
	@NotAudited(PUBLIC)
	public List<Partner> all() {
		return this.jdbc.sql(SELECT + " order by lower(o.name)").query(Partners::partner).list();
	}

	@Transactional(readOnly = true)
	@NotAudited(PUBLIC)
	public Optional<Partner> find(UUID id) {
		return this.jdbc.sql(SELECT + " and o.id = ?").param(id).query(Partners::partner).optional();
	}

	/** The language that a partner is spoken to in, if that was said. */
	@Transactional(readOnly = true)
	@NotAudited(PUBLIC)
	public Optional<Language> contactLanguage(UUID id) {
		return this.jdbc.sql("select contact_language from partners.partner where id = ?")
			.param(id)
			.query((row, number) -> Optional.ofNullable(row.getString(1)).map(Language::valueOf))
			.optional()
			.flatMap((language) -> language);
	}

	/**
	 * Where a partner is told by mail that something waits for her, if that was said; to
	 * whoever works here, and to nobody else.
	 */
	@Transactional(readOnly = true)
	@NotAudited("The address of an organisation; nothing about a person.")
	public Optional<NoticeAddress> noticeAddress(UUID id) {
		return this.jdbc.sql("select partners.notice_address(?)")
			.param(id)
			.query((row, number) -> Optional.ofNullable(row.getString(1)).map(NoticeAddress::new))
			.single();
	}

	/**
	 * Says what a partner helps with and whether anything may be handed to her. Closing
	 * one takes no fresh factor.
	 */
	@Transactional
	@PreAuthorize("hasRole('ADMIN')")
	public PartnerChange.Outcome change(UUID id, PartnerChange change) {
		if (find(id).isEmpty()) {
			return PartnerChange.Outcome.UNKNOWN;
		}
		if (change.enabled() && !Actors.require().isFresh()) {
			return PartnerChange.Outcome.NEEDS_FRESH_FACTOR;
		}
		String[] functions = change.functions().stream().map(Enum::name).sorted().toArray(String[]::new);
		String[] regions = change.regions().stream().sorted().toArray(String[]::new);
		Language language = change.contactLanguage();
		NoticeAddress notices = change.notices();
		boolean moved = !noticeAddress(id).equals(Optional.ofNullable(notices));
		// the address twice, since it may be written here and not read
		this.jdbc
			.sql("""
					insert into partners.partner (id, functions, regions, contact_language, enabled, notice_address)
					values (:id, :functions, :regions, :language, :enabled, :notices)
					on conflict (id) do update set functions = excluded.functions, regions = excluded.regions,
						contact_language = excluded.contact_language, enabled = excluded.enabled, notice_address = :notices""")
			.param("id", id)
			.param("functions", functions)
			.param("regions", regions)
			.param("language", (language != null) ? language.name() : null)
			.param("enabled", change.enabled())
			.param("notices", (notices != null) ? notices.value() : null)
			.update();
		this.log.append(AuditAction.PARTNER_CHANGED, SubjectType.ORGANISATION, id,
				Detail.of("functions", String.join(",", functions))
					.and("regions", String.join(",", regions))
					.and("closed", !change.enabled())
					.and("addressChanged", moved));
		return PartnerChange.Outcome.DONE;
	}

	private static Partner partner(ResultSet row, int number) throws SQLException {
		return new Partner(Objects.requireNonNull(row.getObject("id", UUID.class)),
				Objects.requireNonNull(row.getString("name")),
				names(row, "functions").map(PartnerFunction::valueOf).collect(Collectors.toSet()),
				names(row, "regions").collect(Collectors.toSet()), row.getBoolean("enabled"));
	}

	private static Stream<String> names(ResultSet row, String column) throws SQLException {
		return Arrays.stream((String[]) Objects.requireNonNull(row.getArray(column)).getArray());
	}

}
