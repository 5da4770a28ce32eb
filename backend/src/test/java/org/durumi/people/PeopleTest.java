package org.durumi.people;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.durumi.audit.AuditAction;
import org.durumi.audit.SubjectType;
import org.durumi.keys.CaseKeys;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A test that needs people on record; it opens their cases by hand, since the module that
 * registers cases stands above this one.
 */
public abstract class PeopleTest extends DatabaseTest {

	@Autowired
	private Vault vault;

	@Autowired
	private SealedLog log;

	@Autowired
	protected People people;

	protected CaseId open(DemoAccount owner, IdentityDraft identity, SafeContactDraft safeContact) {
		CaseId id = CaseId.next();
		return as(owner, () -> inTransaction(() -> {
			insertFile(id, owner);
			CaseKeys keys = this.vault.create(id);
			this.people.create(keys, identity, safeContact);
			this.log.append(keys, null, AuditAction.CASE_REGISTERED, SubjectType.CASE_FILE, id.value(), Detail.none());
			return id;
		}));
	}

	protected static IdentityDraft named(String hangul, String dprkRomanised, String chineseName) {
		return new IdentityDraft(hangul, dprkRomanised, "", chineseName, "", "", null, null, null, java.util.Set.of());
	}

	/** The actions logged about a case, oldest first. */
	protected List<String> actions(CaseId id) {
		return as(DemoAccount.SUPERVISOR_YANJI,
				() -> inTransaction(
						() -> this.jdbc.sql("select action from audit.event where case_id = ? order by event_id")
							.param(id.value())
							.query(String.class)
							.list()));
	}

	/** The detail of the newest event about a case. */
	protected Map<String, String> newestDetail(CaseId id) {
		return as(DemoAccount.CASEWORKER_YANJI, () -> inTransaction(() -> this.jdbc
			.sql("select event_id, detail_enc from audit.event where case_id = ? order by event_id desc limit 1")
			.param(id.value())
			.query((row, number) -> this.log.open(row.getObject(1, UUID.class), id, java.time.YearMonth.now(),
					row.getBytes(2)))
			.single()));
	}

	private void insertFile(CaseId id, DemoAccount owner) {
		String random = UUID.randomUUID()
			.toString()
			.replace("-", "")
			.toUpperCase(java.util.Locale.ROOT)
			.replaceAll("[01IO]", "2");
		this.jdbc.sql("""
				insert into casework.case_file (id, case_number, code_name, owner_id, team_id, org_id, stage, cycle)
				values (?, ?, ?, ?, ?, '0d000000-0000-4000-8000-000000000001', 'IDENTIFIED', 1)""")
			.params(id.value(), random.substring(0, 4) + "-" + random.substring(4, 8), "case " + random,
					owner.subject(), owner.team())
			.update();
	}

}
