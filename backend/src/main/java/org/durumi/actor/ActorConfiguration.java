package org.durumi.actor;

import java.time.Clock;

import jakarta.persistence.EntityManagerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Replaces Boot's transaction manager by the one that names the actor. */
@Configuration(proxyBeanMethods = false)
class ActorConfiguration {

	@Bean
	PlatformTransactionManager transactionManager(EntityManagerFactory factory) {
		return new ActorTransactionManager(factory);
	}

	@Bean
	@ConditionalOnMissingBean
	Clock clock() {
		return Clock.systemUTC();
	}

}
