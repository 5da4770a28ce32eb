package org.durumi;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

class ModuleTests {

	@Test
	void modulesKeepToWhatTheyMayUse() {
		// durumi-security lies below every module, durumi-local beside them
		ApplicationModules
			.of(DurumiApplication.class, resideInAnyPackage("org.durumi.security..", "org.durumi.local.."))
			.verify();
	}

}
