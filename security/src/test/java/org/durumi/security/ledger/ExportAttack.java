package org.durumi.security.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What somebody can do to an exported log who has it, and to the log before it is. */
enum ExportAttack {

	/** A column is edited; the leaf stays. */
	EDIT {
		@Override
		String on(TestLog log, Random random) {
			List<String> lines = lines(log.whole());
			int entry = someEntry(lines, random);
			lines.set(entry, edited(lines.get(entry), 3 + random.nextInt(20), random));
			return text(lines);
		}
	},
	/** A column is edited, and the leaf made to fit. */
	EDIT_WITH_LEAF {
		@Override
		String on(TestLog log, Random random) {
			List<String> lines = lines(log.whole());
			int entry = someEntry(lines, random);
			lines.set(entry, withLeaf(edited(lines.get(entry), 3 + random.nextInt(20), random)));
			return text(lines);
		}
	},
	/** Only the leaf is edited. */
	EDIT_LEAF {
		@Override
		String on(TestLog log, Random random) {
			List<String> lines = lines(log.whole());
			int entry = someEntry(lines, random);
			lines.set(entry, edited(lines.get(entry), 2, random));
			return text(lines);
		}
	},
	/** An entry is taken out; now and then those behind it move up. */
	DELETE {
		@Override
		String on(TestLog log, Random random) {
			List<String> lines = lines(log.whole());
			lines.remove(someEntry(lines, random));
			return text(random.nextBoolean() ? renumbered(lines) : lines);
		}
	},
	/** The file ends early, with or without a proper end. */
	TRUNCATE {
		@Override
		String on(TestLog log, Random random) {
			List<String> lines = lines(log.whole());
			List<String> shorter = new ArrayList<>(lines.subList(0, firstEntry(lines) + random.nextInt(log.size())));
			if (random.nextBoolean()) {
				shorter.add("end " + shorter.stream().filter((line) -> line.startsWith(EntryLine.WORD)).count());
			}
			return text(shorter);
		}
	},
	/** The file ends within a line. */
	CUT {
		@Override
		String on(TestLog log, Random random) {
			String whole = log.whole();
			return whole.substring(0, whole.length() - 1 - random.nextInt(whole.length() / 2));
		}
	},
	/** Two entries change places; now and then they are numbered anew. */
	REORDER {
		@Override
		String on(TestLog log, Random random) {
			List<String> lines = lines(log.whole());
			int one = someEntry(lines, random);
			int other = someEntry(lines, random);
			while (other == one) {
				other = someEntry(lines, random);
			}
			String moved = lines.set(one, lines.get(other));
			lines.set(other, moved);
			return text(random.nextBoolean() ? renumbered(lines) : lines);
		}
	},
	/** An entry is there twice. */
	DUPLICATE {
		@Override
		String on(TestLog log, Random random) {
			List<String> lines = lines(log.whole());
			int entry = someEntry(lines, random);
			lines.add(someEntry(lines, random), lines.get(entry));
			return text(random.nextBoolean() ? renumbered(lines) : lines);
		}
	},
	/** An entry of another log takes the place of one. */
	REPLACE {
		@Override
		String on(TestLog log, Random random) {
			List<String> lines = lines(log.whole());
			int entry = someEntry(lines, random);
			EventLeaf other = TestLog.events(1, random).getFirst();
			long index = EntryLine.parse(lines.get(entry)).index();
			lines.set(entry, new EntryLine(index, other.hash(), other).toString());
			return text(lines);
		}
	},
	/** Everything is signed anew by another key of the same name. */
	SIGN_WITH_ANOTHER_KEY {
		@Override
		String on(TestLog log, Random random) {
			TestLog other = new TestLog(SigningKey.generate(log.verifier().name()), log.events());
			return random.nextBoolean() ? other.whole() : other.proof(random.nextInt(log.size()));
		}
	},
	/** The checkpoint says something that was not signed. */
	FORGE_CHECKPOINT {
		@Override
		String on(TestLog log, Random random) {
			List<String> lines = lines(log.whole());
			// origin, size, root, incarnation, size before
			int line = lines.indexOf(log.note().lines().findFirst().orElseThrow()) + random.nextInt(5);
			lines.set(line, edited(lines.get(line), -1, random));
			return text(lines);
		}
	},
	/** The checkpoint carries the signature of another one. */
	SIGNATURE_OF_ANOTHER {
		@Override
		String on(TestLog log, Random random) {
			String own = SignedNote.parse(log.note()).lines().getFirst().toString();
			String other = SignedNote.parse(log.note(random.nextInt(log.size()))).lines().getFirst().toString();
			return log.whole().replaceFirst(Pattern.quote(own), Matcher.quoteReplacement(other));
		}
	},
	/** Before anything was signed an event was taken out, not the last of its session. */
	SUPPRESS {
		@Override
		String on(TestLog log, Random random) {
			List<EventLeaf> events = new ArrayList<>(log.events());
			List<EventLeaf> notLast = events.stream()
				.filter((event) -> events.stream()
					.anyMatch((later) -> Arrays.equals(later.sessionRef(), event.sessionRef())
							&& later.sessionSeq() > event.sessionSeq()))
				.toList();
			events.remove(notLast.get(random.nextInt(notLast.size())));
			return log.with(events).whole();
		}
	},
	/** The whole log as it was before the checkpoint that was kept. */
	ROLL_BACK {
		@Override
		String on(TestLog log, Random random) {
			return log.with(log.events().subList(0, 1 + random.nextInt(log.size() - 1))).whole();
		}

		@Override
		boolean needsEarlier() {
			return true;
		}
	},
	/** Another history, signed by the true key. */
	FORK {
		@Override
		String on(TestLog log, Random random) {
			List<EventLeaf> events = new ArrayList<>(TestLog.events(log.size() + random.nextInt(20), random));
			return log.with(events).whole();
		}

		@Override
		boolean needsEarlier() {
			return true;
		}
	},
	/** In a part a column is edited, and mostly the leaf with it. */
	EDIT_PART {
		@Override
		String on(TestLog log, Random random) {
			List<String> lines = lines(part(log, random));
			int entry = someEntry(lines, random);
			int field = 1 + random.nextInt(22);
			String edited = edited(lines.get(entry), field, random);
			// the leaf itself, made to fit, would be what it was
			lines.set(entry, (field != 2 && random.nextInt(4) > 0) ? withLeaf(edited) : edited);
			return text(lines);
		}
	},
	/** In a part a proof is altered, shortened, prolonged or another entry's. */
	ALTER_PROOF {
		@Override
		String on(TestLog log, Random random) {
			List<String> lines = lines(part(log, random));
			int proof = someEntry(lines, random) + 1;
			List<byte[]> hashes = new ArrayList<>(LogFile.hashes(lines.get(proof).substring(5), InclusionProof.MOST));
			altered(hashes, random);
			lines.set(proof, LogFile.PROOF + LogFile.hashes(hashes));
			return text(lines);
		}
	},
	/** In a part two entries change places, with their proofs or without. */
	REORDER_PART {
		@Override
		String on(TestLog log, Random random) {
			List<String> lines = lines(part(log, random));
			int first = firstEntry(lines);
			int with = random.nextBoolean() ? 0 : 1;
			for (int line = first; line <= first + with; line++) {
				String moved = lines.set(line, lines.get(line + 2));
				lines.set(line + 2, moved);
			}
			return text(lines);
		}
	},
	/** The proof of one entry says another entry, place, path or checkpoint. */
	ALTER_ENTRY_PROOF {
		@Override
		String on(TestLog log, Random random) {
			int index = random.nextInt(log.size());
			ProofFile proof = ProofFile.parse(log.proof(index));
			return (switch (random.nextInt(4)) {
				case 0 -> new ProofFile(log.events().get((index + 1) % log.size()).data(), index, proof.hashes(),
						proof.note());
				case 1 -> new ProofFile(proof.extra(), (index + 1) % log.size(), proof.hashes(), proof.note());
				case 2 -> {
					List<byte[]> hashes = new ArrayList<>(proof.hashes());
					altered(hashes, random);
					yield new ProofFile(proof.extra(), index, hashes, proof.note());
				}
				default ->
					new ProofFile(proof.extra(), index, proof.hashes(), SignedNote.parse(log.note(log.size() - 1)));
			}).toString();
		}
	};

	/** The text after the attack, on a log of at least ten entries. */
	abstract String on(TestLog log, Random random);

	/** Whether only a kept checkpoint shows it. */
	boolean needsEarlier() {
		return false;
	}

	private static String part(TestLog log, Random random) {
		List<Integer> indices = new ArrayList<>();
		for (int i = 0; i < log.size(); i++) {
			if (i < 2 || random.nextInt(3) == 0) {
				indices.add(i);
			}
		}
		return log.part(indices);
	}

	private static void altered(List<byte[]> hashes, Random random) {
		int at = random.nextInt(hashes.size());
		switch (random.nextInt(4)) {
			case 0 -> hashes.remove(at);
			case 1 -> hashes.add(at, TestLog.bytes(random, 32));
			case 2 -> hashes.add(TestLog.bytes(random, 32));
			default -> {
				byte[] hash = hashes.get(at).clone();
				hash[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
				hashes.set(at, hash);
			}
		}
	}

	private static List<String> lines(String text) {
		return text.lines().collect(Collectors.toCollection(ArrayList::new));
	}

	private static String text(List<String> lines) {
		return String.join("\n", lines) + "\n";
	}

	private static int firstEntry(List<String> lines) {
		return lines.indexOf(EntryLine.COLUMNS) + 1;
	}

	private static int someEntry(List<String> lines, Random random) {
		int line = firstEntry(lines) + random.nextInt(lines.size() - firstEntry(lines));
		while (!lines.get(line).startsWith(EntryLine.WORD)) {
			line = firstEntry(lines) + random.nextInt(lines.size() - firstEntry(lines));
		}
		return line;
	}

	/** Numbers the entries as they stand and counts them, as who covers a trace does. */
	private static List<String> renumbered(List<String> lines) {
		List<String> anew = new ArrayList<>();
		long index = 0;
		for (String line : lines) {
			if (line.startsWith(EntryLine.WORD)) {
				anew.add(line.replaceFirst("entry [0-9]+ ", "entry " + index++ + " "));
			}
			else {
				anew.add(line.startsWith(LogFile.END) ? LogFile.END + index : line);
			}
		}
		return anew;
	}

	private static String withLeaf(String line) {
		try {
			EntryLine entry = EntryLine.parse(line);
			return new EntryLine(entry.index(), entry.event().hash(), entry.event()).toString();
		}
		catch (Malformed ex) {
			// an edit that gave no entry stays as it is
			return line;
		}
	}

	/** The line with one value edited so that it mostly stays one of its kind. */
	private static String edited(String line, int field, Random random) {
		String[] fields = line.split(" ");
		int at = (field >= 0) ? field : fields.length - 1;
		String value = fields[at];
		if (value.equals("-")) {
			fields[at] = switch (at) {
				case 18 -> "HARM";
				case 22 -> "00".repeat(32);
				default -> "00000000-0000-7000-8000-000000000009";
			};
			return String.join(" ", fields);
		}
		if ((at >= 17 && at <= 20 || at == 22) && random.nextInt(3) == 0) {
			fields[at] = "-";
			return String.join(" ", fields);
		}
		int place = random.nextInt(value.length());
		char before = value.charAt(place);
		char after = before;
		String kin = Character.isDigit(before) ? "0123456789"
				: Character.isUpperCase(before) ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ" : "abcdef";
		while (after == before) {
			after = kin.charAt(random.nextInt(kin.length()));
		}
		fields[at] = value.substring(0, place) + after + value.substring(place + 1);
		return String.join(" ", fields);
	}

}
