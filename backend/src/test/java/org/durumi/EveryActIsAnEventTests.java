package org.durumi;

import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.AuditedByCaller;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.keys.CaseKeys;
import org.durumi.keys.MonthlySeal;
import org.durumi.keys.SealedJson;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.durumi.security.seal.Cell;
import org.durumi.security.seal.Sealed;
import org.durumi.security.seal.SealedType;
import org.junit.jupiter.api.Test;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing can be asked of a domain module that reads or changes something and leaves no
 * event, unless the code says why none is owed. How far that reaches, {@link Acts} says.
 */
class EveryActIsAnEventTests {

	/** Who acts, names of things, the log itself, and invented data are no domain. */
	private static final Set<String> OTHERS = Set.of("actor", "reference", "audit", "sample");

	private static final String FIXTURE = EveryActIsAnEventTests.class.getSimpleName() + "$";

	private static final Acts ACTS = new Acts(new ClassFileImporter().withImportOption(
			(location) -> ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(location) || location.contains(FIXTURE))
		.importPackages("org.durumi"));

	private final Acts.Asked domain = ACTS.of(EveryActIsAnEventTests::isDomain);

	@Test
	void everyServiceMethodLeadsToAnEventOrSaysWhyNone() {
		assertThat(this.domain.all()).hasSizeGreaterThan(150);
		assertThat(this.domain.unaccounted()).isEmpty();
	}

	@Test
	void noReasonOutlivesItsNeed() {
		assertThat(this.domain.needlesslyMarked()).isEmpty();
	}

	@Test
	void whoLeavesTheEventToACallerHasOne() {
		assertThat(this.domain.leftToNobody()).isEmpty();
	}

	/** A rule that cannot fail is a defect. */
	@Test
	void theRulesFindWhatBreaksThem() {
		Acts.Asked broken = ACTS.of((one) -> one.getName().contains(FIXTURE));
		assertThat(broken.unaccounted()).extracting(EveryActIsAnEventTests::name)
			.containsExactlyInAnyOrder("Negligent.reads", "Negligent.changesInALambda", "Negligent.opensSealedBytes",
					"Negligent.onlyRefuses", "Negligent.hears", "Negligent.callsAnother",
					"Negligent.leavesItToWhoever");
		assertThat(broken.needlesslyMarked()).extracting(EveryActIsAnEventTests::name)
			.containsExactlyInAnyOrder("Overexplained.writesOne", "Overexplained.touchesNothing");
		assertThat(broken.leftToNobody()).extracting(EveryActIsAnEventTests::name)
			.containsExactly("LeftToNobody.hasNoTransaction");
		assertThat(broken.all()).extracting(EveryActIsAnEventTests::name)
			.contains("Diligent.readsAndTells", "Diligent.isExcused", "Diligent.isPartOfAnAct")
			.doesNotContain("Negligent.inItself");
	}

	private static String name(String fullName) {
		return fullName.replaceAll(".*\\$(\\w+\\.\\w+)\\(.*", "$1");
	}

	private static boolean isDomain(JavaClass one) {
		String name = one.getPackageName();
		return name.startsWith("org.durumi.")
				&& !OTHERS.contains(name.substring("org.durumi.".length()).split("[.]")[0]);
	}

	// the services below are inner classes, which no scan for components takes up

	/** A service whose writer forgot the log, in every way there is. */
	@Service
	class Negligent {

		private final JdbcClient jdbc;

		private final AuditLog log;

		private final MonthlySeal seal;

		private final CaseKeys keys;

		private final Keeper keeper;

		Negligent(JdbcClient jdbc, AuditLog log, MonthlySeal seal, CaseKeys keys, Keeper keeper) {
			this.jdbc = jdbc;
			this.log = log;
			this.seal = seal;
			this.keys = keys;
			this.keeper = keeper;
		}

		public long reads() {
			return inItself();
		}

		public Supplier<Integer> changesInALambda() {
			return () -> this.jdbc.sql("update casework.case_file set stage = 'CLOSED'").update();
		}

		public Sealed<String> opensSealedBytes(Cell cell) {
			return this.keys.seal(Compartment.CORE, cell, SealedType.TEXT, "");
		}

		public void onlyRefuses() {
			inItself();
			this.log.appendDenial(AuditEvent.denied(SubjectType.LOG, Ids.next(), null));
		}

		@EventListener
		void hears(String told) {
			inItself();
		}

		/** One of those who keep tells nobody. */
		public void callsAnother() {
			this.keeper.keep();
		}

		/** The month's key, which tells of itself, tells of nothing else. */
		public Object leavesItToWhoever(Instant now) {
			return this.seal.seal(now, "t", "c", Ids.next(), SealedJson.of(String.class), "");
		}

		long inItself() {
			return this.jdbc.sql("select count(*) from casework.case_file").query(Long.class).single();
		}

	}

	/** Somebody who keeps something, one way or another. */
	interface Keeper {

		void keep();

	}

	/** Keeps it and says so. */
	record Telling(AuditLog log) implements Keeper {

		@Override
		public void keep() {
			this.log.append(AuditEvent.done(AuditAction.AUDIT_VERIFIED, SubjectType.LOG, Ids.next()));
		}

	}

	/** Keeps it and says nothing. */
	record Silent(JdbcClient jdbc) implements Keeper {

		@Override
		public void keep() {
			this.jdbc.sql("update casework.case_file set stage = 'CLOSED'").update();
		}

	}

	/** A service whose reasons are no longer needed. */
	@Service
	class Overexplained {

		private final AuditLog log;

		Overexplained(AuditLog log) {
			this.log = log;
		}

		@NotAudited("It was not, once.")
		public void writesOne() {
			this.log.append(AuditEvent.done(AuditAction.AUDIT_VERIFIED, SubjectType.LOG, Ids.next()));
		}

		@AuditedByCaller("Something that is no more.")
		@Transactional(propagation = Propagation.MANDATORY)
		public String touchesNothing() {
			return "";
		}

	}

	/** A service that leaves the event to a caller whom it does not need. */
	@Service
	@Transactional
	class LeftToNobody {

		private final JdbcClient jdbc;

		LeftToNobody(JdbcClient jdbc) {
			this.jdbc = jdbc;
		}

		@AuditedByCaller("Whatever it is called for.")
		public long hasNoTransaction() {
			return this.jdbc.sql("select count(*) from casework.case_file").query(Long.class).single();
		}

	}

	/** A service as it should be. */
	@Service
	class Diligent {

		private final JdbcClient jdbc;

		private final AuditLog log;

		Diligent(JdbcClient jdbc, AuditLog log) {
			this.jdbc = jdbc;
			this.log = log;
		}

		public long readsAndTells() {
			this.log.append(AuditEvent.done(AuditAction.STATISTICS_READ, SubjectType.LIST, Ids.next()));
			return isExcused();
		}

		@NotAudited("A number.")
		public long isExcused() {
			return this.jdbc.sql("select count(*) from casework.case_file").query(Long.class).single();
		}

		@AuditedByCaller("Whatever it is called for.")
		@Transactional(propagation = Propagation.MANDATORY)
		public long isPartOfAnAct() {
			return isExcused();
		}

	}

}
