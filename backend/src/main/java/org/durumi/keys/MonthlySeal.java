package org.durumi.keys;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;

import org.durumi.audit.AuditedByCaller;
import org.durumi.security.seal.Cell;
import org.durumi.security.seal.CompartmentKey;
import org.durumi.security.seal.Sealed;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Seals what belongs to no case under the log key of the month (UTC) in which it was
 * written, and so no longer than the log's own detail.
 * <p>
 * Not guaranteed: that only some can open it. Whoever acts holds the month's key; row
 * security decides who gets the ciphertext.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class MonthlySeal {

	private static final UUID NO_CASE = new UUID(0, 0);

	private final KeyRing keys;

	MonthlySeal(KeyRing keys) {
		this.keys = keys;
	}

	/**
	 * Seals a value to its place.
	 * @param at when the row is written; it has to be kept with it
	 */
	@AuditedByCaller("The request or the answer that is sealed.")
	public <T> Sealed<T> seal(Instant at, String table, String column, UUID row, SealedJson<T> type, T value) {
		return key(at).seal(cell(table, column, row), type, value);
	}

	/** Opens a value; the caller writes the event that says so. */
	@AuditedByCaller("The reading of the requests.")
	public <T> T open(Instant at, String table, String column, UUID row, Sealed<T> sealed) {
		return key(at).open(cell(table, column, row), sealed);
	}

	private CompartmentKey key(Instant at) {
		return this.keys.ofMonth(YearMonth.from(at.atOffset(ZoneOffset.UTC)).toString());
	}

	private static Cell cell(String table, String column, UUID row) {
		return new Cell(table, column, row, NO_CASE);
	}

}
