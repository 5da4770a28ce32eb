package org.durumi.keys;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.durumi.audit.AuditAction;
import org.durumi.audit.SubjectType;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.durumi.security.seal.KeyedHash;
import org.durumi.security.seal.RootKey;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Compares one compartment of many cases with a term, in memory and as one event: how
 * many cases were in scope, opened and found, and a keyed hash of the term, never the
 * term.
 * <p>
 * Guaranteed: only cases whose key the database releases to the actor are opened, and the
 * result leaves this class only after the event was written. Not guaranteed: that the
 * comparison keeps nothing of what it saw, which only its code can show.
 */
@Service
public class CaseSearch {

	private final KeyRing keys;

	private final SealedLog log;

	private final KeyedHash terms;

	CaseSearch(KeyRing keys, SealedLog log, RootKey root) {
		this.keys = keys;
		this.log = log;
		this.terms = root.keyedHash("search-term");
	}

	/**
	 * What was found.
	 *
	 * @param id the event that tells of the search
	 */
	public record Found<R>(UUID id, List<R> results) {

		public Found {
			results = List.copyOf(results);
		}

	}

	/**
	 * Searches.
	 * @param scope the cases the actor asks about
	 * @param term what is looked for, brought to one form
	 * @param comparison gets an opening for each case whose key is released
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public <R> Found<R> search(Compartment compartment, Collection<CaseId> scope, String term,
			Function<Map<CaseId, Opening>, List<R>> comparison) {
		Map<CaseId, Opening> openings = new LinkedHashMap<>();
		this.keys.released(scope, compartment).forEach((id, released) -> openings.put(id, new Opening(released)));
		List<R> results = comparison.apply(openings);
		Detail detail = Detail.of("scope", scope.size())
			.and("opened", openings.size())
			.and("matched", results.size())
			.and("term", this.terms.of(term));
		UUID event = this.log.append(AuditAction.DUPLICATE_SEARCHED, SubjectType.SEARCH, Ids.next(), detail);
		return new Found<>(event, results);
	}

}
