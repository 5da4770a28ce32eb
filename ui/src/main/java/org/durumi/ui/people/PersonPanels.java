package org.durumi.ui.people;

import org.durumi.people.IdentityDraft;
import org.durumi.people.IdentityField;
import org.durumi.people.People;
import org.durumi.people.SafeContactDraft;
import org.durumi.people.SafeContactField;
import org.durumi.ui.records.CasePanel;
import org.durumi.ui.records.Permissions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares the panels of who she is and how she may be reached. */
@Configuration(proxyBeanMethods = false)
class PersonPanels {

	@Bean
	CasePanel identityPanel(People people, Permissions permissions) {
		return new PersonPanel<>("identity", "people.identity", 10, IdentityField.class,
				new PersonPanel.Acts<>(people::reveal, people::openIdentity, people::change, PersonForm::of,
						PersonForm::keepingEstimate, IdentityDraft::of, PersonForm::identity),
				permissions);
	}

	@Bean
	CasePanel safeContactPanel(People people, Permissions permissions) {
		return new PersonPanel<>("safe-contact", "people.safeContact", 12, SafeContactField.class,
				new PersonPanel.Acts<>(people::reveal, people::openSafeContact, people::change, PersonForm::of,
						(SafeContactDraft edited, java.util.Map<SafeContactField, String> before) -> edited,
						SafeContactDraft::of, PersonForm::safeContact),
				permissions);
	}

}
