package org.durumi;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

/** Rules on the code's shape that no compiler knows. */
class CodeShapeTests {

	private static final ArchRule NO_SCREENS = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("com.vaadin..", "org.durumi.ui..");

	private static final ArchRule NO_TINK = noClasses().that()
		.resideOutsideOfPackage("org.durumi.security..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("com.google.crypto.tink..")
		.as("nobody but durumi-security touches Tink");

	private static final ArchRule NO_OLD_DATES = noClasses().should()
		.dependOnClassesThat()
		.haveFullyQualifiedName("java.util.Date")
		.orShould()
		.dependOnClassesThat()
		.haveFullyQualifiedName("java.util.Calendar");

	private static final ArchRule NO_FIELD_INJECTION = noFields().should()
		.beAnnotatedWith(Autowired.class)
		.orShould()
		.beAnnotatedWith("jakarta.inject.Inject")
		.orShould()
		.beAnnotatedWith("jakarta.annotation.Resource")
		.orShould()
		.beAnnotatedWith("org.springframework.beans.factory.annotation.Value");

	private static final ArchRule NO_TIME_BUT_THE_CLOCKS = noClasses().should()
		.accessTargetWhere(DescribedPredicate.describe("asks the machine for the time", CodeShapeTests::isUnclocked));

	private final JavaClasses production = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("org.durumi");

	@Test
	void theBackendKnowsNothingOfScreens() {
		noClasses().should().resideInAPackage("org.durumi.ui..").check(this.production);
		NO_SCREENS.check(this.production);
	}

	@Test
	void onlyTheSecurityModuleTouchesTink() {
		NO_TINK.check(this.production);
	}

	@Test
	void datesAreNotJavaUtils() {
		NO_OLD_DATES.check(this.production);
	}

	@Test
	void nothingIsInjectedIntoFields() {
		NO_FIELD_INJECTION.check(this.production);
	}

	@Test
	void timeComesFromTheClock() {
		NO_TIME_BUT_THE_CLOCKS.check(this.production);
	}

	/** A rule that cannot fail is a defect. */
	@Test
	void theRulesFindWhatBreaksThem() {
		JavaClasses broken = new ClassFileImporter().importClasses(Broken.class);
		for (ArchRule rule : new ArchRule[] { NO_OLD_DATES, NO_FIELD_INJECTION, NO_TIME_BUT_THE_CLOCKS }) {
			assertThat(rule.evaluate(broken).hasViolation()).as(rule.getDescription()).isTrue();
		}
		assertThat(this.production).as("classes that Java 25 compiled are read")
			.extracting(JavaClass::getName)
			.contains("org.durumi.cases.CaseFile", "org.durumi.security.seal.RootKey");
	}

	/** Whether a time is taken without a clock, which tests and the sample set. */
	private static boolean isUnclocked(JavaAccess<?> access) {
		JavaClass owner = access.getTargetOwner();
		boolean temporal = owner.isEquivalentTo(Instant.class) || owner.isEquivalentTo(LocalDate.class)
				|| owner.isEquivalentTo(LocalDateTime.class) || owner.isEquivalentTo(OffsetDateTime.class)
				|| owner.isEquivalentTo(ZonedDateTime.class);
		return temporal && access instanceof com.tngtech.archunit.core.domain.JavaMethodCall call
				&& call.getName().equals("now")
				&& call.getTarget()
					.getRawParameterTypes()
					.stream()
					.allMatch((parameter) -> parameter.isEquivalentTo(ZoneId.class));
	}

	static final class Broken {

		@Autowired
		private java.util.@org.jspecify.annotations.Nullable Date injected;

		LocalDate today() {
			return LocalDate.now(ZoneId.of("Asia/Seoul"));
		}

	}

}
