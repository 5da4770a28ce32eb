package org.durumi.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.NotAudited;
import org.durumi.keys.CaseSearch;
import org.durumi.keys.Opening;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks for a person among the cases whose identity the actor may open anyway: those she
 * owns, is assigned to or deputises for. Names are compared across scripts and spellings,
 * in memory; the search is one audited event, without what was searched for.
 * <p>
 * Not found means not among her cases: other caseworkers' cases are not searched.
 */
@Service
public class DuplicateSearch {

	private static final Set<IdentityField> NAMES = EnumSet.range(IdentityField.HANGUL, IdentityField.ALIASES);

	private static final Set<SafeContactField> PHONE = EnumSet.of(SafeContactField.PHONE);

	private static final String SCOPE = """
			select c.id as case_id, c.code_name, i.id, i.version, i.hangul, i.dprk_romanised, i.revised_romanised,
				i.chinese_name, i.pinyin, i.aliases, s.id as contact_id, s.phone
			from casework.case_file c
			join casework.identity i on i.case_id = c.id
			join casework.safe_contact s on s.case_id = c.id
			where c.owner_id = (select access.caseworker()) or c.id = any ((select access.my_cases(array['ASSIGNED', 'DEPUTY']))::uuid[])
			""";

	private static final String DONE = """
			select exists (select from audit.event where event_id = ? and actor_id = ? and action = ? and outcome = 0
				and occurred_at > statement_timestamp() - interval '60 minutes')""";

	private final JdbcClient jdbc;

	private final CaseSearch search;

	private final SealedFields<IdentityField> identities;

	private final SealedFields<SafeContactField> contacts;

	DuplicateSearch(JdbcClient jdbc, CaseSearch search) {
		this.jdbc = jdbc;
		this.search = search;
		this.identities = new SealedFields<>(jdbc, "casework.identity", IdentityField.class);
		this.contacts = new SealedFields<>(jdbc, "casework.safe_contact", SafeContactField.class);
	}

	/** Loads what reads Chinese, which takes a second, before somebody waits for it. */
	@EventListener(ApplicationStartedEvent.class)
	void prepare() {
		Thread.ofPlatform().daemon().name("read-chinese").start(() -> ChineseName.pinyin("一"));
	}

	private record Candidate(CaseId caseId, String codeName, SealedFields.Row<IdentityField> identity,
			SealedFields.Row<SafeContactField> contact) {
	}

	/** Searches; an audited event. */
	@PreAuthorize("hasRole('CASEWORKER')")
	@Transactional
	public DuplicateSearchResult search(DuplicateQuery query) {
		return search(query.name(), query.phone());
	}

	/** Searches by every name of hers at once, and her number; an audited event. */
	@PreAuthorize("hasRole('CASEWORKER')")
	@Transactional
	public DuplicateSearchResult search(IdentityDraft identity, SafeContactDraft safeContact) {
		return search(identity.names(), safeContact.phone());
	}

	private DuplicateSearchResult search(String name, String phone) {
		List<Candidate> scope = this.jdbc.sql(SCOPE).query((row, number) -> candidate(row)).list();
		List<NameForms> names = NameForms.wanted(name);
		PhoneNumbers phones = PhoneNumbers.of(phone);
		CaseSearch.Found<DuplicateMatch> found = this.search.search(Compartment.IDENTITY,
				scope.stream().map(Candidate::caseId).toList(), name + "\n" + phone,
				(openings) -> compare(scope, openings, names, phones));
		return new DuplicateSearchResult(found.id(), found.results());
	}

	/** Whether the actor made this search within the last hour. */
	@Transactional
	@NotAudited("Whether the actor's own event is there.")
	public boolean doneRecently(UUID searchId) {
		return this.jdbc.sql(DONE)
			.params(searchId, Actors.require().id(), AuditAction.DUPLICATE_SEARCHED.name())
			.query(Boolean.class)
			.single();
	}

	private List<DuplicateMatch> compare(List<Candidate> scope, Map<CaseId, Opening> openings, List<NameForms> names,
			PhoneNumbers phones) {
		return scope.stream()
			.filter((candidate) -> openings.containsKey(candidate.caseId()))
			.map((candidate) -> compare(candidate, Objects.requireNonNull(openings.get(candidate.caseId())), names,
					phones))
			.flatMap(Optional::stream)
			.sorted(Comparator.comparing(DuplicateMatch::strength).thenComparing(DuplicateMatch::codeName))
			.toList();
	}

	private Optional<DuplicateMatch> compare(Candidate candidate, Opening opening, List<NameForms> names,
			PhoneNumbers phones) {
		Set<PersonField> fields = new HashSet<>();
		Optional<Strength> strongest = Optional.empty();
		for (IdentityField field : names.isEmpty() ? Set.<IdentityField>of() : NAMES) {
			String recorded = this.identities.open(opening, candidate.identity(), field);
			Optional<Strength> likeness = likeness(names, NameForms.recorded(recorded));
			likeness.ifPresent((strength) -> fields.add(field));
			strongest = Strength.stronger(strongest, likeness);
		}
		if (!phones.isEmpty()) {
			String recorded = this.contacts.open(opening, candidate.contact(), SafeContactField.PHONE);
			Optional<Strength> likeness = phones.likeness(PhoneNumbers.of(recorded));
			likeness.ifPresent((strength) -> fields.add(SafeContactField.PHONE));
			strongest = Strength.stronger(strongest, likeness);
		}
		return strongest
			.map((strength) -> new DuplicateMatch(candidate.caseId(), candidate.codeName(), fields, strength));
	}

	private static Optional<Strength> likeness(List<NameForms> wanted, List<NameForms> recorded) {
		Optional<Strength> strongest = Optional.empty();
		for (NameForms one : wanted) {
			for (NameForms other : recorded) {
				strongest = Strength.stronger(strongest, one.likeness(other));
			}
		}
		return strongest;
	}

	private Candidate candidate(ResultSet row) throws SQLException {
		return new Candidate(new CaseId(Objects.requireNonNull(row.getObject("case_id", UUID.class))),
				Objects.requireNonNull(row.getString("code_name")), this.identities.read(row, "id", NAMES),
				this.contacts.read(row, "contact_id", PHONE));
	}

}
