package org.durumi.review;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.durumi.cases.Stage;
import org.durumi.people.IdentityDraft;
import org.durumi.reference.CaseId;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The list's query, put together of many, against one that says plainly what is wanted
 * and reads every entry for it.
 */
class NewestEntriesTests extends CaseTest {

	private static final String PLAIN = """
			select e.event_id from audit.event e left join casework.case_file c on c.id = e.case_id
			where (e.subject_team = any (access.desk_teams()) or e.subject_team is null
				and coalesce(e.subject_org, e.actor_id) = any (access.desk_orgs())
				or e.event_id = any (access.escalated_events())
				or e.actor_id = any (access.lone_supervisors()) or e.actor_id = access.actor())
			and (:actor::uuid is null or e.actor_id = :actor::uuid)
			and case when :text = '' then e.action <> 'EXPORTED' or e.case_id is null
				else position(lower(:text) in lower(c.code_name)) > 0 or c.case_number = upper(:text) end
			and (:action = '' or e.action = :action)
			and (:from::timestamptz is null or e.occurred_at >= :from::timestamptz)
			and (:before::timestamptz is null or e.occurred_at < :before::timestamptz)
			and (not :unreviewed or not exists (select from review.sign_off r where r.event_id = e.event_id))
			order by e.event_id desc offset :offset limit :limit""";

	@Autowired
	private Escalations escalations;

	@Test
	void everyFilterShowsWhatAPlainQueryFinds() {
		CaseId one = registered(OWNER, Stage.IDENTIFIED, IdentityDraft.EMPTY);
		registered(OWNER, Stage.ASSESSED, IdentityDraft.EMPTY);
		String codeName = facts(one).codeName();
		Instant earlier = Instant.now().minus(1, ChronoUnit.HOURS);
		List<AuditFilter> filters = List.of(AuditFilter.NONE,
				new AuditFilter(OWNER.subject(), "", Set.of(), null, null, false),
				new AuditFilter(OWNER.subject(), "", Set.of("CASE_REGISTERED"), earlier, null, true),
				new AuditFilter(null, "", Set.of("CASE_REGISTERED"), null, null, false),
				new AuditFilter(null, "", Set.of(), Instant.parse("1900-01-01T00:00:00Z"), Instant.now(), false),
				new AuditFilter(null, "", Set.of(), earlier, Instant.parse("2999-01-01T00:00:00Z"), false),
				new AuditFilter(null, "", Set.of("NEVER_DONE"), null, null, false),
				new AuditFilter(null, codeName, Set.of(), null, null, false),
				new AuditFilter(null, codeName.substring(0, 2), Set.of("CASE_REGISTERED"), null, null, false),
				new AuditFilter(null, "nobody is called so", Set.of(), null, null, false));
		UUID handedOn = as(DemoAccount.SUPERVISOR_YANJI, () -> inTransaction(() -> found(filters.get(7), 0, 100)))
			.getLast();
		assertThat(as(DemoAccount.SUPERVISOR_YANJI, () -> this.escalations.escalate(handedOn, "I know her.")))
			.isEqualTo(EscalationOutcome.DONE);
		for (DemoAccount account : List.of(DemoAccount.SUPERVISOR_YANJI, DemoAccount.SUPERVISOR_SEOUL)) {
			for (AuditFilter filter : filters) {
				for (int offset : List.of(0, 3)) {
					List<UUID> plain = as(account, () -> inTransaction(() -> plain(filter, offset)));
					// few cases are gone through another way than many
					for (int few : List.of(100, 0)) {
						assertThat(as(account, () -> inTransaction(() -> found(filter, offset, few))))
							.as("%s from %d with %d", filter.actions(), offset, few)
							.isEqualTo(plain);
					}
				}
			}
		}
		assertThat(as(DemoAccount.SUPERVISOR_SEOUL, () -> inTransaction(() -> found(filters.get(1), 0, 100))))
			.as("handed on to her")
			.contains(handedOn);
	}

	private List<UUID> found(AuditFilter filter, int offset, int few) {
		Map<String, Object> values = new HashMap<>();
		String query = AuditReview.query(filter, offset, 20, values);
		values.computeIfPresent("few", (name, before) -> few);
		return this.jdbc.sql(query).params(values).query((row, number) -> Entries.uuid(row, "event_id")).list();
	}

	private List<UUID> plain(AuditFilter filter, int offset) {
		return this.jdbc.sql(PLAIN)
			.param("actor", text(filter.actor()))
			.param("text", filter.caseText())
			.param("action", filter.actions().stream().findFirst().orElse(""))
			.param("from", text(filter.from()))
			.param("before", text(filter.before()))
			.param("unreviewed", filter.unreviewed())
			.param("offset", offset)
			.param("limit", 20)
			.query(UUID.class)
			.list();
	}

	private static @Nullable String text(@Nullable Object value) {
		return (value != null) ? value.toString() : null;
	}

}
