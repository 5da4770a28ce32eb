package org.durumi.security.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An entry as a line of an exported log: its place, its leaf, and the columns the leaf
 * covers, a space between them. Each value has one spelling.
 *
 * @param leaf the leaf's hash as it was recorded, which its columns should give
 */
record EntryLine(long index, byte[] leaf, EventLeaf event) {

	/** What the columns are, as the file says it. */
	static final String COLUMNS = "columns index leaf format event_id occurred_at txid node_id actor_id actor_org "
			+ "session_ref session_seq acr action outcome subject_type subject_id case_id compartment subject_org "
			+ "subject_team detail_sha256 row_state_sha256";

	static final String WORD = "entry ";

	private static final String ABSENT = "-";

	private static final Instant ZERO = Instant.parse("2000-01-01T00:00:00Z");

	private static final DateTimeFormatter TIME = DateTimeFormatter
		.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final int FIELDS = COLUMNS.split(" ").length;

	private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,60}");

	private static final HexFormat HEX = HexFormat.of();

	/** When it was, from PostgreSQL's count. */
	static Instant time(long microseconds) {
		return ZERO.plus(microseconds, ChronoUnit.MICROS);
	}

	/**
	 * A name as codes of the log are.
	 * @throws Malformed if it is none
	 */
	static String requireName(String text) {
		if (!NAME.matcher(text).matches()) {
			throw new Malformed("There is a code that is none.");
		}
		return text;
	}

	/**
	 * Reads a line.
	 * @throws Malformed if it is no entry
	 */
	static EntryLine parse(String line) {
		String[] fields = line.split(" ", FIELDS + 1);
		if (fields.length != FIELDS || !line.startsWith(WORD)) {
			throw new Malformed("There is an entry that has not its %d values.".formatted(FIELDS - 1));
		}
		EntryLine entry;
		try {
			entry = new EntryLine(Long.parseLong(fields[1]), Text64.parseHash(fields[2]), event(fields));
		}
		catch (Malformed ex) {
			throw ex;
		}
		catch (IllegalArgumentException | DateTimeException | ArithmeticException ex) {
			throw new Malformed("There is an entry with a value that is none.", ex);
		}
		if (!entry.toString().equals(line)) {
			throw new Malformed("There is an entry with a value that is not spelt as it must be.");
		}
		return entry;
	}

	private static EventLeaf event(String[] fields) {
		return new EventLeaf(Short.parseShort(fields[3]), UUID.fromString(fields[4]),
				ChronoUnit.MICROS.between(ZERO, Instant.from(TIME.parse(fields[5]))), Long.parseUnsignedLong(fields[6]),
				Short.parseShort(fields[7]), UUID.fromString(fields[8]), UUID.fromString(fields[9]),
				bytes(fields[10], 16), Integer.parseInt(fields[11]), Short.parseShort(fields[12]),
				requireName(fields[13]), Short.parseShort(fields[14]), requireName(fields[15]),
				UUID.fromString(fields[16]), uuidOrNot(fields[17]),
				fields[18].equals(ABSENT) ? null : requireName(fields[18]), uuidOrNot(fields[19]),
				uuidOrNot(fields[20]), bytes(fields[21], Hashes.LENGTH),
				fields[22].equals(ABSENT) ? null : bytes(fields[22], Hashes.LENGTH));
	}

	private static @Nullable UUID uuidOrNot(String field) {
		return field.equals(ABSENT) ? null : UUID.fromString(field);
	}

	private static byte[] bytes(String field, int length) {
		byte[] bytes = HEX.parseHex(field);
		if (bytes.length != length) {
			throw new Malformed("There is an entry with a value of another length.");
		}
		return bytes;
	}

	/** Whether the columns give the leaf. */
	boolean leafFits() {
		return Arrays.equals(this.leaf, this.event.hash());
	}

	Instant occurredAt() {
		return time(this.event.occurredAt());
	}

	@Override
	public String toString() {
		EventLeaf e = this.event;
		return WORD + String.join(" ", Long.toString(this.index), Text64.of(this.leaf), Short.toString(e.format()),
				e.eventId().toString(), TIME.format(occurredAt()), Long.toUnsignedString(e.txid()),
				Short.toString(e.node()), e.actor().toString(), e.actorOrg().toString(), HEX.formatHex(e.sessionRef()),
				Integer.toString(e.sessionSeq()), Short.toString(e.acr()), e.action(), Short.toString(e.outcome()),
				e.subjectType(), e.subject().toString(), orAbsent(e.caseId()), orAbsent(e.compartment()),
				orAbsent(e.subjectOrg()), orAbsent(e.subjectTeam()), HEX.formatHex(e.detailSha256()),
				(e.rowStateSha256() != null) ? HEX.formatHex(e.rowStateSha256()) : ABSENT);
	}

	private static String orAbsent(@Nullable Object value) {
		return (value != null) ? value.toString() : ABSENT;
	}

}
