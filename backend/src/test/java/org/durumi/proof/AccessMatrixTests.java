package org.durumi.proof;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.durumi.access.AccessMatrix;
import org.durumi.access.AccessRefused;
import org.durumi.access.CaseAccess;
import org.durumi.access.CaseAct;
import org.durumi.access.Relation;
import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * Every cell of the access matrix, allowed or not, twice: what the application lets pass,
 * each refusal being an event of the log; and what the database lets pass to its
 * application role by itself.
 */
class AccessMatrixTests extends ProofTest {

	private static final DemoAccount OWNER = DemoAccount.CASEWORKER_YANJI;

	private static final UUID OURS = UUID.fromString("0d000000-0000-4000-8000-000000000001");

	private static final UUID CLINIC = UUID.fromString("0d000000-0000-4000-8000-000000000002");

	private static final String ADD = """
			insert into casework.%s (id, case_id, compartment, content, recorded_at, recorded_by)
			values (?, ?, '%s', '\\x00', now(), ?)""";

	private static final UUID ELSEWHERE = DemoAccount.CASEWORKER_SEOUL.team();

	@Autowired
	private AccessMatrix matrix;

	@Autowired
	private CaseAccess access;

	/** Where a person is put; what follows from it depends on her role. */
	private enum Place {

		OWNER(Relation.OWNER), ASSIGNED(Relation.ASSIGNED), PASSAGE(Relation.PASSAGE),
		BREAK_GLASS(Relation.BREAK_GLASS),
		/** Of somebody in the team, which it takes. */
		DEPUTY(Relation.DEPUTY, Relation.SUPERVISOR, Relation.TEAM), TEAM(Relation.SUPERVISOR, Relation.TEAM), NOWHERE;

		private final Set<Relation> relations;

		Place(Relation... relations) {
			this.relations = Set.of(relations);
		}

		private boolean isInTeam() {
			return this.relations.contains(Relation.TEAM);
		}

	}

	/** One person at one case, and who might be assigned to it. */
	private record Setting(Role role, Place place, int acr, Actor actor, UUID caseId, UUID colleague) {

		@Override
		public String toString() {
			return "%s, %s, level %d".formatted(this.role, this.place, this.acr);
		}

	}

	@TestFactory
	Stream<DynamicContainer> cells() throws SQLException {
		UUID colleague = hire(OWNER).id();
		List<DynamicContainer> settings = new ArrayList<>();
		for (Role role : Role.values()) {
			for (Place place : Place.values()) {
				UUID caseId = register(OWNER);
				// a partner's member belongs to a partner, wherever else she is put
				Actor actor = hire((role == Role.PARTNER) ? CLINIC : OURS, place.isInTeam() ? OWNER.team() : ELSEWHERE,
						Set.of(role));
				put(actor.id(), place, caseId);
				for (int acr : new int[] { 1, 2 }) {
					Setting setting = new Setting(role, place, acr, new Actor(actor.id(), actor.organisation(),
							actor.team(), actor.roles(), actor.session(), acr), caseId, colleague);
					settings.add(DynamicContainer.dynamicContainer(setting.toString(), cells(setting)));
				}
			}
		}
		return settings.stream();
	}

	private Stream<DynamicTest> cells(Setting setting) {
		return Stream
			.of(EnumSet.allOf(CaseAct.class)
				.stream()
				.map((act) -> dynamicTest("service: " + act, () -> decides(setting, act))),
					EnumSet.allOf(Compartment.class)
						.stream()
						.map((compartment) -> dynamicTest("key: " + compartment, () -> releases(setting, compartment))),
					EnumSet.allOf(CaseAct.class)
						.stream()
						.map((act) -> dynamicTest("database: " + act, () -> lets(setting, act))))
			.flatMap((tests) -> tests);
	}

	private void decides(Setting setting, CaseAct act) throws SQLException {
		long before = denials(setting);
		boolean allowed = lines(setting).anyMatch((line) -> line.acts().contains(act));
		if (allowed) {
			require(setting, act);
		}
		else {
			assertThatThrownBy(() -> require(setting, act)).isInstanceOf(AccessRefused.class);
		}
		assertThat(denials(setting) - before).as("refusals in the log").isEqualTo(allowed ? 0 : 1);
	}

	private void releases(Setting setting, Compartment compartment) throws SQLException {
		boolean open = lines(setting).anyMatch((line) -> line.opens(compartment, setting.acr()));
		try (Login application = Login.asApplication()) {
			application.acting(setting.actor().id(), setting.acr());
			assertThat(application.count("casework.case_key where case_id = ? and compartment = ?", setting.caseId(),
					compartment.name()))
				.isEqualTo(open ? 1 : 0);
		}
	}

	private void lets(Setting setting, CaseAct act) throws SQLException {
		boolean allowed = lines(setting).anyMatch((line) -> line.acts().contains(act));
		try (Login application = Login.asApplication()) {
			application.acting(setting.actor().id(), setting.acr());
			switch (act) {
				case VIEW -> assertThat(application.count("casework.case_file where id = ?", setting.caseId()))
					.isEqualTo(allowed ? 1 : 0);
				case MOVE -> assertThat(application.run("update casework.case_file set version = version where id = ?",
						setting.caseId()))
					.isEqualTo(allowed ? 1 : 0);
				case ASSIGN -> lets(application, allowed,
						"insert into access.assignment (case_id, subject, kind) values (?, ?, 'CASE')",
						setting.caseId(), setting.colleague());
				case HAND_OVER ->
					lets(application, allowed, "select access.hand_over(?, ?)", setting.caseId(), setting.colleague());
				case OVERSEE -> {
					assertThat(application.count("access.standing(?)", setting.caseId()) > 0).isEqualTo(allowed);
					assertThat(application.count("audit.looks_at(?)", setting.caseId()))
						.isEqualTo(allowed ? looks(setting.caseId()) : 0);
				}
				case REVEAL_IDENTITY ->
					assertThat(application.count("casework.identity where case_id = ?", setting.caseId()))
						.isEqualTo(allowed ? 1 : 0);
				case WORK -> {
					lets(application, allowed, ADD.formatted("consent", "CORE"), UUID.randomUUID(), setting.caseId(),
							setting.actor().id());
					for (String fact : List.of("risk_level = 'HIGH'", "consent_state = 'GIVEN'",
							"consent_until = current_date", "last_contact = current_date")) {
						assertThat(application.touches("update casework.case_file set " + fact + " where id = ?",
								setting.caseId()))
							.as(fact)
							.isEqualTo(allowed ? 1 : 0);
					}
				}
				case HAND_OFF, OVERRIDE_CONSENT -> lets(application, allowed, """
						insert into handoffs.handoff_case (id, case_id, composed_by, choice, overridden)
						values (?, ?, ?, '\\x00', ?)""", UUID.randomUUID(), setting.caseId(), setting.actor().id(),
						act == CaseAct.OVERRIDE_CONSENT);
				case ACT_WITHOUT_CONSENT -> lets(application, allowed, ADD.formatted("legitimate_basis", "CORE"),
						UUID.randomUUID(), setting.caseId(), setting.actor().id());
				case TRAVEL -> lets(application, allowed, ADD.formatted("leg", "ROUTE"), UUID.randomUUID(),
						setting.caseId(), setting.actor().id());
				case DECIDE -> assertThat(application.run("""
						update access.approval_request set state = 'APPROVED', decided_by = ?, decided_at = now()
						where case_id = ?""", setting.actor().id(), setting.caseId())).isEqualTo(allowed ? 1 : 0);
			}
		}
	}

	private static void lets(Login application, boolean allowed, String sql, Object... params) throws SQLException {
		if (allowed) {
			application.run(sql, params);
		}
		else {
			application.refuses(Login.NOT_ALLOWED, sql, params);
		}
	}

	private Stream<AccessMatrix.Line> lines(Setting setting) {
		return setting.place().relations.stream()
			.map(this.matrix::of)
			.filter((line) -> line.roles().contains(setting.role()));
	}

	private void require(Setting setting, CaseAct act) {
		as(setting.actor(), () -> inTransaction(() -> {
			this.access.require(new CaseId(setting.caseId()), act);
			return true;
		}));
	}

	private static long looks(UUID caseId) throws SQLException {
		try (Login superuser = Login.as("postgres")) {
			return superuser.count("""
					(select from audit.event where case_id = ? and action in
						('CASE_VIEWED', 'FIELD_REVEALED', 'RECORD_OPENED', 'GLASS_BROKEN', 'DENIED')
					group by actor_id, action, compartment) looks""", caseId);
		}
	}

	private static long denials(Setting setting) throws SQLException {
		try (Login superuser = Login.as("postgres")) {
			return superuser.count("audit.event where actor_id = ? and case_id = ? and action = 'DENIED'",
					setting.actor().id(), setting.caseId());
		}
	}

	/**
	 * Past row security, also to where no rule would let her come; and somebody else has
	 * asked about the case.
	 */
	private static void put(UUID person, Place place, UUID caseId) throws SQLException {
		try (Login superuser = Login.as("postgres")) {
			superuser.acting(OWNER);
			switch (place) {
				case OWNER -> superuser.run("update casework.case_file set owner_id = ? where id = ?", person, caseId);
				case ASSIGNED -> superuser.run(
						"insert into access.assignment (subject, case_id, kind) values (?, ?, 'CASE')", person, caseId);
				case PASSAGE ->
					superuser.run("insert into access.assignment (subject, case_id, kind) values (?, ?, 'PASSAGE')",
							person, caseId);
				case BREAK_GLASS -> superuser.run(
						"insert into access.break_glass (subject, case_id, until) values (?, ?, now() + interval '30 minutes')",
						person, caseId);
				case DEPUTY -> {
					superuser.run("""
							insert into access.deputy (id, subject, deputy, begins_at, until, arranged_by)
							values (?, ?, ?, now(), now() + interval '1 hour', ?)""", Ids.next(), OWNER.subject(),
							person, OWNER.subject());
					superuser.event(OWNER, OWNER.subject());
				}
				case TEAM, NOWHERE -> {
				}
			}
			superuser.run(
					"""
							insert into access.approval_request (id, kind, case_id, team_id, requested_by, requested_at, expires_at, state, request)
							values (?, 'PASSAGE', ?, ?, ?, now(), now() + interval '1 day', 'PENDING', '\\x00')""",
					caseId, caseId, OWNER.team(), OWNER.subject());
			superuser.event(OWNER, caseId);
			superuser.commit();
		}
	}

	@Test
	void theDatabasesCopySaysTheSame() throws SQLException {
		Set<String> lines = Stream.of(Relation.values())
			.flatMap((relation) -> this.matrix.of(relation)
				.opens()
				.entrySet()
				.stream()
				.map((Map.Entry<Compartment, Integer> open) -> relation + " " + open.getKey() + " " + open.getValue()))
			.collect(Collectors.toSet());
		try (Login superuser = Login.as("postgres")) {
			assertThat(superuser
				.column("select relation || ' ' || compartment || ' ' || greatest(acr, 1) from access.clearance"))
				.containsExactlyInAnyOrderElementsOf(lines);
		}
	}

}
