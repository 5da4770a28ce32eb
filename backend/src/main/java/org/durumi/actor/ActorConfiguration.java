package org.durumi.actor;

import java.time.Clock;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Replaces Boot's transaction manager by the one that names the actor, and its pool by
 * one that says at once when the database is away.
 */
@Configuration(proxyBeanMethods = false)
class ActorConfiguration {

	@Bean
	PlatformTransactionManager transactionManager(EntityManagerFactory factory) {
		return new ActorTransactionManager(factory);
	}

	/** Before anything gets hold of the pool itself. */
	@Bean
	static BeanPostProcessor promptDataSource() {
		return new BeanPostProcessor() {
			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return (bean instanceof HikariDataSource pool) ? new PromptDataSource(pool) : bean;
			}
		};
	}

	@Bean
	@ConditionalOnMissingBean
	Clock clock() {
		return Clock.systemUTC();
	}

}
